import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Branch } from '../../core/branches/read-branches.ts'
import { isDemoBook } from '../../core/database/is-demo-book.ts'
import type { PinGate } from '../../core/people/pins.ts'
import type { Formats } from '../../core/words/format.ts'
import { guardPages } from '../../core/web/security.ts'
import { words } from '../../core/words/catalogue.ts'
import { streamChanges } from '../kiosk/change-stream.ts'
import { createDrawings, type Drawings } from '../kiosk/drawings.tsx'
import { markup } from '../kiosk/markup.ts'
import { sameOriginOnly } from '../kiosk/same-origin.ts'
import { NO_ROOM, sentEntries, takeOrNot } from '../kiosk/sent-inputs.ts'
import type { Station } from '../station.ts'
import { InsecurePage, PhonePage } from './page.tsx'
import { paths } from './paths.ts'
import type { PhoneFiles } from './phone-files.ts'
import { isSafe } from './safe-connection.ts'
import { holderOf, requireHolder, type PhoneAccess, type PhoneEnv } from './session/phone-visitor.ts'
import { signInRoutes } from './session/sign-in.routes.tsx'

export interface PhoneParts extends PhoneAccess {
  readonly pins: PinGate
  readonly formats: Formats
  /** The branches whose books this process keeps: a super admin chooses among them. */
  readonly branches: () => readonly Branch[]
  readonly files: PhoneFiles
  /** When the books here were last what central has; undefined: always. */
  readonly dataAsOf?: (() => number | undefined) | undefined
  /** Names this process: a screen that was drawn by an earlier one is drawn anew. */
  readonly boot: string
  /** Aborted when the program ends: open streams end with it. */
  readonly ending: AbortSignal
  /** Where phones are served over TLS; undefined where they are not. */
  readonly tlsPort: number | undefined
}

const sent = z.object({ entries: sentEntries })
/** How often an open stream asks whether its person is still signed in. */
const STILL_EVERY_MS = 15_000

/** What signed-in people scan with: their own session of the station, and a phone's camera. It does not listen. */
export function createPhoneApp(parts: PhoneParts): Hono {
  const { files, ending, boot } = parts
  const drawingsOf = rememberDrawings(boot)
  const app = new Hono()
  app.route('/', files.routes)
  app.use(...guardPages({ camera: true }), sameOriginOnly)
  app.use(async (c, next) => (isSafe(c) ? await next() : refuseUnsafe(c, parts)))
  app.route('/', signInRoutes({ access: parts, ...parts }))

  const scanning = new Hono<PhoneEnv>()
  scanning.use(requireHolder(parts))
  scanning.get(paths.screen, (c) => {
    const { person } = c.get('holder')
    const { facts, version } = drawingsOf(c.get('station')).look()
    const page = { files, facts, boot, version, store: facts.station }
    const view = <PhonePage {...page} mayChangeBranch={person.role === 'super_admin'} />
    return c.html(`<!doctype html>${markup(view)}`)
  })
  scanning.get(paths.events, (c) =>
    streamChanges(c, drawingsOf(c.get('station')), ending, (line) => {
      const timer = setInterval(() => {
        void holderOf(c, parts).then(
          (holder) => holder === undefined && line.end(),
          () => line.end(),
        )
      }, STILL_EVERY_MS)
      return () => clearInterval(timer)
    }),
  )
  scanning.post(paths.inputs, async (c) => {
    if (c.req.header('content-type') !== 'application/json') return c.body(null, 415)
    const body = sent.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.body(null, 400)
    const station = c.get('station')
    const sounds = takeOrNot(station, body.data.entries)
    if (sounds === undefined) return c.text(words.kiosk.link.diskFull, NO_ROOM)
    const { version, html } = drawingsOf(station).now()
    return c.json({ boot, version, html, sounds })
  })
  // Where the page's own program does not run there is no camera either.
  scanning.post(paths.press, (c) => c.redirect(paths.screen, 303))
  app.route('/', scanning)
  return app
}

/** The drawings of each station, made once: they count what they draw. */
function rememberDrawings(boot: string): (station: Station) => Drawings {
  const known = new WeakMap<Station, Drawings>()
  return (station) => {
    const drawings = known.get(station) ?? createDrawings(station, boot, () => [])
    known.set(station, drawings)
    return drawings
  }
}

/** Nothing is signed in to or shown over a line that others can listen to. */
function refuseUnsafe(c: Context, { files, tlsPort, reader }: PhoneParts): Response {
  if (c.req.method !== 'GET') return c.body(null, 403)
  const { hostname } = new URL(c.req.url)
  const secure = tlsPort === undefined ? undefined : `https://${hostname}:${tlsPort}${paths.screen}`
  const page = <InsecurePage files={files} secure={secure} isDemo={isDemoBook(reader)} />
  return c.html(`<!doctype html>${markup(page)}`, 403)
}
