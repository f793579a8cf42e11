import type { LocationKind } from '../book/events.ts'
import { foundBy } from '../book/document-head.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, Position } from '../kernel/ids.ts'

/** What moved on one business day, in minor units, by `from>to` of the kinds of places. */
export type Flows = ReadonlyMap<string, number>

/** Documents that one slice reads at most, and moves: a document has up to 500 (see LINES_MAX). */
const HEADS_SLICE = 200
const MOVES_SLICE = 1500

const HEADS = (
  condition: string,
  order: 'ASC' | 'DESC',
): string => `SELECT k.position, d.posted_at, d.line_count
  FROM ${foundBy('document_of_branch')} WHERE k.branch = ?1 AND k.position ${condition} ?2
  ORDER BY k.position ${order} LIMIT ${HEADS_SLICE}`
const AFTER = HEADS('>', 'ASC')
const BEFORE = HEADS('<', 'DESC')

const FLOWS = `SELECT d.posting_date, f.kind, t.kind, sum(m.amount) FROM ${foundBy('document_of_branch')}
  CROSS JOIN move m ON m.id >= d.first_move AND m.id < d.first_move + d.line_count
  CROSS JOIN location f ON f.id = m.from_location CROSS JOIN location t ON t.id = m.to_location
  WHERE k.branch = ?1 AND k.position BETWEEN ?2 AND ?3 AND d.posting_date >= ?4 GROUP BY 1, 2, 3`

/** A few documents beside each other, and what they moved. */
export interface FlowSlice {
  /** undefined: there were none on that side. */
  readonly documents: { readonly oldest: Position; readonly newest: Position } | undefined
  /** When the last one read was posted (ms). */
  readonly postedAt: number
  /** Nothing follows on that side. */
  readonly isLast: boolean
  readonly flows: readonly { readonly day: string; readonly flow: string; readonly amount: number }[]
}

/**
 * Sums up the next few documents of a branch before or after one, by their posting dates. Days before `since` are left
 * out.
 */
export function readFlowSlice(
  reader: Reader,
  branch: BranchId,
  from: { readonly after: Position } | { readonly before: Position },
  since: string,
): FlowSlice {
  const heads =
    'after' in from ? reader.all(AFTER, branch, from.after) : reader.all(BEFORE, branch, from.before)
  let [taken, moves] = [0, 0]
  for (const [, , lines] of heads) {
    if (taken > 0 && moves + Number(lines) > MOVES_SLICE) break
    moves += Number(lines)
    taken += 1
  }
  const positions = heads.slice(0, taken).map(([position]) => Number(position) as Position)
  const [first, last] = [positions[0], positions.at(-1)]
  if (first === undefined || last === undefined)
    return { documents: undefined, postedAt: -Infinity, isLast: true, flows: [] }
  const [oldest, newest] = first < last ? [first, last] : [last, first]
  return {
    documents: { oldest, newest },
    postedAt: Number(heads[taken - 1]?.[1]),
    isLast: taken === heads.length && heads.length < HEADS_SLICE,
    flows: reader.all(FLOWS, branch, oldest, newest, since).map(([day, origin, target, amount]) => ({
      day: String(day),
      flow: flowOf(origin as LocationKind, target as LocationKind),
      amount: Number(amount),
    })),
  }
}

export const flowOf = (from: LocationKind, to: LocationKind): string => `${from}>${to}`

/** What came into places of some kinds from places of others, less what went the other way. */
export function netInto(kinds: readonly LocationKind[], flows: Flows | undefined): number {
  let net = 0
  for (const [flow, amount] of flows ?? []) {
    const [from, to] = flow.split('>') as [LocationKind, LocationKind]
    net += (kinds.includes(to) ? amount : 0) - (kinds.includes(from) ? amount : 0)
  }
  return net
}
