import type { Clock } from '../../../core/kernel/clock.ts'

/** How often one token may ask: so many at once, and so many a second in the long run. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** What a busy integration needs, and less than would keep a station waiting. */
export const RATE: Rate = { burst: 300, perSecond: 50 }

/** Tokens remembered at once. More than a company has; who is forgotten begins with a full bucket. */
const BUCKETS_MAX = 1000

export interface RateLimit {
  /** Takes one request of a token; the seconds to wait where it has none left. */
  take(token: string): number | undefined
}

/** A bucket for each token, in memory: a restart forgives, which costs nothing. */
export function createRateLimit(clock: Clock, { burst, perSecond }: Rate): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(token) {
      const now = clock.now()
      const known = buckets.get(token) ?? { left: burst, at: now }
      const gained = (Math.max(0, now - known.at) / 1000) * perSecond
      const left = Math.min(burst, known.left + gained)
      buckets.delete(token)
      buckets.set(token, { left: left >= 1 ? left - 1 : left, at: now })
      const oldest = buckets.keys().next()
      if (buckets.size > BUCKETS_MAX && oldest.done !== true) buckets.delete(oldest.value)
      return left >= 1 ? undefined : Math.max(1, Math.ceil((1 - left) / perSecond))
    },
  }
}
