import { Hono } from 'hono'
import type { Screens } from '../../core/outbox/screens.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import type { Practice } from '../practice/practice.ts'
import type { Station } from '../station.ts'
import { guardPages } from '../../core/web/security.ts'
import { isOwnScreen } from './access/own-screen.ts'
import { createSeat } from './access/seat.ts'
import { createKioskApp } from './app.tsx'
import { cardPaths } from './cards/card-paths.ts'
import { createCardsRoutes } from './cards/cards-routes.tsx'
import { tilesOf } from './cards/tiles-of.ts'
import { readKioskFiles } from './kiosk-files.ts'
import { paths, practiceBase, stationBase } from './paths.ts'
import { createPracticeApp } from './practice-app.ts'
import type { Sample } from './screen-facts.ts'

export interface KioskHostParts {
  /** At least one; the first is where `/` leads. */
  readonly stations: readonly Station[]
  readonly boot: string
  readonly ending: AbortSignal
  readonly screens: Screens
  readonly screenKey: string
  /** Barcodes to try out at a station; left out in real life. */
  readonly samples?: (station: Station) => readonly Sample[]
  readonly programFolder?: string
  /** The practice of a station; left out where nobody practises. */
  readonly practiceOf?: (station: Station) => Practice | undefined
}

/** The kiosks of all stations of one process, each at its own address. */
export function createKioskHost({
  stations,
  programFolder,
  samples,
  practiceOf,
  ...parts
}: KioskHostParts): Hono {
  const [first] = stations
  invariant(first !== undefined, 'a host has a station')
  const files = readKioskFiles(programFolder)
  const host = new Hono()
  host.route('/', files.routes)
  host.get('/', (c) => c.redirect(paths(stationBase(first.parts.name)).screen, 303))
  const cards = cardsOf(stations, first)
  for (const path of ['/cards', '/cards/*']) host.all(path, (c) => cards.fetch(c.req.raw, c.env))
  for (const station of stations) {
    const base = stationBase(station.parts.name)
    // One seat: a page that goes from work to practice, or back, is the same page of the same station.
    const shared = { ...parts, files, seat: createSeat(), samples: () => samples?.(station) ?? [] }
    const app = createKioskApp({ ...shared, station, base })
    host.get(base, (c) => c.redirect(paths(base).screen, 303))
    const inside = createPracticeApp({ practice: practiceOf?.(station), work: base, ...shared })
    for (const path of [practiceBase(base), `${practiceBase(base)}/*`])
      host.all(path, (c) => inside.fetch(c.req.raw, c.env))
    host.all(`${base}/*`, (c) => app.fetch(c.req.raw, c.env))
  }
  return host
}

/** The command cards hold nothing of the book, so anybody may print them; what the tiles show is the stations' own. */
function cardsOf(stations: readonly Station[], first: Station): Hono {
  const cards = new Hono()
  cards.use(...guardPages())
  cards.use(cardPaths('').items, async (c, next) =>
    isOwnScreen(c) ? await next() : c.redirect(cardPaths(stationBase(first.parts.name)).items, 303),
  )
  cards.route('/', createCardsRoutes({ base: '', listItems: () => stations.flatMap(tilesOf) }))
  return cards
}
