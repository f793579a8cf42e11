import type { Clock } from '../../core/kernel/clock.ts'

const FAILURES_MAX = 5
/** Of one address, over all logins: an office behind one router still gets in. */
const ADDRESS_FAILURES_MAX = 30
const LOCK_MS = 15 * 60_000
/** The oldest are forgotten first, so that a flood of names costs no more memory than this. */
const KEYS_MAX = 10_000

export interface SignInAttempts {
  /** How long this login is locked for this address, in milliseconds; 0: it may try. */
  lockedMs(login: string, address: string): number
  failed(login: string, address: string): void
  succeeded(login: string, address: string): void
}

/** Counts failures per login and address, whether the login exists or not. Kept in memory: a restart forgets. */
export function createSignInAttempts(clock: Clock): SignInAttempts {
  const failures = new Map<string, { count: number; last: number }>()
  const keysOf = (login: string, address: string) =>
    [
      [`${address}\n${login.trim().toLowerCase()}`, FAILURES_MAX],
      [address, ADDRESS_FAILURES_MAX],
    ] as const

  const lockedMs = (key: string, max: number): number => {
    const known = failures.get(key)
    return known === undefined || known.count < max ? 0 : Math.max(0, known.last + LOCK_MS - clock.now())
  }
  const count = (key: string, max: number): void => {
    const known = failures.get(key)
    const isOver = known === undefined || known.last + LOCK_MS <= clock.now()
    failures.delete(key)
    failures.set(key, { count: isOver ? 1 : Math.min(known.count + 1, max), last: clock.now() })
    const oldest = failures.size > KEYS_MAX ? failures.keys().next().value : undefined
    if (oldest !== undefined) failures.delete(oldest)
  }
  return {
    lockedMs: (login, address) => Math.max(...keysOf(login, address).map(([key, max]) => lockedMs(key, max))),
    failed(login, address) {
      for (const [key, max] of keysOf(login, address)) count(key, max)
    },
    succeeded(login, address) {
      const [[ofLogin], [ofAddress]] = keysOf(login, address)
      failures.delete(ofLogin)
      // Takes back what was counted before the password was looked at.
      const known = failures.get(ofAddress)
      if (known !== undefined) failures.set(ofAddress, { ...known, count: known.count - 1 })
    },
  }
}
