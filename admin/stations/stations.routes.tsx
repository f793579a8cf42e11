import { Hono, type Context } from 'hono'
import { readIncarnations } from '../../core/stations/read-incarnations.ts'
import { readStations } from '../../core/branches/read-stations.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { LostNumbers } from './incarnations.views.tsx'
import { readKnown } from './read-known.ts'
import { readScreens, zoneOf } from './station-screens.ts'
import { PairPage, StationsPage } from './stations.views.tsx'

const { admin: text } = words.screens
const SECTION = 'stations'

/** The stations of a branch: what they do, and which browsers are their screens. */
export function stationsRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { stations } = deps
  const app = new Hono<AdminEnv>()
  const hostedNamed = (name: string) => stations.hostedStations().find((hosted) => hosted.name === name)
  /** A station of this process that the visitor may steer; anything else is answered as if it were not there. */
  const hostedIn = (c: Context<AdminEnv>) => {
    const { authority, reader } = c.get('visitor')
    const name = c.req.param('station')
    const station = found(readStations(authority, reader).find((entry) => entry.name === name))
    return { station, hosted: found(hostedNamed(station.name)) }
  }

  app.get(routes.stations, async (c) => {
    const visitor = c.get('visitor')
    const { view, viewReader } = visitor
    const incarnations = readIncarnations(view, viewReader)
    const entries = await Promise.all(
      readStations(view, viewReader).map(async (station) => {
        const hosted = hostedNamed(station.name)
        return {
          name: station.name,
          zone: zoneOf(visitor, station),
          hosted,
          // Who else's machine hosts it knows its screens.
          screens: hosted === undefined ? [] : await readScreens(stations, visitor, station),
          known: readKnown(deps, viewReader, station, incarnations),
        }
      }),
    )
    return await show(
      c,
      { title: text.title, section: SECTION, isLive: true },
      <>
        <StationsPage stations={entries} release={deps.release} now={deps.clock.now()} />
        <LostNumbers incarnations={incarnations} zone={(one) => zoneOf(visitor, one)} />
      </>,
    )
  })

  app.post(routes.stationPair, (c) => {
    const { station, hosted } = hostedIn(c)
    const { code, expiresAt } = stations.openPairing(station.name, c.get('visitor').person.id)
    const addresses = stations.reachableAt.map((origin) => origin + hosted.path)
    // Answered at once, without an address to come back to: the code is kept nowhere.
    return show(
      c,
      { title: text.codeTitle(station.name), section: SECTION },
      <PairPage
        station={station.name}
        code={code}
        expiresAt={expiresAt}
        zone={zoneOf(c.get('visitor'), station)}
        addresses={addresses}
      />,
    )
  })

  app.post(routes.screenRevoked, (c) => {
    const { station } = hostedIn(c)
    const id = c.req.param('screen')
    const screen = found(stations.screens(station.name).find((paired) => paired.id === id))
    stations.revokeScreen(screen.id)
    return c.redirect(links.stations(), 303)
  })
  return app
}
