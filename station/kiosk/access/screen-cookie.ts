import type { Context } from 'hono'
import { getSignedCookie, setSignedCookie } from 'hono/cookie'

/** As long as browsers keep one; it is given anew whenever the screen is loaded. */
const LIFE_SECONDS = 400 * 24 * 3600
/** A browser may be a screen of several stations: each has its own, and sends it to itself only. */
const nameOf = (station: string): string => `scanbook-screen-${station}`

/** Lets the browser say which screen it is. The signature is made with a key that never leaves the data folder. */
export async function writeScreenCookie(
  c: Context,
  { station, base, key, screen }: { station: string; base: string; key: string; screen: string },
): Promise<void> {
  await setSignedCookie(c, nameOf(station), screen, key, {
    path: base,
    httpOnly: true,
    sameSite: 'Strict',
    secure: new URL(c.req.url).protocol === 'https:',
    maxAge: LIFE_SECONDS,
  })
}

/** Which screen the browser says it is; undefined where it says nothing, or something that we did not sign. */
export async function readScreenCookie(
  c: Context,
  station: string,
  key: string,
): Promise<string | undefined> {
  const value = await getSignedCookie(c, key, nameOf(station))
  return typeof value === 'string' ? value : undefined
}
