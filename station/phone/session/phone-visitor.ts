import type { Context, MiddlewareHandler } from 'hono'
import type { Reader } from '../../../core/database/reader.ts'
import type { BranchId } from '../../../core/kernel/ids.ts'
import type { Clock } from '../../../core/kernel/clock.ts'
import { readPerson, type Person } from '../../../core/people/read-person.ts'
import type { Station } from '../../station.ts'
import { paths } from '../paths.ts'
import { readSession, type PhoneSession } from './phone-cookie.ts'

export interface PhoneAccess {
  readonly reader: Reader
  readonly clock: Clock
  /** At least 32 bytes, the same after a restart: signs the cookies. */
  readonly cookieKey: string
  /**
   * The person's own scan session in a branch, opened where it was left; undefined where this process does not keep
   * that branch's books.
   */
  readonly openStation: (person: Person, branch: BranchId) => Station | undefined
}

/** Who holds the phone. */
export interface Holder {
  readonly person: Person
  readonly session: PhoneSession
}

/** What every handler behind the sign-in finds on its context. */
export interface PhoneEnv {
  readonly Variables: { holder: Holder; station: Station }
}

/** Who is signed in; undefined where nobody is, or not any more. Asked anew each time, so that ending it tells. */
export async function holderOf(c: Context, access: PhoneAccess): Promise<Holder | undefined> {
  const session = await readSession(c, access.cookieKey, access.clock.now())
  const person = session === undefined ? undefined : await readPerson(access.reader, session.person)
  if (session === undefined || person === undefined || !person.isActive) return undefined
  return person.sessionVersion === session.version ? { person, session } : undefined
}

/** The branch somebody scans for: their own, or the one a super admin chose. */
export function branchOf({ person, session }: Holder): BranchId | null {
  return person.role === 'super_admin' ? session.branch : person.branch
}

/** Lets signed-in people through to their own scan session. A page goes to the sign-in instead; all else is refused. */
export function requireHolder(access: PhoneAccess): MiddlewareHandler<PhoneEnv> {
  return async (c, next) => {
    const isPage = c.req.method === 'GET' && c.req.path === paths.screen
    c.header('cache-control', 'no-store')
    const holder = await holderOf(c, access)
    if (holder === undefined) return isPage ? c.redirect(paths.signIn, 303) : c.body(null, 401)
    const branch = branchOf(holder)
    const station = branch === null ? undefined : access.openStation(holder.person, branch)
    if (station === undefined) {
      // A super admin chooses another branch; whoever belongs to one that is not here any more signs in anew.
      const elsewhere = holder.person.role === 'super_admin' ? paths.branch : `${paths.signIn}?elsewhere`
      return isPage ? c.redirect(elsewhere, 303) : c.body(null, 401)
    }
    c.set('holder', holder)
    c.set('station', station)
    return await next()
  }
}
