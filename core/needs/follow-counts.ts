import { readBranches } from '../branches/read-branches.ts'
import { onlyBranch } from '../branches/scope.ts'
import type { ScopedReaders } from '../branches/scoped-readers.ts'
import { followBook, type Following } from '../database/follow-book.ts'
import type { Clock } from '../kernel/clock.ts'
import type { BranchId } from '../kernel/ids.ts'
import { countBranch, type BranchCounts } from './branch-counts.ts'
import { readOnTheRoad, type OnTheRoad } from './transfers-on-the-road.ts'

/** The last counts of each branch. */
export interface SlowCounts {
  /** undefined: not counted yet since this process began. */
  of(branch: BranchId): BranchCounts | undefined
  /** Transfers of all branches that are not whole yet; undefined: not counted yet. */
  onTheRoad(): readonly OnTheRoad[] | undefined
}

export interface CountsFollower extends SlowCounts, Following {}

/** Counts every branch again whenever the book moved, in slices; until a branch's are whole, its last ones stand. */
export function followCounts({
  readers,
  clock,
  report,
}: {
  readonly readers: ScopedReaders
  readonly clock: Clock
  readonly report: (error: unknown) => void
}): CountsFollower {
  const counts = new Map<BranchId, BranchCounts>()
  let onTheRoad: readonly OnTheRoad[] | undefined
  function* round(): Generator<void> {
    onTheRoad = yield* readOnTheRoad(readers.whole)
    for (const { id } of readBranches(readers.whole))
      counts.set(id, yield* countBranch(readers.of(onlyBranch(id)), id))
  }
  return {
    of: (branch) => counts.get(branch),
    onTheRoad: () => onTheRoad,
    ...followBook({ reader: readers.whole, clock, report, round }),
  }
}
