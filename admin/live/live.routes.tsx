import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { AdminDeps } from '../deps.ts'
import { routes } from '../paths.ts'
import { createVisitorOf } from '../session/guard.ts'
import { readSession, type Session } from '../session/session-cookie.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { createLines } from './lines.ts'
import type { Pulse } from './pulse.ts'

/** Often enough that a proxy keeps the line, and that a session that ran out ends what it shows. */
const HEARTBEAT_MS = 15_000
/** Windows of one session that are looked at beside each other; those in the background have no line. */
const LINES_OF_SESSION = 8
const TOO_MANY = 429

/** The page's event: ask again what you show. It carries nothing, so that whatever is shown passes the guard anew. */
const MOVED = 'moved'
/** Says only up to where the page knows everything. */
const HERE = 'here'

/**
 * The line over which an open page learns that something moved. It ends with the session, with what its visitor may
 * see, and with the process; the page then asks again and is answered like any other request.
 */
export function liveRoutes(deps: AdminDeps, pulse: Pulse): Hono<AdminEnv> {
  const lines = createLines(LINES_OF_SESSION)
  const visitorOf = createVisitorOf(deps)
  const app = new Hono<AdminEnv>()
  app.get(routes.live, async (c) => {
    const session = await readSession(c, deps.cookieKey, deps.clock.now())
    const hangUp = session && lines.open(nameOf(session))
    if (hangUp === undefined) return c.body(null, TOO_MANY)
    const { authority } = c.get('visitor')
    const isStillThere = async (): Promise<boolean> => {
      const visitor = await visitorOf(c)
      return visitor !== undefined && JSON.stringify(visitor.authority) === JSON.stringify(authority)
    }
    // A buffering proxy would hold back the very thing this is for.
    c.header('x-accel-buffering', 'no')
    const since = c.req.header('last-event-id') ?? c.req.query('since') ?? ''
    return streamSSE(c, async (stream) => {
      try {
        await tell(stream, { pulse, since, isStillThere, ending: deps.live.ending })
      } finally {
        hangUp()
      }
    })
  })
  return app
}

const nameOf = ({ person, version, expiresAt }: Session): string => `${person}.${version}.${expiresAt}`

interface Telling {
  readonly pulse: Pulse
  /** What the page shows; '' where nobody knows. */
  readonly since: string
  readonly isStillThere: () => Promise<boolean>
  readonly ending: AbortSignal
}

/** Says whenever something moved, until the browser goes, the session ends or the process does. */
async function tell(stream: SSEStreamingApi, { pulse, since, isStillThere, ending }: Telling): Promise<void> {
  const gone = new AbortController()
  const end = (): void => gone.abort()
  stream.onAbort(end)
  ending.addEventListener('abort', end, { once: true })
  if (ending.aborted) end()
  const { signal } = gone
  let seen = pulse.now()
  const say = async (event: string): Promise<void> => await stream.writeSSE({ event, data: '', id: seen })
  await say(since === '' || since === seen ? HERE : MOVED)
  while (!signal.aborted) {
    await pulse.next(seen, { signal, waitMs: HEARTBEAT_MS })
    if (signal.aborted) break
    if (!(await isStillThere())) {
      await say(MOVED)
      break
    }
    const now = pulse.now()
    if (now === seen) await stream.write(': still here\n\n')
    else {
      seen = now
      await say(MOVED)
    }
  }
  ending.removeEventListener('abort', end)
}
