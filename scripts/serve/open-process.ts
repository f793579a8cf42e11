import { pino, type Logger } from 'pino'
import type { AdminDeps } from '../../admin/deps.ts'
import { readBranches } from '../../core/branches/read-branches.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { createBook } from '../../core/database/create-book.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { setSalesOrderState } from '../../core/orders/create-sales-order.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import type { Screens } from '../../core/outbox/screens.ts'
import { startPoster, type Poster } from '../../core/outbox/poster.ts'
import { createFormats } from '../../core/words/format.ts'
import { writePeople } from '../../core/people/write-people.ts'
import { writeNotes } from '../../core/stations/settle-notes.ts'
import { createPhoneStations, type PhoneStations } from '../../station/phone/phone-stations.ts'
import type { Station } from '../../station/station.ts'
import { createAdminStations } from './admin-stations.ts'
import { chooseStations } from './choose-stations.ts'
import { downloadJournal } from './journal-download.ts'
import { networkOrigins } from './network-origins.ts'
import { openStations } from './open-stations.ts'
import { readOrMakeSecret } from './secret.ts'
import type { Settings } from './settings.ts'
import { startVerifyLight } from './verify-light.ts'

/** The writer of documents that are made in the admin app. */
const OFFICE_WRITER = 'HQ-A1'
const TICK_MS = 1000

export interface OpenProcess {
  /** At least one, each with a session and a writer of its own. */
  readonly stations: readonly Station[]
  readonly screens: Screens
  /** Signs the cookies of paired screens. */
  readonly screenKey: string
  /** The scan sessions of phones, and what signs their cookies. */
  readonly phones: PhoneStations
  readonly phoneKey: string
  readonly admin: AdminDeps
  readonly isDemo: boolean
  readonly log: Logger
  /** Throws when the book cannot be read. */
  checkHealth(): void
  /** Ends posting after the batch in flight, then closes the files. */
  close(): Promise<void>
}

/**
 * The composition root: opens book, outbox, poster and stations of one process, in that order. `tlsPort`: where it is
 * served over TLS as well, if it is.
 */
export async function openProcess(settings: Settings, tlsPort?: number): Promise<OpenProcess> {
  const { bookPath, outboxPath, dataFolder } = settings
  const log = pino({ level: process.env['SCANBOOK_LOG'] ?? 'warn' })
  const clock = systemClock
  const central = openCentralFile(bookPath)
  await createBook(central, { company: '', currency: 'ZAR', isDemo: false })
  const outbox = openOutbox(outboxPath)
  const reader = openReader(bookPath, { outbox: outboxPath })
  const { formats, isDemo, zoneOf } = readCompany(reader)
  const reportError = (error: unknown): void => log.error({ err: error })

  const pepper = readOrMakeSecret(dataFolder, 'pin.key')
  const stations = openStations({
    chosen: chooseStations(reader, { named: settings.stations, isDemo }),
    reader,
    outbox,
    clock,
    formats,
    pepper,
    idle: settings.idle,
    poster: () => poster,
    reportError,
  })
  const phones = createPhoneStations(stations)
  const poster = startPoster({
    central,
    outbox,
    clock,
    zoneOf,
    // Each passes over the others' documents, but all show how many wait.
    onOutcomes: (outcomes) => [...stations, phones].forEach((each) => each.outcomesArrived(outcomes)),
  })
  const stopTicking = tickEverySecond(stations)
  const light = startVerifyLight(bookPath, clock)
  return {
    stations,
    screens: outbox.screens,
    screenKey: readOrMakeSecret(dataFolder, 'screen.key'),
    phones,
    phoneKey: readOrMakeSecret(dataFolder, 'phone.key'),
    isDemo,
    log,
    admin: {
      reader,
      formats,
      clock,
      cookieKey: readOrMakeSecret(dataFolder, 'cookie.key'),
      outbox: officeOutbox(outbox, poster),
      verify: light,
      people: writePeople({ central, pepper, outbox }),
      stations: createAdminStations({ stations, outbox, clock, reachableAt: originsOf(settings, tlsPort) }),
      setOrderState: (order, state) => setSalesOrderState(central, order, state),
      notes: writeNotes(central),
      exportJournal: (scope) => downloadJournal(dataFolder, scope),
      report: reportError,
    },
    checkHealth() {
      reader.get('SELECT seq FROM meta')
    },
    async close() {
      stopTicking()
      light.stop()
      await poster.stop()
      reader.close()
      outbox.close()
      central.close()
    },
  }
}

/** Where browsers elsewhere find the stations, the safer way first. */
function originsOf(settings: Settings, tlsPort: number | undefined): string[] {
  const isSecure = tlsPort !== undefined
  const secure = isSecure ? networkOrigins({ host: '0.0.0.0', port: tlsPort, scheme: 'https' }) : []
  return [...secure, ...networkOrigins(settings)]
}

/** Whose books these are. */
function readCompany(reader: Reader) {
  const [currency, isDemo] = reader.get('SELECT currency, is_demo FROM meta') ?? []
  const zones = new Map(readBranches(reader).map(({ id, timeZone }) => [Number(id), timeZone]))
  return {
    formats: createFormats({ currency: String(currency) }),
    isDemo: isDemo === 1,
    zoneOf: (branch: number): string => zones.get(branch) ?? 'UTC',
  }
}

/** Who left is counted down and signed out by the clock, not by a touch. Returns the way to stop. */
function tickEverySecond(stations: readonly Station[]): () => void {
  const ticking = setInterval(() => {
    for (const station of stations) station.tick()
  }, TICK_MS)
  return () => clearInterval(ticking)
}

/** The office's way to the outbox: what a manager accepts is posted at once. */
function officeOutbox(outbox: Outbox, poster: Poster): AdminDeps['outbox'] {
  return {
    accept(draft) {
      const taken = outbox.accept({ writer: OFFICE_WRITER, draft })
      poster.wake()
      return taken
    },
    find: (id) => outbox.find(id),
    waitingTotal: () => outbox.waitingTotal(),
  }
}
