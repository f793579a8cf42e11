import type { SqlValue, Statement } from '../../core/database/central.ts'
import { rebuildBatch, type HranaVersion } from './batch-shape.ts'
import {
  rebuildStatement,
  whole,
  type RebuiltStatement,
  type SentValue,
  type Texts,
} from './sent-statement.ts'

/** A request that asks, or that writes, made anew of what was read: nothing else of the sender reaches the server. */
export type Pipeline =
  | { readonly kind: 'read'; readonly texts: readonly string[]; readonly body: string }
  | {
      readonly kind: 'write'
      readonly statements: readonly Statement[]
      readonly body: string
      /** Whether the server's answer says that all of it was committed. */
      readonly isCommitted: (answer: unknown) => boolean
    }

/** Why a body is no pipeline: it is of a kind that this gate does not have, or it cannot be read at all. */
export type NoPipeline = 'not_offered' | 'unreadable'

/**
 * Reads a pipeline of Hrana, JSON, as our client sends it: texts that are stored for this one request, then one
 * statement or one batch, then the close, so that the server keeps no stream open. No statement's text is looked into.
 */
export function readPipeline(text: string, version: HranaVersion): Pipeline | NoPipeline {
  const body = parseJson(text)
  if (!isObject(body) || !Array.isArray(body['requests'])) return 'unreadable'
  if (body['baton'] !== undefined && body['baton'] !== null) return 'not_offered'
  const requests = body['requests'] as readonly unknown[]
  if (!requests.every(isObject)) return 'unreadable'
  const [last, asked, ...stores] = requests.toReversed()
  if (last?.['type'] !== 'close' || asked === undefined) return 'not_offered'
  const texts = readStores(stores.toReversed())
  if (texts === 'not_offered' || texts === 'unreadable') return texts
  return readAsked(asked, texts, version)
}

function readAsked(asked: JsonObject, texts: Texts, version: HranaVersion): Pipeline | NoPipeline {
  if (asked['type'] === 'execute') {
    const statement = rebuildStatement(asked['stmt'], texts)
    if (statement === undefined) return 'unreadable'
    return {
      kind: 'read',
      texts: [statement.text],
      body: bodyOf(texts, { type: 'execute', stmt: statement.sent }),
    }
  }
  if (asked['type'] !== 'batch') return 'not_offered'
  const batch = rebuildBatch(asked['batch'], texts, version)
  if (batch === undefined) return 'not_offered'
  const body = bodyOf(texts, { type: 'batch', batch: { steps: batch.steps } })
  if (batch.access === 'read') return { kind: 'read', texts: batch.statements.map(({ text }) => text), body }
  const statements = whole(batch.statements.map(plainStatement))
  if (statements === undefined) return 'unreadable'
  const commit = batch.steps.length - 2
  return { kind: 'write', statements, body, isCommitted: (answer) => hasStep(answer, texts.size, commit) }
}

/** Texts by the number under which the request names them. */
function readStores(stores: readonly JsonObject[]): Texts | NoPipeline {
  const texts = new Map<number, string>()
  for (const { type, sql_id: id, sql } of stores) {
    if (type !== 'store_sql') return 'not_offered'
    if (typeof id !== 'number' || !Number.isInteger(id) || typeof sql !== 'string' || texts.has(id))
      return 'unreadable'
    texts.set(id, sql)
  }
  return texts
}

function bodyOf(texts: Texts, asked: object): string {
  const stores = [...texts].map(([id, sql]) => ({ type: 'store_sql', sql_id: id, sql }))
  return JSON.stringify({ requests: [...stores, asked, { type: 'close' }] })
}

function plainStatement({ text, values }: RebuiltStatement): Statement | undefined {
  const args = whole(values.map(plainValue))
  return args === undefined ? undefined : { sql: text, args }
}

/** A whole number, a text or nothing: the book has no other values. undefined: something else. */
function plainValue({ type, value }: SentValue): SqlValue | undefined {
  if (type === 'null') return null
  if (type === 'text') return String(value)
  return type === 'integer' && Number.isSafeInteger(Number(value)) ? Number(value) : undefined
}

function hasStep(answer: unknown, request: number, step: number): boolean {
  const results = isObject(answer) ? answer['results'] : undefined
  const result: unknown = Array.isArray(results) ? results[request] : undefined
  const response = isObject(result) ? result['response'] : undefined
  const batch = isObject(response) ? response['result'] : undefined
  const steps = isObject(batch) ? batch['step_results'] : undefined
  return Array.isArray(steps) && isObject(steps[step])
}

type JsonObject = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
