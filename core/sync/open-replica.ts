import { setTimeout as sleep } from 'node:timers/promises'
import { openReader, type Reader } from '../database/reader.ts'
import { retryDelays } from '../outbox/retry-delays.ts'
import { FeedBusy, ReplicaDamaged, type Feed, type OpenFeed } from './feed.ts'
import type { Generation } from './generations.ts'
import { readBytes, readMark, type Mark } from './mark.ts'
import { SyncTrouble } from './trouble.ts'

/** One generation as the sync child has it open: to bring it up to date, and to read what came. */
export interface OpenReplica extends Generation {
  /** How far it is. Throws {@link ReplicaDamaged} where it holds no whole book. */
  mark(): Mark
  /** Of its pages, wherever they lie. Same error. */
  bytes(): number
  reader(): Reader
  /** Asks SQLite whether the pages hang together. Throws {@link ReplicaDamaged}. */
  checkPages(): void
  /**
   * Takes what central has, after it has said where it is; waits while it is compacting its log, or has others to serve.
   * Errors: those of {@link Feed}, and the trouble `not_sent` for whatever kept the pages from coming.
   */
  catchUp(): Promise<void>
  close(): void
}

/** Central's log was unavailable for 1.4 s at 200 MB while it was compacted: ten times that is worth waiting. */
const BUSY_MS = 14_000
const BUSY_PAUSE_MS = 2000

/** Opens nothing yet: the feed's opening blocks, and the file may not be there before it. */
export function openReplica(generation: Generation, openFeed: OpenFeed): OpenReplica {
  let feed: Feed | undefined
  let opened: Reader | undefined
  const reader = (): Reader => (opened ??= damageNamed(damaged(() => openReader(generation.path))))
  const closeFeed = (): void => {
    feed?.close()
    feed = undefined
  }
  const pull = (): void => {
    try {
      feed ??= openFeed(generation.path)
      feed.bringUpToDate()
    } catch (error) {
      // A connection after an error is not known to be as good as a new one.
      closeFeed()
      throw error
    }
  }
  return {
    ...generation,
    reader,
    mark: () => damaged(() => readMark(reader())),
    bytes: () => damaged(() => readBytes(reader())),
    checkPages() {
      const [found] = reader().get('PRAGMA quick_check(1)') ?? []
      if (found !== 'ok') throw new ReplicaDamaged(String(found))
    },
    async catchUp() {
      let waitedMs = 0
      for (const delay of retryDelays()) {
        try {
          return pull()
        } catch (error) {
          if (!(error instanceof FeedBusy)) throw notSent(error)
          if (waitedMs >= BUSY_MS) throw error
          const pause = Math.min(delay, BUSY_PAUSE_MS)
          waitedMs += pause
          await sleep(pause)
        }
      }
    },
    close() {
      closeFeed()
      opened?.close()
      opened = undefined
    },
  }
}

/** What the driver says of the way to central is one and the same for all that can be wrong with it. */
function notSent(error: unknown): unknown {
  if (error instanceof ReplicaDamaged) return error
  return new SyncTrouble('not_sent', error instanceof Error ? error.message : String(error))
}

/** The same reader, that says {@link ReplicaDamaged} where SQLite says something of its own. */
function damageNamed(reader: Reader): Reader {
  return {
    ...reader,
    all: (sql, ...args) => damaged(() => reader.all(sql, ...args)),
    get: (sql, ...args) => damaged(() => reader.get(sql, ...args)),
  }
}

/** What SQLite cannot read of a file that nobody else changes is damage; that somebody holds a lock is not. */
function damaged<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (error instanceof ReplicaDamaged || /locked|busy/i.test(message)) throw error
    throw new ReplicaDamaged(message, { cause: error })
  }
}
