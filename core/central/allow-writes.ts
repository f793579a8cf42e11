import { findWrite, type CatalogueEntry } from '../database/catalogue.ts'
import type { GateCode } from './gate-answers.ts'
import './all-writes.ts'

/** What a token stands for (enrolment.ts), as far as its writes are concerned. */
export interface Sender {
  readonly kind: 'station' | 'office'
  readonly incarnation: string
  /** The writer's name, which its notes carry: BRA-K1 of the incarnation BRA-K1b. */
  readonly station: string
  /** null: it serves all branches. */
  readonly branch: number | null
}

/** A statement as it came over the wire: a text that may be anything, and its positional parameters. */
export interface AskedStatement {
  readonly sql: string
  readonly args: readonly unknown[]
}

export interface WriteDenied {
  readonly code: Extract<GateCode, 'GATE_STATEMENT_UNKNOWN' | 'GATE_NOT_YOURS'>
  /** Which statement of the batch, from 0. */
  readonly statement: number
  readonly message: string
}

/**
 * Whether a sender may send this batch: every text is of this release's catalogue, whole, may be sent by such a sender,
 * and names nobody but the sender where it names a writer, a station or a branch. Undefined: all of it. What a text
 * does within those bounds is the book's own question (design section 5); no SQL is read here.
 */
export function allowWrites(statements: readonly AskedStatement[], who: Sender): WriteDenied | undefined {
  for (const [index, { sql, args }] of statements.entries()) {
    const entry = findWrite(sql)
    if (entry === undefined)
      return {
        code: 'GATE_STATEMENT_UNKNOWN',
        statement: index,
        message: `Statement ${index + 1} is none of this release's writes.`,
      }
    const why = whyNotYours(entry, args, who)
    if (why !== undefined)
      return {
        code: 'GATE_NOT_YOURS',
        statement: index,
        message: `Statement ${index + 1}, ${entry.name}: ${why}.`,
      }
  }
  return undefined
}

function whyNotYours({ by, own }: CatalogueEntry, args: readonly unknown[], who: Sender): string | undefined {
  if (by === 'central') return 'only central itself writes this'
  if (by === 'offices' && who.kind !== 'office')
    return `${who.station} is a station, and only offices write this`
  if (own === undefined) return undefined
  if (own.writer !== undefined && args[own.writer - 1] !== who.incarnation)
    return `the token is ${who.incarnation}'s, and another writer is named`
  if (own.station !== undefined && args[own.station - 1] !== who.station)
    return `the token is ${who.station}'s, and another station is named`
  if (own.branch !== undefined && who.branch !== null && !isBranch(args[own.branch - 1], who.branch))
    return `the token is of branch ${who.branch}, and another branch is named`
  return undefined
}

/** Whole numbers come as BigInt or number; a text that SQLite would read as one is not what we send. */
function isBranch(value: unknown, branch: number): boolean {
  return value === branch || (typeof value === 'bigint' && value === BigInt(branch))
}

/** A document that a batch gives an outcome, posted or refused. */
export interface HeardDocument {
  readonly incarnation: string
  readonly seq: number
  readonly document: string
}

/** The headers, and where both have these parameters (core/book/headers.ts). */
const HEADERS: ReadonlySet<string> = new Set(['document.posted', 'document.refused'])
const [ID, WRITER, SEQ] = [0, 1, 2]

/**
 * The last document of each writer that a batch posts or refuses: what central remembers beside the book once the book
 * has acknowledged the batch (heard.ts). Only of a batch that {@link allowWrites} let through.
 */
export function heardIn(statements: readonly AskedStatement[]): readonly HeardDocument[] {
  const last = new Map<string, HeardDocument>()
  for (const { sql, args } of statements) {
    if (!HEADERS.has(findWrite(sql)?.name ?? '')) continue
    const heard = { incarnation: String(args[WRITER]), seq: Number(args[SEQ]), document: String(args[ID]) }
    if (heard.seq > (last.get(heard.incarnation)?.seq ?? 0)) last.set(heard.incarnation, heard)
  }
  return [...last.values()]
}
