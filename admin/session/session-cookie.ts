import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { isStillOn } from '../../core/kernel/clock.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { isOverTls } from '../../core/web/over-tls.ts'
import { routes } from '../paths.ts'

const NAME = 'scanbook'
/** A working day; after it one signs in again, whatever one did meanwhile. */
const LIFE_SECONDS = 10 * 3600
const LIFE_MS = LIFE_SECONDS * 1000

/** Who signed in, until when, and which of their sessions are still good: bumping the version ends all of them. */
export interface Session {
  readonly person: PersonId
  readonly version: number
  readonly expiresAt: number
}

export async function writeSession(
  c: Context,
  key: string,
  { person, version, now }: { person: PersonId; version: number; now: number },
): Promise<void> {
  const expiresAt = now + LIFE_MS
  await setSignedCookie(c, NAME, `${person}.${version}.${expiresAt}`, key, {
    ...options(c),
    maxAge: LIFE_SECONDS,
  })
}

/** The session of a request; undefined when there is none, or it is forged or over. */
export async function readSession(c: Context, key: string, now: number): Promise<Session | undefined> {
  const value = await getSignedCookie(c, key, NAME)
  const parts = typeof value === 'string' ? /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(value) : null
  if (parts === null) return undefined
  const session = {
    person: Number(parts[1]) as PersonId,
    version: Number(parts[2]),
    expiresAt: Number(parts[3]),
  }
  return isStillOn(session.expiresAt, now, LIFE_MS) ? session : undefined
}

export function endSession(c: Context): void {
  deleteCookie(c, NAME, options(c))
}

function options(c: Context): CookieOptions {
  return { path: routes.home, httpOnly: true, sameSite: 'Lax', secure: isOverTls(c) }
}
