import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { createFirstDownloadApp } from '../../admin/first-download/app.tsx'
import { openReader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { REPLICA_FOLDER } from '../../core/sync/generations.ts'
import { startSync, type Sync } from '../../core/sync/start-sync.ts'
import { words } from '../../core/words/catalogue.ts'
import { openConnectedBook } from './book-source.ts'
import type { Connection } from './connection.ts'
import type { OpenOptions } from './open-process.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

/** A process whose book is central's: what keeps its replica, and how the process opens it. */
export interface Connected {
  readonly sync: Sync
  readonly openBook: NonNullable<OpenOptions['openBook']>
  /** Resolves when there is something to read: at once after the first time, whatever the network does. */
  readonly whenThere: Promise<void>
  /** What is shown until then. */
  readonly waitingApp: Hono
  stop(): Promise<void>
}

/** Starts to follow central. Says what to do where the folder is a demo's, which never meets one. */
export function followCentral(
  settings: Settings,
  connection: Connection,
  report: (error: unknown) => void,
): Connected {
  assertNoDemo(settings)
  const { url, enrolled } = connection
  const sync = startSync({
    folder: join(settings.dataFolder, REPLICA_FOLDER),
    central: { url, token: enrolled[0]?.readToken ?? '' },
    clock: systemClock,
    noise: (line) => report(new Error(line)),
    report,
  })
  return {
    sync,
    openBook: (own, outboxId, log) => openConnectedBook({ settings: own, connection, sync, outboxId, log }),
    whenThere: untilThere(sync),
    waitingApp: createFirstDownloadApp(() => {
      const state = sync.state()
      const { progress, reason } = state.kind === 'first' ? state : { progress: undefined, reason: undefined }
      const trouble = state.kind === 'failing' ? state.reason : reason
      return {
        bytes: progress?.bytes ?? 0,
        expectedBytes: progress?.expectedBytes,
        trouble: trouble === undefined ? undefined : words.firstDownload.troubles[trouble],
      }
    }),
    stop: () => sync.stop(),
  }
}

function untilThere(sync: Sync): Promise<void> {
  if (sync.replica() !== undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = sync.onAdvance(() => {
      if (sync.replica() === undefined) return
      stop()
      resolve()
    })
  })
}

/** A folder that held a demo has its outbox and its secrets: made-up documents never reach a central. */
function assertNoDemo({ bookPath, dataFolder }: Settings): void {
  if (!existsSync(bookPath)) return
  const book = openReader(bookPath)
  const isDemo = book.get('SELECT is_demo FROM meta')?.[0] === 1
  book.close()
  if (isDemo) throw new StartFailure(words.start.failure.demoMeetsCentral(dataFolder))
}
