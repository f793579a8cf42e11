import type { Clock } from '../../core/kernel/clock.ts'
import type { SignInFailure, SignInFailures } from '../../core/outbox/sign-in-failures.ts'

const FAILURES_MAX = 5
/** Of one address, over all logins: an office behind one router still gets in. */
const ADDRESS_FAILURES_MAX = 30
const LOCK_MS = 15 * 60_000

export interface SignInAttempts {
  /** How long this login is locked for this address, in milliseconds; 0: it may try. */
  lockedMs(login: string, address: string): number
  failed(login: string, address: string): void
  succeeded(login: string, address: string): void
}

/** Counts failures per login and address, whether the login exists or not, and per address. */
export function createSignInAttempts(failures: SignInFailures, clock: Clock): SignInAttempts {
  const keysOf = (login: string, address: string) => ({
    ofLogin: { key: `${address}\n${login.trim().toLowerCase()}`, max: FAILURES_MAX },
    ofAddress: { key: address, max: ADDRESS_FAILURES_MAX },
  })
  /** What still counts. A failure of the future was written before the clock was put back: it is one of now. */
  const read = (key: string): SignInFailure | undefined => {
    const known = failures.read(key)
    if (known === undefined || known.lastAt + LOCK_MS <= clock.now()) return undefined
    return { ...known, lastAt: Math.min(known.lastAt, clock.now()) }
  }
  const lockedMs = ({ key, max }: { key: string; max: number }): number => {
    const known = read(key)
    return known === undefined || known.count < max ? 0 : known.lastAt + LOCK_MS - clock.now()
  }
  const oneMore = ({ key, max }: { key: string; max: number }): [string, SignInFailure] => [
    key,
    { count: Math.min((read(key)?.count ?? 0) + 1, max), lastAt: clock.now() },
  ]
  return {
    lockedMs(login, address) {
      const { ofLogin, ofAddress } = keysOf(login, address)
      return Math.max(lockedMs(ofLogin), lockedMs(ofAddress))
    },
    failed(login, address) {
      const { ofLogin, ofAddress } = keysOf(login, address)
      failures.write(new Map([oneMore(ofLogin), oneMore(ofAddress)]), clock.now() - LOCK_MS)
    },
    succeeded(login, address) {
      const { ofLogin, ofAddress } = keysOf(login, address)
      failures.clear(ofLogin.key)
      // Takes back what was counted before the password was looked at.
      const known = read(ofAddress.key)
      if (known !== undefined)
        failures.write(
          new Map([[ofAddress.key, { ...known, count: known.count - 1 }]]),
          clock.now() - LOCK_MS,
        )
    },
  }
}
