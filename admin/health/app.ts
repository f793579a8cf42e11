import { Hono, type Context } from 'hono'
import type { ScopedReaders } from '../../core/branches/scoped-readers.ts'
import { bearerOf } from '../api/session/authenticate.ts'
import type { Metrics } from './metrics.ts'
import { readReadiness, type Probe } from './readiness.ts'

export interface HealthDeps {
  readonly readers: ScopedReaders
  readonly metrics: Pick<Metrics, 'scrape' | 'contentType'>
  readonly probes: readonly Probe[]
  /** Whether a request comes from this very machine. */
  readonly isLocal: (c: Context) => boolean
  readonly report: (error: unknown) => void
}

/**
 * For those who watch over the machine. /readyz: may work be sent here? /metrics: for Prometheus, from this machine or
 * with a super admin's token. Whether the process lives at all is asked at /healthz.
 */
export function createHealthApp({ readers, metrics, probes, isLocal, report }: HealthDeps): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store')
    c.header('x-content-type-options', 'nosniff')
    await next()
  })
  app.get('/readyz', (c) => {
    const readiness = readReadiness(probes, report)
    return c.json(readiness, readiness.ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    if (!isLocal(c) && bearerOf(c, readers)?.role !== 'super_admin') {
      c.header('www-authenticate', 'Bearer realm="scanbook"')
      return c.body(null, 401)
    }
    return c.body(await metrics.scrape(), 200, { 'content-type': metrics.contentType })
  })
  return app
}
