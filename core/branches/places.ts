import type { Reader } from '../database/reader.ts'
import type { LocationKind } from '../book/events.ts'
import type { BranchId, LocationId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'

/** A branch's place of a kind that it has one of. Throws when the branch or the place is not there. */
export function placeOf(reader: Reader, branch: BranchId, kind: LocationKind): LocationId {
  const row = reader.get(
    'SELECT id FROM location WHERE branch = ?1 AND kind = ?2 AND counterpart IS NULL AND run IS NULL',
    branch,
    kind,
  )
  invariant(row !== undefined, `branch ${branch} has no ${kind}`)
  return Number(row[0]) as LocationId
}

/** The place goods go to, or come from, between two branches, in the books of `branch`. */
export function placeTowards(
  reader: Reader,
  branch: BranchId,
  kind: 'branch_out' | 'branch_in',
  counterpart: BranchId,
): LocationId {
  const row = reader.get(
    'SELECT id FROM location WHERE branch = ?1 AND kind = ?2 AND counterpart = ?3',
    branch,
    kind,
    counterpart,
  )
  invariant(row !== undefined, `branch ${branch} has no ${kind} towards ${counterpart}`)
  return Number(row[0]) as LocationId
}

/** The place of a production run: what it has used so far. */
export function placeOfRun(reader: Reader, run: number): LocationId {
  const row = reader.get('SELECT id FROM location WHERE run = ?1', run)
  invariant(row !== undefined, `run ${run} has no place`)
  return Number(row[0]) as LocationId
}
