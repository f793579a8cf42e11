import type { SqlValue } from '../database/central.ts'
import {
  openReader,
  openViewed,
  type Attached,
  type Reader,
  type TemporaryViews,
} from '../database/reader.ts'

/** Readers of a replica that stay good when another generation takes its place. */
export interface ReplicaReaders {
  /**
   * A reader like that of any book. After a switch it reads the new file, and so do the statements that were prepared
   * with it before. Never switched within a `snapshot`.
   */
  open(attached?: Attached, viewsOf?: (book: Reader) => TemporaryViews): Reader
  /** Takes every reader to another file. When one of them cannot be opened there, throws, and all stay where they are. */
  moveTo(path: string): void
  close(): void
}

/** One reader that was handed out. */
interface Follower {
  openAt(path: string): Reader
  now: Reader
}

/** A reader left open on files that were deleted would show their last state for ever, without an error. */
export function openReplicaReaders(path: string): ReplicaReaders {
  let at = path
  const followers = new Set<Follower>()
  return {
    open(attached = {}, viewsOf) {
      const openAt = (file: string): Reader =>
        viewsOf === undefined ? openReader(file, attached) : openViewed(file, attached, viewsOf)
      const follower = { openAt, now: openAt(at) }
      followers.add(follower)
      return readerOf(follower, () => followers.delete(follower))
    },
    moveTo(next) {
      const opened: { readonly follower: Follower; readonly reader: Reader }[] = []
      try {
        for (const follower of followers) opened.push({ follower, reader: follower.openAt(next) })
        // Opening looks at nothing: a file that is no database shows at the first question.
        for (const { reader } of opened) reader.get('SELECT seq FROM meta')
      } catch (error) {
        for (const { reader } of opened) reader.close()
        throw error
      }
      at = next
      for (const { follower, reader } of opened) {
        follower.now.close()
        follower.now = reader
      }
    },
    close() {
      for (const { now } of followers) now.close()
      followers.clear()
    },
  }
}

function readerOf(follower: Follower, forget: () => void): Reader {
  return {
    all: (sql, ...args) => follower.now.all(sql, ...args),
    get: (sql, ...args) => follower.now.get(sql, ...args),
    prepare(sql) {
      let of = follower.now
      let run = of.prepare(sql)
      return (...args: readonly SqlValue[]) => {
        if (of !== follower.now) {
          of = follower.now
          run = of.prepare(sql)
        }
        return run(...args)
      }
    },
    snapshot: (work) => follower.now.snapshot(work),
    close() {
      forget()
      follower.now.close()
    },
  }
}
