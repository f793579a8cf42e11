import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { isStillOn } from '../../../core/kernel/clock.ts'
import type { BranchId, PersonId } from '../../../core/kernel/ids.ts'
import { isOverTls } from '../../../core/web/over-tls.ts'
import { paths } from '../paths.ts'

const NAME = 'scanbook-phone'
/** A working day; after it one signs in again, whatever one did meanwhile. */
const LIFE_MS = 10 * 3_600_000

/** Who signed in on a phone, until when, and which of their sessions are still good. */
export interface PhoneSession {
  readonly person: PersonId
  /** Bumping it in the book ends all sessions of a person. */
  readonly version: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** Which branch a super admin chose; null: none yet. A person of a branch has that one. */
  readonly branch: BranchId | null
}

/** Signs somebody in for a working day. `now` in milliseconds since 1970. */
export async function beginSession(
  c: Context,
  key: string,
  { person, version, now }: { person: PersonId; version: number; now: number },
): Promise<void> {
  await writeSession(c, key, { person, version, expiresAt: now + LIFE_MS, branch: null }, now)
}

/** The same session with something else in it: it does not last longer. */
export async function writeSession(
  c: Context,
  key: string,
  session: PhoneSession,
  now: number,
): Promise<void> {
  const { person, version, expiresAt, branch } = session
  await setSignedCookie(c, NAME, `${person}.${version}.${expiresAt}.${branch ?? 0}`, key, {
    ...options(c),
    maxAge: Math.floor((expiresAt - now) / 1000),
  })
}

/** The session of a request; undefined when there is none, or it is forged or over. */
export async function readSession(c: Context, key: string, now: number): Promise<PhoneSession | undefined> {
  const value = await getSignedCookie(c, key, NAME)
  const parts =
    typeof value === 'string' ? /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(value) : null
  if (parts === null) return undefined
  const [person, version, expiresAt, branch] = parts.slice(1).map(Number) as [number, number, number, number]
  if (!isStillOn(expiresAt, now, LIFE_MS)) return undefined
  return {
    person: person as PersonId,
    version,
    expiresAt,
    branch: branch === 0 ? null : (branch as BranchId),
  }
}

export function endSession(c: Context): void {
  deleteCookie(c, NAME, options(c))
}

function options(c: Context): CookieOptions {
  return { path: paths.screen, httpOnly: true, sameSite: 'Strict', secure: isOverTls(c) }
}
