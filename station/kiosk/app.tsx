import { Hono } from 'hono'
import { z } from 'zod'
import { projectFile } from '../../core/kernel/project-root.ts'
import { createAssets, SHARED_FONTS, TOKENS_SHEET } from '../../core/web/assets.ts'
import { guardPages } from '../../core/web/security.ts'
import type { Sound } from '../session/machine-event.ts'
import type { Station } from '../station.ts'
import { stationInput, type StationInput } from '../station-input.ts'
import { readBrowserProgram } from './browser-program.ts'
import { streamChanges } from './change-stream.ts'
import { createDrawings } from './drawings.tsx'
import { markup } from './markup.ts'
import { Page } from './page.tsx'
import { paths } from './paths.ts'
import { sameOriginOnly } from './same-origin.ts'
import type { Sample } from './screen-facts.ts'

export interface KioskParts {
  readonly station: Station
  /** Names this process: a screen that was drawn by an earlier one is drawn anew. */
  readonly boot: string
  /** Aborted when the program ends: open streams end with it. */
  readonly ending: AbortSignal
  /** Barcodes to try out; left out in real life. */
  readonly samples?: () => readonly Sample[]
  /** Where the built browser program lies, when not in `dist`. */
  readonly programFolder?: string
}

/** What the screen's own program sends. A text that is no input of ours is a scan that cannot be read. */
const sent = z.object({
  entries: z
    .array(z.object({ page: z.string().min(1).max(64), n: z.int().positive(), input: z.unknown() }))
    .min(1)
    .max(200),
})
const NOT_READABLE = { type: 'scan', text: '' } as const

/** The station's screen as a web app. It does not listen: who starts it decides where. */
export function createKioskApp({ station, boot, ending, samples, programFolder }: KioskParts): Hono {
  const drawings = createDrawings(station, boot, samples ?? (() => []))
  const program = readBrowserProgram(programFolder)
  const look = (name: string): string => projectFile('station', 'kiosk', 'look', name)
  const assets = createAssets(paths.assets, [
    ...SHARED_FONTS,
    { name: 'kiosk.css', type: 'text/css; charset=utf-8', parts: [TOKENS_SHEET, look('kiosk.css')] },
    { name: 'kiosk.svg', type: 'image/svg+xml', parts: [look('kiosk.svg')] },
  ])
  const app = new Hono()
  app.route('/', program.routes)
  app.route('/', assets.routes)
  app.use(...guardPages(), sameOriginOnly)

  app.get(paths.screen, (c) => {
    const { facts, version } = drawings.now()
    c.header('cache-control', 'no-store')
    const [style, icon] = [assets.asset('kiosk.css'), assets.asset('kiosk.svg')]
    const page = { facts, boot, version, style, icon, program: program.url }
    return c.html(`<!doctype html>${markup(<Page {...page} />)}`)
  })
  app.get(paths.events, (c) => streamChanges(c, drawings, ending))
  app.post(paths.inputs, async (c) => {
    if (c.req.header('content-type') !== 'application/json') return c.body(null, 415)
    const body = sent.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.body(null, 400)
    const sounds = takeInOrder(station, body.data.entries)
    const { version, html } = drawings.now()
    return c.json({ boot, version, html, sounds })
  })
  app.post(paths.press, async (c) => {
    const { press, ...fields } = await c.req.parseBody()
    const known = stationInput.safeParse({ ...parsePress(press), ...fields })
    if (known.success && known.data.type !== 'scan') station.press(known.data)
    return c.redirect(paths.screen, 303)
  })
  return app
}

/** One write to the disk for all that come together from one page. */
function takeInOrder(station: Station, entries: z.infer<typeof sent>['entries']): Sound[] {
  const sounds: Sound[] = []
  let rest = entries
  while (rest[0] !== undefined) {
    const { page } = rest[0]
    const other = rest.findIndex((entry) => entry.page !== page)
    const together = other === -1 ? rest : rest.slice(0, other)
    rest = rest.slice(together.length)
    const inputs = together.map(({ n, input }) => ({ n, input: readSent(input) }))
    sounds.push(...station.take(page, inputs))
  }
  return sounds
}

function readSent(input: unknown): StationInput {
  const known = stationInput.safeParse(input)
  return known.success ? known.data : NOT_READABLE
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
