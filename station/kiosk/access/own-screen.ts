import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** What proxies say about whom they speak for. One of them is enough to know that somebody else is behind it. */
const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'cf-connecting-ip',
  'true-client-ip',
] as const
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

/**
 * Whether a request comes from a browser on this very machine: the screen that stands at the station. The socket
 * decides; headers can only take it away. A host name that is not this machine's own is a page from elsewhere whose
 * name was made to point here (DNS rebinding); a forwarding header is a proxy, behind which may be anybody.
 */
export function isOwnScreen(c: Context): boolean {
  const { address } = getConnInfo(c).remote
  if (address === undefined || !LOOPBACK_ADDRESS.test(address)) return false
  if (FORWARDING.some((name) => c.req.header(name) !== undefined)) return false
  return LOOPBACK_HOST.test(c.req.header('host') ?? '')
}
