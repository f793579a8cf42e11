import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Logger } from 'pino'
import { createFirstDownloadApp, type FirstDownload } from '../../admin/first-download/app.tsx'
import { openHeardFile } from '../../core/clock/heard-file.ts'
import { createTrustedClock } from '../../core/clock/trusted-clock.ts'
import { openReader } from '../../core/database/reader.ts'
import { openMachineTime } from '../../core/kernel/machine-time.ts'
import { readOutboxId } from '../../core/outbox/open-outbox-file.ts'
import { REPLICA_FOLDER } from '../../core/sync/generations.ts'
import { startSync, type Sync } from '../../core/sync/start-sync.ts'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { words } from '../../core/words/catalogue.ts'
import { openConnectedBook, unknownIn } from './book-source.ts'
import type { Connection } from './connection.ts'
import { claimHeaders } from './machine.ts'
import type { OpenOptions } from './open-process.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

/** A process whose book is central's: what keeps its replica, and how the process opens it. */
export interface Connected {
  readonly openBook: NonNullable<OpenOptions['openBook']>
  /**
   * Resolves when there is a book to read that knows this machine: at once after the first time, whatever the network
   * does.
   */
  readonly whenThere: Promise<void>
  /** Whether that is so by now. */
  isThere(): boolean
  /** What is shown until then. */
  readonly waitingApp: Hono
  stop(): Promise<void>
}

/** What central last said of the time, for a start without a network. */
const CLOCK_FILE = 'clock.json'

/** Starts to follow central. Says what to do where the folder is a demo's, which never meets one. */
export function followCentral(
  settings: Settings,
  connection: Connection,
  log: Logger,
  machine = openMachineTime(),
): Connected {
  assertNoDemo(settings)
  const { url, enrolled, authority } = connection
  const report = (error: unknown): void => log.error({ err: error })
  const file = openHeardFile(join(settings.dataFolder, CLOCK_FILE), report)
  const clock = createTrustedClock({ machine, file, isOwn: false })
  const sync = startSync({
    folder: join(settings.dataFolder, REPLICA_FOLDER),
    central: {
      url,
      token: enrolled[0]?.readToken ?? '',
      headers: claimHeaders(readOutboxId(settings.outboxPath)),
      authority,
    },
    clock,
    noise: (line) => log.debug({ sync: line }),
    report,
    onTrouble: (trouble) => log.warn({ trouble: trouble ?? null }, 'replica'),
  })
  clock.knowsFrom(() => sync.knownAt())
  let reading: Reading = { kind: 'nothing' }
  const look = (): boolean => {
    reading = readReplica(sync, connection)
    return reading.kind === 'known'
  }
  return {
    openBook: (own, outboxId, log) =>
      openConnectedBook({ settings: own, connection, sync, clock, outboxId, log }),
    whenThere: untilIt(look, sync),
    isThere: () => reading.kind === 'known',
    waitingApp: createFirstDownloadApp(() => progressOf(sync.state(), reading)),
    stop: () => sync.stop(),
  }
}

/** What the replica on this machine is good for. */
type Reading =
  /** There is none, or it cannot be read: the sync process brings another. */
  | { readonly kind: 'nothing' }
  /** It knows no open writer of that name: enrolled since it was last brought up to date, or shut out. */
  | { readonly kind: 'unknown'; readonly incarnation: string }
  | { readonly kind: 'known' }

function readReplica(sync: Sync, connection: Connection): Reading {
  const replica = sync.replica()
  if (replica === undefined) return { kind: 'nothing' }
  try {
    const reader = openReader(replica.path)
    try {
      const incarnation = unknownIn(reader, connection)
      return incarnation === undefined ? { kind: 'known' } : { kind: 'unknown', incarnation }
    } finally {
      reader.close()
    }
  } catch {
    return { kind: 'nothing' }
  }
}

function untilIt(isSo: () => boolean, sync: Sync): Promise<void> {
  if (isSo()) return Promise.resolve()
  return new Promise((resolve) => {
    const stops = [sync.onAdvance(again), sync.onSwitch(later)]
    // A switch is told of before the sync counts the new one as its own.
    function later(): void {
      setImmediate(again)
    }
    function again(): void {
      if (!isSo()) return
      for (const stop of stops) stop()
      resolve()
    }
  })
}

function progressOf(state: SyncState, reading: Reading): FirstDownload {
  const first = state.kind === 'first' ? state : undefined
  const trouble = state.kind === 'failing' ? state.reason : first?.reason
  const { firstDownload } = words
  return {
    bytes: first?.progress.bytes ?? 0,
    expectedBytes: first?.progress.expectedBytes,
    trouble:
      trouble !== undefined
        ? firstDownload.troubles[trouble]
        : reading.kind === 'unknown'
          ? firstDownload.unknown(reading.incarnation)
          : undefined,
  }
}

/** A folder that held a demo has its outbox and its secrets: made-up documents never reach a central. */
function assertNoDemo({ bookPath, dataFolder }: Settings): void {
  if (!existsSync(bookPath)) return
  const book = openReader(bookPath)
  const isDemo = book.get('SELECT is_demo FROM meta')?.[0] === 1
  book.close()
  if (isDemo) throw new StartFailure(words.start.failure.demoMeetsCentral(dataFolder))
}
