import type { Clock } from '../../core/kernel/clock.ts'

/** How many replicas may be filled from the beginning at once. */
const PLACES = 4
/** A replica that fetches nothing for so long has given up. */
const IDLE_MS = 30_000

/**
 * Replicas that are being filled: a few at once, because each one is sent the whole book. A replica asks again and
 * again, so that a place is kept between its requests, until it has caught up or is not heard of.
 */
export interface FullSyncs {
  /** Takes a place, or keeps the one it has; false: there is none. */
  begin(incarnation: string): boolean
  /** It goes on: what it has is kept for longer. Of one without a place this says nothing. */
  goesOn(incarnation: string): void
  end(incarnation: string): void
  count(): number
}

export function createFullSyncs(clock: Clock): FullSyncs {
  const heardAt = new Map<string, number>()
  const forget = (): void => {
    for (const [incarnation, at] of heardAt) if (clock.now() - at >= IDLE_MS) heardAt.delete(incarnation)
  }
  return {
    begin(incarnation) {
      forget()
      if (!heardAt.has(incarnation) && heardAt.size >= PLACES) return false
      heardAt.set(incarnation, clock.now())
      return true
    },
    goesOn(incarnation) {
      if (heardAt.has(incarnation)) heardAt.set(incarnation, clock.now())
    },
    end: (incarnation) => void heardAt.delete(incarnation),
    count() {
      forget()
      return heardAt.size
    },
  }
}
