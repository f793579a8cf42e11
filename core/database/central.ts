import { GATE_ANSWERS, type GateCode } from '../central/gate-answers.ts'
import type { Write } from './catalogue.ts'
import type { Row, SqlValue, Statement } from './statement.ts'
import { isOfCertificate, unheardOf, type Unheard } from './unheard.ts'

export type { Row, SqlValue, Statement } from './statement.ts'

/**
 * The central database: one book for all writers. The same interface over a local file (the embedded default) and
 * over HTTP, so that documents take one path from the first day (design section 5).
 */
export interface Central {
  /** How many documents one batch should carry at the most: a local file holds the event loop while it posts. */
  readonly groupLimit: number
  /**
   * Runs the statements as one atomic write in one round trip and returns each one's rows.
   * Errors: {@link BookRefusal} with the statement's index when the book itself says no (nothing was written);
   * {@link CentralUnavailable} when nothing was written and the write can simply be tried again;
   * {@link OutcomeUnknown}, one of these, when it may have been written;
   * {@link CentralDenied} when central does not accept who we are.
   */
  batch(statements: readonly Write[]): Promise<Row[][]>
  /** Reads; same errors except BookRefusal. */
  all(statement: Statement): Promise<Row[]>
  /** Runs a script of several statements without parameters: migrations only. */
  script(sql: string): Promise<void>
  close(): void
}

/** The book's own no: an `E_…` of a guard. Nothing of the batch was written. */
export class BookRefusal extends Error {
  readonly code: string
  readonly statementIndex: number
  constructor(code: string, statementIndex: number) {
    super(`${code} at statement ${statementIndex}`)
    this.name = 'BookRefusal'
    this.code = code
    this.statementIndex = statementIndex
  }
}

/**
 * No answer, busy, out of space, a broken disk: never a refusal, always worth another try with the same ids. `why`:
 * what the gate said, or what stands between, where that is known.
 */
export class CentralUnavailable extends Error {
  override readonly name: string = 'CentralUnavailable'
  readonly why: GateCode | Unheard | undefined
  constructor(
    message: string,
    options: ErrorOptions & { readonly why?: GateCode | Unheard | undefined } = {},
  ) {
    super(message, options)
    this.why = options.why
  }
}

/** No answer to a write that may have arrived: it is in the books, or not. With the same ids it is there once. */
export class OutcomeUnknown extends CentralUnavailable {
  override readonly name = 'OutcomeUnknown'
}

/** There is no way to central, as this machine knows already: it was not asked, so nothing was written. */
export class CentralAway extends CentralUnavailable {
  override readonly name = 'CentralAway'
}

/** 401 or 403: posting stops until a person looks at the token. `code`: what the gate said, where it was the gate. */
export class CentralDenied extends Error {
  override readonly name = 'CentralDenied'
  readonly code: GateCode | undefined
  constructor(message: string, options: ErrorOptions & { readonly code?: GateCode | undefined } = {}) {
    super(message, options)
    this.code = options.code
  }
}

/** The gate is of another release: it does not know a statement of ours. */
export class OtherRelease extends Error {
  override readonly name = 'OtherRelease'
}

const BOOK_CODE = /\b(E_[A-Z_]+)/

/**
 * Sorts a database error into ours. Only our own `E_…` texts, raised by a trigger or naming one of our CHECKs, are
 * refusals (design section 5). What the gate before central says by itself means what its table says; everything else
 * may pass by itself and is tried again.
 */
export function asCentralError(error: unknown, statementIndex: number): Error {
  const message = messageOf(error)
  const gate = gateCodeOf(error)
  if (gate !== undefined) return asGateError(gate, message.replace(`${gate}: `, ''), error)
  const code = BOOK_CODE.exec(message)?.[1]
  if (code !== undefined) return new BookRefusal(code, statementIndex)
  if (/HTTP status 40[13]\b/.test(message)) return new CentralDenied(message, { cause: error })
  return new CentralUnavailable(message, { cause: error, why: unheardOf(error) })
}

/** What stops a request before anything of it is sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * The same for a write over a network: {@link OutcomeUnknown} where it was sent, and what came back is not the
 * server's word about it: nothing, half an answer, or that of something in between.
 */
export function asWriteError(error: unknown, statementIndex: number): Error {
  const known = asCentralError(error, statementIndex)
  if (!(known instanceof CentralUnavailable) || !mayBeWritten(error)) return known
  return new OutcomeUnknown(known.message, { cause: error, why: known.why })
}

function mayBeWritten(error: unknown): boolean {
  const code = codeOf(error)
  if (code === undefined) {
    const cause = codeOf(error instanceof Error && error.cause) ?? ''
    return !NEVER_SENT.has(cause) && !isOfCertificate(cause)
  }
  return code === 'SERVER_ERROR' || code === 'GATE_NO_ANSWER'
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

function gateCodeOf(error: unknown): GateCode | undefined {
  const code = codeOf(error)
  return code !== undefined && Object.hasOwn(GATE_ANSWERS, code) ? (code as GateCode) : undefined
}

function asGateError(code: GateCode, message: string, cause: unknown): Error {
  const { means } = GATE_ANSWERS[code]
  if (means === 'denied') return new CentralDenied(message, { cause, code })
  if (means === 'other_release') return new OtherRelease(message, { cause })
  return new CentralUnavailable(message, { cause, why: code })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Whole numbers go to the driver as BigInt: it sends JavaScript numbers as REAL, which spoils expressions. Parameters
 * go in one array: a lone null would be taken for an object of named ones.
 */
export function bindable(value: SqlValue): string | bigint | null {
  return typeof value === 'number' ? BigInt(value) : value
}
