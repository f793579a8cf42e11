import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Screens } from '../../core/outbox/screens.ts'
import { guardPages } from '../../core/web/security.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Station } from '../station.ts'
import { stationInput } from '../station-input.ts'
import { pairingRoutes } from './access/pairing.tsx'
import { writeScreenCookie } from './access/screen-cookie.ts'
import { createSeat, type Seat, type SeatPage } from './access/seat.ts'
import { requireScreen, type AccessParts, type KioskEnv, type Visitor } from './access/visitor.ts'
import { createCardsRoutes } from './cards/cards-routes.tsx'
import { tilesOf } from './cards/tiles-of.ts'
import { streamChanges, type ChangeLine } from './change-stream.ts'
import { createDrawings } from './drawings.tsx'
import type { KioskFiles } from './kiosk-files.ts'
import { markup } from './markup.ts'
import { Page } from './page.tsx'
import { paths, practiceBase } from './paths.ts'
import { practiceLeads } from './screens/practice.tsx'
import { sameOriginOnly } from './same-origin.ts'
import type { Sample } from './screen-facts.ts'
import { NO_ROOM, pageName, sentEntries, takeOrNot } from './sent-inputs.ts'

export interface KioskParts {
  readonly station: Station
  /** What all addresses of this station begin with. */
  readonly base: string
  /** Of a practice: where its station works. Its screens are paired there, and go back there. */
  readonly work?: string
  /** Names this process: a screen that was drawn by an earlier one is drawn anew. */
  readonly boot: string
  /** Aborted when the program ends: open streams end with it. */
  readonly ending: AbortSignal
  readonly files: KioskFiles
  /** Which browsers are whose screens. */
  readonly screens: Screens
  /** At least 32 bytes, the same after a restart: signs the cookies of paired screens. */
  readonly screenKey: string
  /** Barcodes to try out; left out in real life. */
  readonly samples?: () => readonly Sample[]
  /** Which page works; made here when left out. */
  readonly seat?: Seat
}

/** Which loading of the page asks, and which one it was before it was loaded again. */
const asking = z.object({ page: pageName, follows: pageName.optional() })
const sent = asking.extend({ entries: sentEntries })
const opening = asking.extend({ watching: z.string().optional() })

/** One station's screen as a web app. It does not listen: who starts it decides where. */
export function createKioskApp(parts: KioskParts): Hono<KioskEnv> {
  const { station, base, boot, ending, files, samples } = parts
  const { work = base } = parts
  const access = accessOf(parts)
  const at = paths(base)
  const seat = parts.seat ?? createSeat()
  const drawings = createDrawings(station, boot, samples ?? (() => []))
  const app = new Hono<KioskEnv>()
  app.use(...guardPages(), sameOriginOnly)
  const { clock, reader } = station.parts
  app.route('/', pairingRoutes({ access, at: paths(work), clock, files, reader }))
  app.use(requireScreen(access, at, paths(work).pair))
  app.route('/', createCardsRoutes({ base, listItems: () => tilesOf(station) }))

  const showPage = async (c: Context<KioskEnv>, status: 200 | 409) => {
    const { facts, version } = drawings.look()
    c.header('cache-control', 'no-store')
    // The page goes there by itself as soon as it may; one that is only now asked for begins there.
    if (practiceLeads(facts) === 'practice') return c.redirect(paths(practiceBase(base)).screen, 303)
    const visitor = c.get('visitor')
    if (visitor.kind === 'paired')
      await writeScreenCookie(c, { ...access, key: access.screenKey, screen: visitor.screen })
    const page = { facts, boot, version, at, work, files, isWatching: status === 409 }
    return c.html(`<!doctype html>${markup(<Page {...page} />)}`, status)
  }
  app.get(at.screen, (c) => showPage(c, 200))
  app.get(at.events, (c) => {
    const asked = opening.safeParse(c.req.query())
    if (!asked.success) return c.body(null, 400)
    const visitor = c.get('visitor')
    const entering = { ...seatPage(asked.data, visitor), wasWatching: asked.data.watching !== undefined }
    return streamChanges(c, drawings, ending, (line) => {
      const leave = seat.enter(entering, (state) => line.say('seat', JSON.stringify(state)))
      const stop = endWhenRevoked(parts.screens, visitor, line)
      return () => {
        stop()
        leave()
      }
    })
  })
  app.post(at.inputs, async (c) => {
    if (c.req.header('content-type') !== 'application/json') return c.body(null, 415)
    const body = sent.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.body(null, 400)
    const page = seatPage(body.data, c.get('visitor'))
    if (!seat.maySend(page)) return c.json({ seat: seat.stateOf(page) }, 409)
    const sounds = takeOrNot(station, body.data.entries)
    if (sounds === undefined) return c.text(words.kiosk.link.diskFull, NO_ROOM)
    const { version, html } = drawings.now()
    return c.json({ boot, version, html, sounds })
  })
  app.post(at.seat, async (c) => {
    if (c.req.header('content-type') !== 'application/json') return c.body(null, 415)
    const body = asking.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.body(null, 400)
    const page = seatPage(body.data, c.get('visitor'))
    const isTaken = seat.take(page)
    return c.json({ seat: seat.stateOf(page) }, isTaken ? 200 : 409)
  })
  app.post(at.press, async (c) => {
    const { press, ...fields } = await c.req.parseBody()
    if (seat.isHeld() && c.get('visitor').kind !== 'own') return await showPage(c, 409)
    const known = stationInput.safeParse({ ...parsePress(press), ...fields })
    if (known.success && known.data.type !== 'scan') station.press(known.data)
    return c.redirect(at.screen, 303)
  })
  return app
}

function accessOf({ station, base, work = base, screens, screenKey }: KioskParts): AccessParts {
  return { station: station.parts.name, base: work, screens, screenKey }
}

function seatPage({ page, follows }: z.infer<typeof asking>, { kind }: Visitor): SeatPage {
  return { page, follows, isOwn: kind === 'own' }
}

/** A screen that is revoked is shown nothing more. Returns the way to stop listening. */
function endWhenRevoked(screens: Screens, visitor: Visitor, line: ChangeLine): () => void {
  if (visitor.kind === 'own') return () => {}
  const { screen } = visitor
  // Between its request and its stream.
  if (screens.find(screen) === undefined) line.end()
  return screens.onRevoked((id) => id === screen && line.end())
}

/** A button's value says what it asks; a dropdown beside it adds what was chosen. */
function parsePress(press: unknown): object {
  try {
    const asked: unknown = JSON.parse(String(press))
    return typeof asked === 'object' && asked !== null ? asked : {}
  } catch {
    return {}
  }
}
