import { referenceOf } from '../book/content.ts'
import { sees, type Scope } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import type { StationContact } from './contact.ts'

/** One life of a station: after a new memory card it is a new incarnation, and its numbers begin anew. */
export interface Incarnation {
  /** Its row among the writers. */
  readonly id: number
  readonly station: string
  /** BRA-K1b. */
  readonly writer: string
  readonly branch: BranchId
  /** The book takes documents of it. */
  readonly isOpen: boolean
  /** The last of its numbers that the book has; they are gapless there. 0: none. */
  readonly inBook: number
  /** What it told last of itself; undefined: it never reported. */
  readonly contact: StationContact | undefined
  /** Up to this number, a person said that what never arrived is lost; 0: nobody did. */
  readonly lostUpTo: number
}

/** Numbers that a writer has given and the book does not have. */
export interface MissingNumbers {
  readonly count: number
  /** As they are written: BRA-K1-000121. */
  readonly first: string
  readonly last: string
}

const INCARNATIONS = `SELECT w.id, w.name, w.incarnation, w.branch, w.state,
    (SELECT max(k.seq) FROM main.document k WHERE k.writer = w.id),
    c.at, c.waiting, c.oldest_accepted_at, c.last_seq, c.release, c.schema, c.clock_offset_ms, c.known_at, c.host,
    c.free_bytes, c.lost_up_to
  FROM writer w LEFT JOIN station_contact c ON c.writer = w.id WHERE w.branch IS NOT NULL ORDER BY w.name, w.id`

/** Every incarnation of the stations that may be seen, by station, the oldest first: a few look-ups by key each. */
export function readIncarnations(scope: Scope, reader: Reader): Incarnation[] {
  return reader
    .all(INCARNATIONS)
    .map(toIncarnation)
    .filter(({ branch }) => sees(scope, branch))
}

/**
 * What an incarnation gave and the book lacks, as far as it told; undefined: nothing. `after`: what comes up to this
 * number is somebody's knowledge already.
 */
export function missingOf(
  { writer, inBook, contact }: Pick<Incarnation, 'writer' | 'inBook' | 'contact'>,
  after = 0,
): MissingNumbers | undefined {
  return numbersBetween(writer, Math.max(inBook, after), contact?.lastSeq ?? 0)
}

/** The numbers of a writer after one and up to another; undefined: none. */
export function numbersBetween(writer: string, after: number, last: number): MissingNumbers | undefined {
  if (last <= after) return undefined
  return { count: last - after, first: referenceOf(writer, after + 1), last: referenceOf(writer, last) }
}

/** How many documents still wait there, as far as is known: what arrived since it told is taken off. */
export function waitingAt({ inBook, contact }: Pick<Incarnation, 'inBook' | 'contact'>): number {
  return contact === undefined ? 0 : Math.max(0, Math.min(contact.waiting, contact.lastSeq - inBook))
}

const EDGE = (order: 'ASC' | 'DESC'): string => `SELECT d.posted_at
  FROM main.document k CROSS JOIN document d ON d.position = k.position
  WHERE k.writer = ?1 ORDER BY k.seq ${order} LIMIT 1`
const FIRST = EDGE('ASC')
const LAST = EDGE('DESC')

/** When an incarnation was first and last heard of (ms), as far as the book knows. */
export function readLife(
  reader: Reader,
  { id, contact }: Incarnation,
): { readonly since: number | undefined; readonly until: number | undefined } {
  const [first, last] = [FIRST, LAST].map((sql) => reader.get(sql, id)?.[0])
  const times = [last, contact?.at].filter((at) => typeof at === 'number')
  return {
    since: typeof first === 'number' ? first : contact?.at,
    until: times.length === 0 ? undefined : Math.max(...times),
  }
}

function toIncarnation(row: Row): Incarnation {
  const [id, station, writer, branch, state, inBook, at, ...told] = row
  const lostUpTo = told.at(-1)
  return {
    id: Number(id),
    station: String(station),
    writer: String(writer),
    branch: Number(branch) as BranchId,
    isOpen: state === 'open',
    inBook: Number(inBook ?? 0),
    contact: typeof at === 'number' ? toContact(at, told) : undefined,
    lostUpTo: Number(lostUpTo ?? 0),
  }
}

function toContact(at: number, told: Row): StationContact {
  const [waiting, oldestAcceptedAt, lastSeq, release, schema, clockOffsetMs, knownAt, host, freeBytes] = told
  const known = (value: Row[number] | undefined): number | undefined =>
    typeof value === 'number' ? value : undefined
  return {
    at,
    waiting: Number(waiting),
    oldestAcceptedAt: known(oldestAcceptedAt),
    lastSeq: Number(lastSeq),
    release: String(release),
    schema: Number(schema),
    clockOffsetMs: known(clockOffsetMs),
    knownAt: known(knownAt),
    host: String(host),
    freeBytes: known(freeBytes),
  }
}
