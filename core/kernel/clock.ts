/** The time, as a parameter: core never asks the machine. Milliseconds since 1970, UTC. */
export interface Clock {
  now(): number
  /** Whether what it says is in doubt; left out: it never is. */
  isDoubtful?(): boolean
}

/** What time it is, where that is beyond doubt; undefined: nobody knows what day it is. */
export function surelyNow(clock: Clock): number | undefined {
  return clock.isDoubtful?.() === true ? undefined : clock.now()
}

/** The machine's own clock, as it is set: for whatever asks no more of it than to pass. */
export const systemClock: Clock = { now: () => Date.now() }

/** A clock that is further off than this dates nothing (design section 5). */
export const CLOCK_OFF_MS = 15 * 60_000

/**
 * Whether what was begun for `lifeMs`, and ends at `endsAt`, is still on. A clock that was put back by more than a little
 * since ends it: else it would last for as long again.
 */
export function isStillOn(endsAt: number, now: number, lifeMs: number): boolean {
  return endsAt > now && endsAt - now <= lifeMs + CLOCK_OFF_MS
}

/** What a document says about when it was accepted: the day of one in doubt is the day on which it is posted. */
export interface Acceptance {
  readonly acceptedAt: number
  readonly clockDoubtful?: true
}

/** As of a document that is accepted now. */
export function acceptedNow(clock: Clock): Acceptance {
  const acceptedAt = clock.now()
  return clock.isDoubtful?.() === true ? { acceptedAt, clockDoubtful: true } : { acceptedAt }
}
