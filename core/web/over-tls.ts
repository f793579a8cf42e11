import type { Context } from 'hono'

/**
 * Whether the browser speaks TLS, with us or with the proxy in front of us. The proxy's header is believed: no other
 * site can have a browser send it, and who sends it themselves deceives nobody else.
 */
export function isOverTls(c: Context): boolean {
  return new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https'
}
