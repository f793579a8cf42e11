import type { Context, MiddlewareHandler } from 'hono'
import type { Screens } from '../../../core/outbox/screens.ts'
import type { KioskPaths } from '../paths.ts'
import { isOwnScreen } from './own-screen.ts'
import { readScreenCookie } from './screen-cookie.ts'

/** Which screen asks: the station's own on this machine, or one that was paired. */
export type Visitor = { readonly kind: 'own' } | { readonly kind: 'paired'; readonly screen: string }

/** What every handler behind the door finds on its context. */
export interface KioskEnv {
  readonly Variables: { visitor: Visitor }
}

export interface AccessParts {
  readonly station: string
  readonly base: string
  readonly screens: Screens
  /** At least 32 bytes, the same after a restart: signs the cookies of paired screens. */
  readonly screenKey: string
}

/** Which screen of the station a request comes from; undefined: none. Asked anew each time, so that revoking tells. */
export async function visitorOf(
  c: Context,
  { station, screens, screenKey }: AccessParts,
): Promise<Visitor | undefined> {
  if (isOwnScreen(c)) return { kind: 'own' }
  const id = await readScreenCookie(c, station, screenKey)
  const screen = id === undefined ? undefined : screens.find(id)
  return screen?.station === station ? { kind: 'paired', screen: screen.id } : undefined
}

/**
 * Lets the station's screens through. Another browser that wants the page is shown how to pair, at `pair`; all else is
 * refused.
 */
export function requireScreen(
  access: AccessParts,
  at: KioskPaths,
  pair = at.pair,
): MiddlewareHandler<KioskEnv> {
  return async (c, next) => {
    const visitor = await visitorOf(c, access)
    if (visitor === undefined) {
      c.header('cache-control', 'no-store')
      const isPage = c.req.method === 'GET' && c.req.path === at.screen
      return isPage ? c.redirect(pair, 303) : c.body(null, 401)
    }
    c.set('visitor', visitor)
    return await next()
  }
}
