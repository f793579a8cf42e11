import type { Reader } from '../database/reader.ts'
import type { BranchId, Position } from '../kernel/ids.ts'
import { SLICE } from './branch-counts.ts'

/** A transfer of which something was neither received nor settled. */
export interface OnTheRoad {
  readonly dispatch: Position
  readonly from: BranchId
  readonly to: BranchId
  /** When the first of what is open was dispatched (ms). */
  readonly at: number
}

// Sales of which something came back are in the same table; they belong to no transfer.
const LINES = `SELECT o.move, t.dispatch, t.from_branch, t.to_branch, d.posted_at
  FROM outstanding o CROSS JOIN move m ON m.id = o.move CROSS JOIN document d ON d.position = m.document
  LEFT JOIN transfer t ON t.dispatch = coalesce(d.transfer, d.position)
  WHERE o.quantity > 0 AND o.move > ?1 ORDER BY o.move LIMIT ${SLICE}`

/** All of the company's, slice by slice: one transfer is two branches' matter. */
export function* readOnTheRoad(reader: Reader): Generator<void, OnTheRoad[]> {
  const open = new Map<number, OnTheRoad>()
  let after = 0
  for (;;) {
    const lines = reader.all(LINES, after)
    for (const [, dispatch, from, to, at] of lines) {
      const known = open.get(Number(dispatch))
      if (dispatch === null || (known !== undefined && known.at <= Number(at))) continue
      open.set(Number(dispatch), {
        dispatch: Number(dispatch) as Position,
        from: Number(from) as BranchId,
        to: Number(to) as BranchId,
        at: Number(at),
      })
    }
    if (lines.length < SLICE) return [...open.values()]
    after = Number(lines.at(-1)?.[0])
    yield
  }
}
