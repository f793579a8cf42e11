import type { Clock } from '../kernel/clock.ts'
import { TROUBLES, type Trouble } from './trouble.ts'

/** How good the replica is now, and since when. */
export interface Freshness {
  /** Something went wrong: the replica is not known to match any more. */
  readonly troubled: (trouble: Trouble) => void
  /** It was just proven. */
  readonly proven: () => void
  /** Time went by without a proof, by a count and not by the clock, which may jump. */
  readonly tick: (ms: number) => void
  readonly facts: () => FreshnessFacts
}

export interface FreshnessFacts {
  readonly isFresh: boolean
  readonly freshSince: number
  /** `since`: when it began, whatever its reasons were. */
  readonly trouble: (Trouble & { readonly since: number }) | undefined
}

export function createFreshness(clock: Clock, staleMs: number): Freshness {
  let trouble: FreshnessFacts['trouble']
  let isFresh = false
  let freshSince = clock.now()
  let quietMs = 0
  return {
    troubled({ kind, message }) {
      const before = trouble
      const isOnward = before !== undefined && TROUBLES[before.kind] === TROUBLES[kind]
      trouble = { kind, message, since: isOnward ? before.since : clock.now() }
      isFresh = false
    },
    proven() {
      trouble = undefined
      quietMs = 0
      if (!isFresh) freshSince = clock.now()
      isFresh = true
    },
    tick(ms) {
      quietMs += ms
      if (quietMs >= staleMs) isFresh = false
    },
    facts: () => ({ isFresh, freshSince, trouble }),
  }
}
