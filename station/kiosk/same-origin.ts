import type { MiddlewareHandler } from 'hono'

/** Browsers say where a request comes from; one from another site changes nothing here. */
export const sameOriginOnly: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site')
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!isRead && site !== undefined && site !== 'same-origin' && site !== 'none') return c.body(null, 403)
  return next()
}
