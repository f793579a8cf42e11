import { pino, type Logger } from 'pino'
import { createAdminWrites } from '../../admin/admin-writes.ts'
import { createOutcomeBoard } from '../../admin/api/documents/outcome-news.ts'
import type { AdminDeps } from '../../admin/deps.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import { readBranch } from '../../core/branches/read-branches.ts'
import { openScopedReaders } from '../../core/branches/scoped-readers.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { pausableCentral } from '../../core/database/pausable-central.ts'
import { createBook } from '../../core/database/create-book.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { programVersion } from '../../core/kernel/program-version.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import type { Screens } from '../../core/outbox/screens.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { createFormats } from '../../core/words/format.ts'
import { createPhoneStations, type PhoneStations } from '../../station/phone/phone-stations.ts'
import type { Practice } from '../../station/practice/practice.ts'
import type { Station } from '../../station/station.ts'
import { createAdminStations } from './admin-stations.ts'
import { chooseStations } from './choose-stations.ts'
import { openConnections, type Connections } from './open-connections.ts'
import { openOffice } from './open-office.ts'
import { openStations } from './open-stations.ts'
import { createPracticeRooms } from './practice.ts'
import { readOrMakeSecret } from './secret.ts'
import type { Settings } from './settings.ts'
import { openWebhooks } from './open-webhooks.ts'
import { startWatching } from './start-watching.ts'

const TICK_MS = 1000

export interface OpenProcess extends Connections {
  /** At least one, each with a session and a writer of its own. */
  readonly stations: readonly Station[]
  /** A throw-away copy of the book for each, while somebody practises. */
  readonly practices: ReadonlyMap<Station, Practice>
  readonly screens: Screens
  /** Signs the cookies of paired screens. */
  readonly screenKey: string
  /** The scan sessions of phones, and what signs their cookies. */
  readonly phones: PhoneStations
  readonly phoneKey: string
  readonly admin: Omit<AdminDeps, 'live'>
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
  const { bookPath, dataFolder } = settings
  const log = pino({ level: process.env['SCANBOOK_LOG'] ?? 'warn' })
  const clock = systemClock
  const files = await openFiles(settings)
  const { central, outbox, reader, readers } = files
  const { formats, isDemo, zoneOf } = readCompany(reader)
  const reportError = (error: unknown): void => log.error({ err: error })
  const pepper = readOrMakeSecret(dataFolder, 'pin.key')
  const { stations, practices } = openStations({
    chosen: chooseStations(reader, { named: settings.stations }),
    reader,
    outbox,
    clock,
    formats,
    pepper,
    idle: settings.idle,
    poster: () => poster,
    reportError,
    openRoom: createPracticeRooms({ dataFolder, bookPath, zoneOf }),
  })
  const phones = createPhoneStations(stations)
  const board = createOutcomeBoard()
  const shared = { readers, formats, clock, report: reportError }
  const webhooks = openWebhooks(settings, shared)
  // Each passes over the others' documents, but all show how many wait.
  // Who is opened after posting has begun joins then: documents that waited are posted at once.
  const hearing: Hearing[] = [...stations, phones, webhooks, board]
  const onOutcomes = (outcomes: readonly Outcome[]): void =>
    hearing.forEach((each) => each.outcomesArrived(outcomes))
  const poster = startPoster({ centralOf: () => central, outbox, clock, zoneOf, isDemo, onOutcomes })
  const stopTicking = tickEverySecond([...stations, ...practices.values()])
  const watching = startWatching(settings, shared, webhooks.verdict)
  const office = await openOffice(settings, { central, outbox, poster, readers, clock, report: reportError })
  const desk = { ...shared, outbox: office.facts.outbox, verify: watching.facts.verify }
  const joined = { central, outbox, poster, desk, board, stations, log, backups: watching.facts.backups }
  const connections = openConnections(settings, joined)
  hearing.push(connections)
  return {
    stations,
    practices,
    screens: outbox.screens,
    screenKey: readOrMakeSecret(dataFolder, 'screen.key'),
    phones,
    phoneKey: readOrMakeSecret(dataFolder, 'phone.key'),
    isDemo,
    log,
    admin: {
      ...shared,
      release: programVersion(),
      isDemo,
      cookieKey: readOrMakeSecret(dataFolder, 'cookie.key'),
      ...office.facts,
      ...watching.facts,
      webhooks,
      ...createAdminWrites({ central, pepper, outbox }),
      stations: createAdminStations({ stations, outbox, clock, reader, settings, tlsPort }),
    },
    ...connections,
    checkHealth: () => void reader.get('SELECT seq FROM meta'),
    async close() {
      stopTicking()
      office.stop()
      await Promise.all([...practices.values()].map((practice) => practice.close()))
      await Promise.all([poster.stop(), watching.stop(), webhooks.stop()])
      files.close()
    },
  }
}

/** Who is told what became of documents. */
interface Hearing {
  outcomesArrived(outcomes: readonly Outcome[]): void
}

/** The book and the outbox, each opened as often as its users need. */
async function openFiles({ bookPath, outboxPath }: Settings) {
  const central = pausableCentral(openCentralFile(bookPath))
  await createBook(central, { company: '', currency: 'ZAR', isDemo: false })
  const outbox = openOutbox(outboxPath)
  const reader = openReader(bookPath, { outbox: outboxPath })
  const readers = openScopedReaders(bookPath)
  return {
    central,
    outbox,
    reader,
    readers,
    close() {
      for (const file of [readers, reader, outbox, central]) file.close()
    },
  }
}

/** Whose books these are. */
function readCompany(reader: Reader) {
  const [currency, isDemo] = reader.get('SELECT currency, is_demo FROM meta') ?? []
  return {
    formats: createFormats({ currency: String(currency) }),
    isDemo: isDemo === 1,
    // Asked for each document: branches are opened, and find their zone, while this process runs.
    zoneOf: (branch: number): string => readBranch(reader, branch as BranchId)?.timeZone ?? 'UTC',
  }
}

/** Who left is counted down and signed out by the clock, not by a touch. Returns the way to stop. */
function tickEverySecond(all: readonly { tick(): void }[]): () => void {
  const ticking = setInterval(() => {
    for (const one of all) one.tick()
  }, TICK_MS)
  return () => clearInterval(ticking)
}
