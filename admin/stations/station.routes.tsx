import { Hono, type Context } from 'hono'
import { readStations, type StationEntry } from '../../core/branches/read-stations.ts'
import { readItemInUse, searchItems } from '../../core/items/search-items.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { readIncarnations, readLife } from '../../core/stations/read-incarnations.ts'
import { readLatestOf, suggestStationName } from '../../core/stations/read-station-work.ts'
import { readTiles } from '../../core/stations/read-tiles.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { textsOf, type Filled, type Problems } from '../form.ts'
import { askedListIn } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { EnrolledElsewherePage, NewStationPage } from './new-station.views.tsx'
import { readNewStation, tilesAfter, TILES_MAX } from './station-form.ts'
import { lostNumbersRoutes } from './lost-numbers.routes.ts'
import { readKnown } from './read-known.ts'
import { StationPage } from './station.views.tsx'
import { readScreens, zoneOf } from './station-screens.ts'

const { admin: text } = words.screens
const SECTION = 'stations'
const LATEST_SHOWN = 10
const FOUND_SHOWN = 12

/** One station: its tiles, its screens, what waits, what it wrote last; and how one is enrolled or retired. */
export function stationRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.route('/', newStationRoutes(deps, show))
  app.route('/', lostNumbersRoutes(deps))
  app.route('/', onePageRoutes(deps, show))
  return app
}

function newStationRoutes({ stations, stationWrites }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const showNew = (c: Context<AdminEnv>, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.add.title, section: SECTION, status: Object.keys(problems).length === 0 ? 200 : 422 },
      <NewStationPage
        branches={c.get('visitor').branches.filter(({ isRetired }) => !isRetired)}
        isChosen={stations.isChosen}
        filled={filled}
        problems={problems}
      />,
    )
  const showHow = (c: Context<AdminEnv>, status: 200 | 409) =>
    show(c, { title: text.add.title, section: SECTION, status }, <EnrolledElsewherePage />)
  app.get(routes.newStation, (c) => {
    if (stations.isEnrolledElsewhere) return showHow(c, 200)
    const { branches, view, reader } = c.get('visitor')
    const branch = branches.find(({ id }) => view.kind === 'branch' && id === view.branch) ?? branches[0]
    const name = branch === undefined ? '' : suggestStationName(reader, branch.prefix)
    return showNew(c, { name, branch: String(branch?.id ?? '') })
  })
  app.post(routes.stations, async (c) => {
    if (stations.isEnrolledElsewhere) return await showHow(c, 409)
    const { branches } = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const read = readNewStation(filled, branches)
    if (!read.ok) return await showNew(c, filled, read.problems)
    if ((await stationWrites.add(read.value)) === 'name_taken')
      return await showNew(c, filled, { name: text.problems.nameTaken })
    const { name } = read.value
    return c.redirect(links.station(name), 303)
  })
  return app
}

function onePageRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { stations, stationWrites, clock, release } = deps
  const app = new Hono<AdminEnv>()
  const hostedNamed = (name: string) => stations.hostedStations().find((hosted) => hosted.name === name)

  const showStation = async (c: Context<AdminEnv>, station: StationEntry, problem?: string) => {
    const visitor = c.get('visitor')
    const hosted = hostedNamed(station.name)
    const { text: searched } = askedListIn(c, ['name'])
    const tiles = readTiles(visitor.reader, station.name)
    const incarnations = readIncarnations(visitor.authority, visitor.reader).filter(
      (one) => one.station === station.name,
    )
    return await show(
      c,
      { title: station.name, section: SECTION, status: problem === undefined ? 200 : 422 },
      <StationPage
        station={station}
        branch={visitor.branches.find(({ id }) => id === station.branch)}
        zone={zoneOf(visitor, station)}
        hosted={hosted}
        isChosen={stations.isChosen}
        isEnrolledElsewhere={stations.isEnrolledElsewhere}
        known={readKnown(deps, visitor.reader, station, incarnations)}
        release={release}
        now={clock.now()}
        lives={incarnations.map((one) => ({ ...one, ...readLife(visitor.reader, one) }))}
        screens={hosted === undefined ? [] : await readScreens(stations, visitor, station)}
        latest={readLatestOf(visitor.reader, station.writer, LATEST_SHOWN)}
        tiles={tiles}
        hasRoom={tiles.length < TILES_MAX}
        searched={searched}
        items={searched === '' ? [] : searchItems(visitor.reader, searched, FOUND_SHOWN, station.branch)}
        problem={problem}
      />,
    )
  }

  app.get(routes.station, (c) => showStation(c, stationIn(c)))
  // Where a form was sent and its answer is loaded again, or a branch was chosen on it.
  app.get(routes.stationForm, (c) => c.redirect(links.station(stationIn(c).name), 303))

  app.post(routes.stationTiles, async (c) => {
    const station = stationIn(c)
    const { reader } = c.get('visitor')
    const before = readTiles(reader, station.name).map(({ item }) => item)
    const sent = textsOf(await c.req.parseBody())
    const after = tilesAfter(before, sent['press'])
    if (after === undefined || !areHere(c, station, after, before)) throw new NotHere()
    await stationWrites.setTiles(station.name, after)
    return c.redirect(links.station(station.name, { text: sent['text'] }), 303)
  })

  app.post(routes.stationRetired, async (c) => {
    const station = stationIn(c)
    const problem = whyNotRetired(stations, station)
    if (problem !== undefined) return await showStation(c, station, problem)
    if (!(await stationWrites.retire(station.name))) return await showStation(c, station, text.problems.last)
    return c.redirect(links.stations(), 303)
  })
  return app
}

/** Why a station stays; undefined: nothing stands in the way. */
function whyNotRetired(stations: AdminDeps['stations'], { name, writer }: StationEntry): string | undefined {
  const hosted = stations.hostedStations().find((one) => one.name === name)
  if (stations.isEnrolledElsewhere) return text.elsewhere.retire
  if (stations.standingOf(writer).waiting > 0) return text.problems.waits
  return hosted?.hasWork === true ? text.problems.works : undefined
}

/** Whether every tile that is new is an item that this station may show. */
function areHere(
  c: Context<AdminEnv>,
  { branch }: StationEntry,
  after: readonly ItemId[],
  before: readonly ItemId[],
): boolean {
  const { reader } = c.get('visitor')
  return after.every((item) => before.includes(item) || readItemInUse(reader, item, branch) !== undefined)
}

function findStation(c: Context<AdminEnv>, name: string): StationEntry | undefined {
  const { authority, reader } = c.get('visitor')
  return readStations(authority, reader).find((station) => station.name === name)
}

/** The station in the address, of the visitor's authority; NotHere for every other. */
const stationIn = (c: Context<AdminEnv>): StationEntry => found(findStation(c, c.req.param('station') ?? ''))
