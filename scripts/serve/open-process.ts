import type { Logger } from 'pino'
import { createAdminWrites } from '../../admin/admin-writes.ts'
import { createOutcomeBoard } from '../../admin/api/documents/outcome-news.ts'
import type { CopyOfCentral } from '../../admin/copy/standing.tsx'
import type { AdminDeps } from '../../admin/deps.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import { readBranch } from '../../core/branches/read-branches.ts'
import { pausableCentral } from '../../core/database/pausable-central.ts'
import { readOnlyCentral } from '../../core/database/read-only-here.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { programVersion } from '../../core/kernel/program-version.ts'
import { freeBytesAt } from '../../core/kernel/disk-room.ts'
import { followCopy } from '../../core/outbox/follow-copy.ts'
import { lastAccepted } from '../../core/outbox/last-accepted.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import type { Screens } from '../../core/outbox/screens.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { createFormats } from '../../core/words/format.ts'
import { createPhoneStations, type PhoneStations } from '../../station/phone/phone-stations.ts'
import type { Practice } from '../../station/practice/practice.ts'
import type { Station } from '../../station/station.ts'
import { createAdminStations } from './admin-stations.ts'
import { openOwnBook, type BookSource } from './book-source.ts'
import { chooseStations } from './choose-stations.ts'
import { openConnections, type Connections } from './open-connections.ts'
import { noteCopies } from './note-copies.ts'
import { openLog } from './open-log.ts'
import { openOffice } from './open-office.ts'
import { openStations } from './open-stations.ts'
import { hurryWhenBack } from './hurry-when-back.ts'
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

export interface OpenOptions {
  /** Where it is served over TLS as well, if it is. */
  readonly tlsPort?: number | undefined
  /** Where the book is, when it does not lie beside. */
  readonly openBook?:
    | ((settings: Settings, outboxId: string, log: Logger) => Promise<BookSource> | BookSource)
    | undefined
}

/**
 * The composition root: opens book, outbox, poster and stations of one process, in that order.
 */
export async function openProcess(
  settings: Settings,
  { tlsPort, openBook = (own) => openOwnBook(own) }: OpenOptions = {},
): Promise<OpenProcess> {
  const { dataFolder } = settings
  const log = openLog()
  const outbox = openOutbox(settings.outboxPath)
  const book = await openBook(settings, outbox.id, log)
  const { reader, readers, pepper, clock } = book
  clock.knowsFrom(() => lastAccepted(outbox))
  const central = book.desk?.central ?? pausableCentral(readOnlyCentral)
  const company = readCompany(reader)
  const { formats, isDemo } = company
  const report = (error: unknown): void => log.error({ err: error })
  const shared = { readers, formats, clock, report }
  const webhooks = openWebhooks(settings, shared)
  const board = createOutcomeBoard()
  const scanning = startScanning({ settings, book, outbox, company, report, others: [webhooks, board] })
  const { stations, poster } = scanning
  const onCopy = noteCopies({ book, central, outbox, poster, report })
  const watched = { ...shared, bookPath: book.path, onVerdict: webhooks.verdict, onCopy }
  const watching = startWatching(settings, watched)
  const office = await openOffice(settings, { ...shared, central, outbox, poster, book })
  const desk = { ...shared, outbox: office.facts.outbox, verify: watching.facts.verify }
  const joined = { central, outbox, poster, desk, board, stations, log, backups: watching.facts.backups }
  const connections = openConnections(settings, joined)
  scanning.alsoTell(connections)
  return {
    ...scanning,
    screens: outbox.screens,
    screenKey: readOrMakeSecret(dataFolder, 'screen.key'),
    phoneKey: readOrMakeSecret(dataFolder, 'phone.key'),
    isDemo,
    log,
    admin: {
      ...shared,
      release: programVersion(),
      isDemo,
      cookieKey: readOrMakeSecret(dataFolder, 'cookie.key'),
      ...office.facts,
      disk: { freeBytes: () => freeBytesAt(dataFolder) },
      ...watching.facts,
      webhooks,
      ...createAdminWrites({ central, pepper, outbox }),
      copy: copyOfCentral(book),
      stations: createAdminStations({
        stations,
        outbox,
        clock,
        reader,
        settings,
        tlsPort,
        isEnrolledElsewhere: book.sync !== undefined,
      }),
    },
    ...connections,
    checkHealth: () => void reader.get('SELECT seq FROM meta'),
    async close() {
      office.stop()
      await scanning.stop()
      await Promise.all([watching.stop(), webhooks.stop()])
      book.close()
      outbox.close()
    },
  }
}

/** What pages say of books that are a copy; undefined: they are not. */
function copyOfCentral({ followed, desk, reader, clock }: BookSource): CopyOfCentral | undefined {
  return (
    followed && {
      state: followed.state,
      clock,
      isDesk: desk !== undefined,
      zone: () =>
        String(reader.get('SELECT time_zone FROM branch ORDER BY is_retired, id LIMIT 1')?.[0] ?? 'UTC'),
    }
  )
}

interface ScanningParts {
  readonly settings: Settings
  readonly book: BookSource
  readonly outbox: Outbox
  readonly company: ReturnType<typeof readCompany>
  readonly report: (error: unknown) => void
  /** Who hears of outcomes beside the stations. */
  readonly others: readonly Hearing[]
}

/** Opens the stations where they were left, and begins to post what waits. */
function startScanning({ settings, book, outbox, company, report, others }: ScanningParts) {
  const stopFollowing = followNews(book, outbox, report)
  const { reader, pepper, sync, clock } = book
  const { formats, isDemo, zoneOf } = company
  const { stations, practices } = openStations({
    chosen: chooseStations(reader, { named: settings.stations, enrolled: book.enrolled }),
    reader,
    outbox,
    clock,
    formats,
    pepper,
    idle: settings.idle,
    poster: () => poster,
    reportError: report,
    sync,
    freeBytes: () => freeBytesAt(settings.dataFolder),
    openRoom: createPracticeRooms({ dataFolder: settings.dataFolder, bookPath: book.path, zoneOf }),
  })
  const phones = createPhoneStations(stations)
  // Each passes over the others' documents, but all show how many wait.
  // Who is opened after posting has begun joins then: documents that waited are posted at once.
  const hearing: Hearing[] = [...stations, phones, ...others]
  const onOutcomes = (outcomes: readonly Outcome[]): void =>
    hearing.forEach((each) => each.outcomesArrived(outcomes))
  const { centralOf, contacts } = book
  const poster = startPoster({ centralOf, outbox, clock, zoneOf, isDemo, onOutcomes, contacts })
  const line = hurryWhenBack(sync, poster)
  const stopTicking = tickEverySecond([...stations, phones, ...practices.values(), line])
  return {
    stations,
    practices,
    phones,
    poster,
    alsoTell: (one: Hearing): void => void hearing.push(one),
    async stop() {
      stopTicking()
      await Promise.all([...practices.values()].map((practice) => practice.close()))
      await poster.stop()
      stopFollowing()
    },
  }
}

/** Who is told what became of documents. */
interface Hearing {
  outcomesArrived(outcomes: readonly Outcome[]): void
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

/**
 * Who left is counted down and signed out by the clock, not by a touch; and a line that was lost or is back is said.
 * Returns the way to stop.
 */
function tickEverySecond(all: readonly { tick(): void }[]): () => void {
  const ticking = setInterval(() => {
    for (const one of all) one.tick()
  }, TICK_MS)
  return () => clearInterval(ticking)
}

/** Where a copy of the book is read, keeps the outbox told of what it has. Before anything is sent. */
function followNews(
  { sync, reader }: BookSource,
  outbox: Outbox,
  report: (error: unknown) => void,
): () => void {
  return sync === undefined ? () => undefined : followCopy({ outbox, reader, news: sync, report })
}
