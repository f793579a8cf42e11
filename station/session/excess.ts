import type { ApprovalReason } from '../../core/book/content.ts'
import { limitLine, shownLines, totalOf } from './lines.ts'
import type { Line, Work } from './work-state.ts'

export type LineWarning = 'over_available' | 'over_planned' | 'not_planned' | 'expired' | 'expires_soon'

/** What a person should look at; it never stops the scanning. The gravest first. */
export function warningsOf(line: Line): LineWarning[] {
  const total = totalOf(line)
  const { available, planned } = line.facts
  const warnings: LineWarning[] = []
  if (line.shares.some(({ expiry }) => expiry === 'expired')) warnings.push('expired')
  if (total > available) warnings.push('over_available')
  if (planned === null) warnings.push('not_planned')
  else if (planned.logged + total > planned.upTo) warnings.push('over_planned')
  if (line.shares.some(({ expiry }) => expiry === 'soon')) warnings.push('expires_soon')
  return warnings
}

/** Why a line is more than can be accepted as it is. */
export type ExcessReason = Exclude<ApprovalReason, 'old_books'>

/** A line of which not all can be accepted as it is. Base units. */
export interface Excess {
  readonly line: Line
  readonly why: ExcessReason
  /** What may stay; the rest is left out, or a manager decides. */
  readonly allowed: number
}

/**
 * Everything that is more than is there, more than ordered, or not on the order. On a run, an item beside the recipe is
 * a substitution and named as such; only what is not there, or beyond the branch's tolerance, is excess.
 */
export function excessOf(work: Work): Excess[] {
  return shownLines(work).flatMap((line) => {
    const total = totalOf(line)
    const there = Math.max(0, line.facts.available)
    const open = openOf(work, line)
    const allowed = Math.min(total, there, open)
    if (allowed >= total) return []
    return [{ line, allowed, why: why(line, total > there) }]
  })
}

function openOf(work: Work, { facts: { planned } }: Line): number {
  if (planned !== null) return Math.max(0, planned.upTo - planned.logged)
  return work.workflow === 'sales' ? 0 : Infinity
}

function why({ facts }: Line, isOverAvailable: boolean): Excess['why'] {
  if (isOverAvailable) return 'over_available'
  return facts.planned === null ? 'not_planned' : 'over_planned'
}

/** The work without its excess. */
export function leaveOutExcess(work: Work): Work {
  return excessOf(work).reduce((left, { line, allowed }) => limitLine(left, line.item, allowed), work)
}

/** Whether a manager can allow it on the spot: what is not there, the book itself will not give. */
export function isAllowable(excess: readonly Excess[]): boolean {
  return excess.every(({ why: reason }) => reason !== 'over_available')
}

/** Everything about the work that needs a manager's word: its excess, and that it was checked against old books. */
export function approvalReasonsOf(work: Work): ApprovalReason[] {
  const excess = excessOf(work).map(({ why: reason }) => reason)
  return [...new Set<ApprovalReason>([...excess, ...(work.books === 'ask' ? (['old_books'] as const) : [])])]
}

/** What a run used beside its recipe and nobody has named yet: the first of them. */
export function unnamedSubstitute(work: Work): Line | undefined {
  if (work.workflow !== 'production') return undefined
  return shownLines(work).find(({ facts, insteadOf }) => facts.planned === null && insteadOf === null)
}
