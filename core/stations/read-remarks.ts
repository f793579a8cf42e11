import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import type { StationNote } from './note.ts'

/** What somebody told at a station or at a desk. */
export interface Remark {
  readonly id: string
  readonly station: string
  /** undefined: it is about all branches. */
  readonly branch: BranchId | undefined
  readonly prefix: string | undefined
  /** IANA zone in which its times are shown. */
  readonly zone: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** undefined: nobody was signed in. */
  readonly person: string | undefined
  readonly text: string
  /** The screen of a station, or the address of a page. */
  readonly screen: string
  readonly context: string
  /** When somebody saw to it. */
  readonly seenAt: number | undefined
}

/** Where a list of remarks goes on. */
export type RemarkCursor = readonly [at: number, id: string]

export interface AskedRemarks {
  readonly state: 'open' | 'seen'
  /** Where the page before ended. */
  readonly after: readonly (string | number)[] | undefined
  readonly limit: number
}

const REMARK = `SELECT n.id, n.station, n.branch, b.prefix, b.time_zone, n.at, p.name, n.content, n.done_at
  FROM station_note n LEFT JOIN branch b ON b.id = n.branch LEFT JOIN person p ON p.id = n.person`
const PAGE = (done: 'IS NULL' | 'IS NOT NULL'): string => `${REMARK}
  WHERE n.branch IS ?1 AND n.kind = 'remark' AND n.done_at ${done} AND (n.at, n.id) < (?2, ?3)
  ORDER BY n.at DESC, n.id DESC LIMIT ?4`
const PAGES = { open: PAGE('IS NULL'), seen: PAGE('IS NOT NULL') } as const
const BEFORE_ALL: RemarkCursor = [Number.MAX_SAFE_INTEGER, '']
const UTC = 'UTC'

/**
 * The remarks of a scope, the newest first: branch by branch, each by its index. One about all branches belongs to
 * none, and is seen by who sees all.
 */
export function readRemarks(
  scope: Scope,
  reader: Reader,
  { state, after, limit }: AskedRemarks,
): Page<Remark, RemarkCursor> {
  const [at, id] = cursorOf(after)
  const seen = readBranchesIn(scope, reader)
  const branches: readonly (BranchId | null)[] = [
    ...seen.map((branch) => branch.id),
    ...(scope.kind === 'all' ? [null] : []),
  ]
  const found = branches
    .flatMap((branch) => reader.all(PAGES[state], branch, at, id, limit + 1))
    .map((row) => toRemark(row, seen[0]?.timeZone ?? UTC))
    .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
  return pageOf(found, limit, (last) => [last.at, last.id])
}

/** One remark, open or seen; undefined where the reader sees none. */
export function findRemark(reader: Reader, id: string): Remark | undefined {
  const row = reader.get(`${REMARK} WHERE n.id = ?1 AND n.kind = 'remark'`, id)
  return row === undefined ? undefined : toRemark(row, UTC)
}

function cursorOf(after: AskedRemarks['after']): RemarkCursor {
  const [at, id] = after ?? []
  return typeof at === 'number' && typeof id === 'string' ? [at, id] : BEFORE_ALL
}

/** What belongs to no branch has the times of `zoneOfNone`: the first branch’s, beside those of the others. */
function toRemark(row: Row, zoneOfNone: string): Remark {
  const [id, station, branch, prefix, zone, at, person, content, doneAt] = row
  const told = JSON.parse(String(content)) as Extract<StationNote['content'], { kind: 'remark' }>
  return {
    id: String(id),
    station: String(station),
    branch: branch === null ? undefined : (Number(branch) as BranchId),
    prefix: prefix === null ? undefined : String(prefix),
    zone: zone === null ? zoneOfNone : String(zone),
    at: Number(at),
    person: person === null ? undefined : String(person),
    text: told.text,
    screen: told.screen,
    context: told.context,
    seenAt: doneAt === null ? undefined : Number(doneAt),
  }
}
