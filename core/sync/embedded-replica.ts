import Database from 'libsql'
import { FeedBusy, ReplicaDamaged, type Feed } from './feed.ts'

export interface ReplicaSource {
  readonly url: string
  /** May read and follow; never one that may write. */
  readonly token: string
}

/** The types of the driver leave the token out. */
type ReplicaOptions = Database.Options & { readonly syncUrl: string; readonly authToken: string }

/**
 * libSQL's embedded replica: central sends the pages that were written since. Opening it and every sync block the
 * event loop, for minutes when packets are dropped, and cannot be cancelled: only the sync child comes here.
 */
export function openEmbeddedReplica(path: string, { url, token }: ReplicaSource): Feed {
  const options: ReplicaOptions = { syncUrl: url, authToken: token }
  const database = sorted(() => new Database(path, options))
  return {
    bringUpToDate: () => void sorted(() => database.sync() as unknown),
    close: () => void database.close(),
  }
}

function sorted<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFeedError(error)
  }
}

/**
 * What the module's injector says is about the file that pages are written to, not about the line: malformed pages, a
 * log that is shorter than it was. The file beside it may also be missing.
 */
const DAMAGE = /Injector|without a wal_index|malformed|not a database/i
/** No damage: there was no room, or somebody else was at it. */
const PASSES = /disk is full|locked|busy/i
/**
 * While the server compacts its log, which it does at about 200 MB, it has no snapshot to give for 1 to 2 s; and then
 * all replicas want it at once, of which the gate lets a few at a time.
 */
const BUSY = /snapshot not found|GATE_BUSY/i

/** Sorts what the native module says by its text: it has no codes. */
export function asFeedError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  if (BUSY.test(message)) return new FeedBusy(message, { cause: error })
  if (DAMAGE.test(message) && !PASSES.test(message)) return new ReplicaDamaged(message, { cause: error })
  return error instanceof Error ? error : new Error(message)
}
