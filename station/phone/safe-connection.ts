import type { Context } from 'hono'
import { isOverTls } from '../../core/web/over-tls.ts'

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether the browser takes this for a secure context: without one it has no camera, and a PIN could be overheard. */
export function isSafe(c: Context): boolean {
  return isOverTls(c) || LOOPBACK_NAMES.has(new URL(c.req.url).hostname)
}
