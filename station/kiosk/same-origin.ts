import type { MiddlewareHandler } from 'hono'

/**
 * Browsers say where a request comes from. Another site may link to a page here; it changes nothing, and opens no
 * stream that would make its visitor a screen.
 */
export const sameOriginOnly: MiddlewareHandler = async (c, next) => {
  const [site, mode] = [c.req.header('sec-fetch-site'), c.req.header('sec-fetch-mode')]
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  const isVisit = isRead && (mode === undefined || mode === 'navigate')
  if (!isVisit && site !== undefined && site !== 'same-origin' && site !== 'none') return c.body(null, 403)
  return next()
}
