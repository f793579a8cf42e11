import type { Clock } from '../../../core/kernel/clock.ts'

/** Failed sign-ins from one address: so that one phone can neither try everybody's PIN nor lock everybody out. */
export interface AddressLimit {
  /** How long an address has to wait, in milliseconds; 0: not at all. */
  waitMs(address: string): number
  /** To be called before a try is looked at: many at once do not get many tries. */
  tried(address: string): void
  succeeded(address: string): void
}

const FAILURES_MAX = 20
const WAIT_MS = 15 * 60_000
/** Addresses that are remembered; the oldest goes. */
const ADDRESSES_MAX = 10_000

export function createAddressLimit(clock: Clock): AddressLimit {
  const tries = new Map<string, { readonly count: number; readonly last: number }>()
  const known = (address: string) => {
    const found = tries.get(address)
    const now = clock.now()
    if (found === undefined || found.last + WAIT_MS <= now) return { count: 0, last: 0 }
    // A failure of the future was counted before the clock was put back: it is one of now.
    return { ...found, last: Math.min(found.last, now) }
  }
  return {
    waitMs(address) {
      const { count, last } = known(address)
      return count < FAILURES_MAX ? 0 : last + WAIT_MS - clock.now()
    },
    tried(address) {
      const { count } = known(address)
      tries.delete(address)
      tries.set(address, { count: count + 1, last: clock.now() })
      const oldest = tries.size > ADDRESSES_MAX ? tries.keys().next().value : undefined
      if (oldest !== undefined) tries.delete(oldest)
    },
    succeeded(address) {
      const { count, last } = known(address)
      tries.set(address, { count: Math.max(0, count - 1), last })
    },
  }
}
