import { rebuildStatement, whole, type RebuiltStatement, type Texts } from './sent-statement.ts'

/** Hrana's two versions over HTTP, which differ in the conditions of a batch. */
export type HranaVersion = 2 | 3

/** How a batch begins says what it may do. */
const ACCESS = new Map([
  ['BEGIN IMMEDIATE', 'write'],
  ['BEGIN TRANSACTION READONLY', 'read'],
  ['BEGIN DEFERRED', 'read'],
] as const)

/** BEGIN, something, COMMIT, ROLLBACK. */
const FEWEST_STEPS = 4

interface Batch {
  readonly access: 'read' | 'write'
  readonly statements: readonly RebuiltStatement[]
  /** BEGIN, the statements, COMMIT, ROLLBACK, each with its condition. */
  readonly steps: readonly object[]
}

/**
 * Reads a batch that is all or nothing, in exactly the form that our client gives it: BEGIN; each statement when the one
 * before went well; COMMIT when all did; ROLLBACK when that did not. undefined: any other form.
 */
export function rebuildBatch(sent: unknown, texts: Texts, version: HranaVersion): Batch | undefined {
  const steps = stepsOf(sent)
  if (steps === undefined || steps.length < FEWEST_STEPS) return undefined
  const commit = steps.length - 2
  const rebuilt = whole(steps.map(({ stmt }) => rebuildStatement(stmt, texts)))
  if (rebuilt === undefined) return undefined
  if (!steps.every(({ condition }, index) => isSame(condition, conditionOf(index, commit, version))))
    return undefined
  const [begin] = rebuilt
  const access = [...ACCESS].find(([text]) => text === begin?.text)?.[1]
  if (access === undefined || rebuilt[commit]?.text !== 'COMMIT' || rebuilt[commit + 1]?.text !== 'ROLLBACK')
    return undefined
  return {
    access,
    statements: rebuilt.slice(1, commit),
    steps: rebuilt.map(({ sent: stmt }, index) => {
      const condition = conditionOf(index, commit, version)
      return condition === undefined ? { stmt } : { condition, stmt }
    }),
  }
}

interface SentStep {
  readonly stmt?: unknown
  readonly condition?: unknown
}

function stepsOf(sent: unknown): readonly SentStep[] | undefined {
  const steps = typeof sent === 'object' && sent !== null && 'steps' in sent ? sent.steps : undefined
  if (!Array.isArray(steps)) return undefined
  return steps.every((step) => typeof step === 'object' && step !== null)
    ? (steps as readonly SentStep[])
    : undefined
}

/** When a step runs; version 3 asks as well whether the transaction is still open. */
function conditionOf(index: number, commit: number, version: HranaVersion): object | undefined {
  if (index === 0) return undefined
  if (index > commit) return { type: 'not', cond: { type: 'ok', step: commit } }
  const wentWell = { type: 'ok', step: index - 1 }
  if (version === 2) return wentWell
  return { type: 'and', conds: [wentWell, { type: 'not', cond: { type: 'is_autocommit' } }] }
}

/** Looks no deeper than what is expected, however deep somebody nested what they sent. */
function isSame(sent: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return sent === expected
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent) !== Array.isArray(expected))
    return false
  const parts = Object.entries(expected)
  return (
    Object.keys(sent).length === parts.length &&
    parts.every(([name, part]) => isSame((sent as Readonly<Record<string, unknown>>)[name], part))
  )
}
