import { pino, type Logger } from 'pino'
import type { AdminDeps } from '../../admin/deps.ts'
import { readBranches } from '../../core/branches/read-branches.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { createBook } from '../../core/database/create-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { newDocumentId } from '../../core/kernel/ids.ts'
import { setSalesOrderState } from '../../core/orders/create-sales-order.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { words } from '../../core/words/catalogue.ts'
import { createFormats } from '../../core/words/format.ts'
import { createStation, type Station } from '../../station/station.ts'
import { downloadJournal } from './journal-download.ts'
import { readOrMakeCookieKey } from './secret.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'
import { startVerifyLight } from './verify-light.ts'

/** The writer of documents that are made in the admin app. */
const OFFICE_WRITER = 'HQ-A1'

export interface OpenProcess {
  readonly station: Station
  readonly admin: AdminDeps
  readonly isDemo: boolean
  readonly log: Logger
  /** Throws when the book cannot be read. */
  checkHealth(): void
  /** Ends posting after the batch in flight, then closes the files. */
  close(): Promise<void>
}

/** The composition root: opens book, outbox, poster and station of one process, in that order. */
export async function openProcess(settings: Settings): Promise<OpenProcess> {
  const { bookPath, outboxPath, dataFolder } = settings
  const log = pino({ level: process.env['SCANBOOK_LOG'] ?? 'warn' })
  const clock = systemClock
  const central = openCentralFile(bookPath)
  await createBook(central, { company: '', currency: 'ZAR', isDemo: false })
  const outbox = openOutbox(outboxPath)
  const reader = openReader(bookPath, { outbox: outboxPath })
  const [currency, isDemo] = reader.get('SELECT currency, is_demo FROM meta') ?? []
  const formats = createFormats({ currency: String(currency) })
  const zones = new Map(readBranches(reader).map(({ id, timeZone }) => [Number(id), timeZone]))
  const reportError = (error: unknown): void => log.error({ err: error })

  const station = createStation({
    name: settings.station,
    branch: branchOfStation(reader, settings.station),
    reader,
    outbox,
    // The poster starts after the station, which only calls it when something was accepted.
    wakePoster: () => poster.wake(),
    posterState: () => poster.state(),
    clock,
    newDocumentId,
    formats,
    reportError,
  })
  const poster = startPoster({
    central,
    outbox,
    clock,
    zoneOf: (branch) => zones.get(branch) ?? 'UTC',
    onOutcomes: (outcomes) => station.outcomesArrived(outcomes),
  })
  const light = startVerifyLight(bookPath, clock)
  return {
    station,
    isDemo: isDemo === 1,
    log,
    admin: {
      reader,
      formats,
      clock,
      cookieKey: readOrMakeCookieKey(dataFolder),
      outbox: {
        accept(draft) {
          const taken = outbox.accept({ writer: OFFICE_WRITER, draft })
          poster.wake()
          return taken
        },
        find: (id) => outbox.find(id),
        waitingTotal: () => outbox.waitingTotal(),
      },
      verify: light,
      setOrderState: (order, state) => setSalesOrderState(central, order, state),
      exportJournal: (scope) => downloadJournal(dataFolder, scope),
      report: reportError,
    },
    checkHealth() {
      reader.get('SELECT seq FROM meta')
    },
    async close() {
      light.stop()
      await poster.stop()
      reader.close()
      outbox.close()
      central.close()
    },
  }
}

function branchOfStation(reader: ReturnType<typeof openReader>, station: string) {
  const rows = reader.all(
    `SELECT name, branch FROM writer WHERE branch IS NOT NULL AND state = 'open' ORDER BY name`,
  )
  const own = rows.find(([name]) => name === station)
  const branch = readBranches(reader).find(({ id }) => id === own?.[1])
  if (branch === undefined)
    throw new StartFailure(
      words.start.failure.noStation(station, rows.map(([name]) => String(name)).join(', ')),
    )
  return branch
}
