import { join } from 'node:path'
import type { Logger } from 'pino'
import { askAllWriterHeads } from '../../core/book/writer-heads.ts'
import { findLostDocuments } from '../../core/central/lost-documents.ts'
import { openEnrolments, type EnrolmentFile } from '../../core/central/open-enrolments.ts'
import { openIncarnation } from '../../core/central/writers-in-book.ts'
import type { Central } from '../../core/database/central.ts'
import { migrate, schemaVersion, SchemaIsNewer } from '../../core/database/migrate.ts'
import { fillItemWords } from '../../core/items/item-words.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { createGate, type Gate } from '../gate/gate.ts'
import { startServer, type SqldServer } from '../sqld/supervise.ts'
import { startWatchdog } from '../sqld/watchdog.ts'
import type { CentralSettings } from './central-settings.ts'
import type { CentralState } from './central-state.ts'
import { openOwnCentral, whileDrained } from './own-central.ts'

/** Central at work: the server, the gate in front of it, who is enrolled, and whether it is open. */
export interface RunningCentral {
  readonly folder: string
  /** As stations have to write it. */
  readonly address: string
  readonly clock: Clock
  readonly file: EnrolmentFile
  readonly server: SqldServer
  readonly gate: Gate
  /** The book. What is written through it waits for the gate to be closed for it, and opens it again. */
  readonly book: Central
  state(): CentralState
  /** Lets writes through, though documents are missing: a person has read which, and is not asked about them again. */
  open(): Promise<void>
  /**
   * Nobody writes while `work` changes what lies under the server; afterwards the book is looked at anew, as after a
   * start.
   */
  whileClosed<Done>(work: () => Promise<Done>): Promise<Done>
  /** Finishes the write in hand and ends the server. */
  close(): Promise<void>
}

export interface CentralParts {
  readonly clock: Clock
  readonly log: Logger
}

/** Starts the server, brings its schema up to date, looks whether the book has all it once had, and opens the gate. */
export async function startCentral(
  { folder, address }: Pick<CentralSettings, 'folder' | 'address'>,
  { clock, log }: CentralParts,
): Promise<RunningCentral> {
  const file = openEnrolments(join(folder, 'enrolment.db'))
  const server = await startServer({ folder, log, clock })
  const gate = createGate({ server, file, schema: schemaVersion(), log, clock })
  const watchdog = startWatchdog({ server, clock, log, lastWriteAt: () => gate.lastWriteAt() })
  const direct = openOwnCentral(server, clock)
  const door = createDoor(gate, log)
  // What takes long on purpose must not be taken for a server that hangs: a probe takes the lock from its holder.
  const lookAtBook = async (): Promise<void> =>
    await door.become(await watchdog.whileBusy(() => makeReady(direct, file)))
  await door.become({ kind: 'starting' })
  await lookAtBook()
  return {
    folder,
    address,
    clock,
    file,
    server,
    gate,
    book: whileDrained(direct, (work) =>
      gate.drained({ because: words.central.moment, isReadable: true }, () => watchdog.whileBusy(work)),
    ),
    state: door.state,
    async open() {
      const heads = new Map((await askAllWriterHeads(direct)).map(({ writer, seq }) => [writer, seq]))
      for (const { incarnation } of file.heard.all())
        file.heard.acceptLoss(incarnation, heads.get(incarnation) ?? 0)
      await door.become({ kind: 'open' })
    },
    async whileClosed(work) {
      await door.become({ kind: 'busy' })
      try {
        return await watchdog.whileBusy(work)
      } finally {
        await lookAtBook()
      }
    },
    async close() {
      await door.become({ kind: 'ending' })
      watchdog.stop()
      direct.close()
      await server.stop()
      file.close()
    },
  }
}

/** Opens and closes the gate with the state that central is in, and says why it is closed to whoever asks. */
function createDoor(gate: Gate, log: Logger) {
  let state: CentralState = { kind: 'starting' }
  let open = (): void => {}
  return {
    state: () => state,
    /** Resolves when the server has no write in hand any more, where the gate is closed for it. */
    async become(next: CentralState): Promise<void> {
      const before = open
      state = next
      log.info({ central: next.kind })
      // Closed for the new reason before it is opened for the old one: nobody slips through between.
      open = next.kind === 'open' ? () => {} : await gate.close(closingOf(next))
      before()
    },
  }
}

function closingOf(state: CentralState) {
  // While files are changed there is nothing to read; otherwise stations go on looking things up.
  const isReadable = state.kind === 'lost' || state.kind === 'ending'
  return { because: words.central.closed[state.kind], isReadable }
}

const HAS_BOOK = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'`

/** Brings the book up to this release, and says whether it may be opened. Nobody else writes meanwhile. */
async function makeReady(central: Central, file: EnrolmentFile): Promise<CentralState> {
  if ((await central.all({ sql: HAS_BOOK, args: [] })).length === 0) return { kind: 'no_book' }
  try {
    await migrate(central)
  } catch (error) {
    if (error instanceof SchemaIsNewer) return { kind: 'newer_book', message: error.message }
    throw error
  }
  await fillItemWords(central)
  // A book that was restored may not know whom this central has let in since, or shut out.
  for (const enrolment of file.enrolments.list())
    if (enrolment.revokedAt === null) await openIncarnation(central, enrolment)
  const missing = findLostDocuments(file.heard.all(), await askAllWriterHeads(central))
  return missing.length > 0 ? { kind: 'lost', missing } : { kind: 'open' }
}
