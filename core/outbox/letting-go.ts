import type Database from 'libsql'
import type { MayGo } from './may-go.ts'
import type { Sent } from './sent.ts'
import type { createSettledHeads } from './settled-heads.ts'
import { inOneUnsyncedWrite, reading, writing } from './sql.ts'

/** How many documents one write lets go: about 2 ms of the event loop at 10 lines each (scripts/bench). */
const AT_ONCE = 50

// What takes a document back undoes what that one says: as long as it is here, the other one is.
const OLDEST = `SELECT d.seq, d.id FROM document d
  WHERE d.writer = ?1 AND d.seq <= ?2 AND d.state <> 'waiting'
    AND d.seq NOT IN (SELECT value FROM json_each(?3))
    AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.original = d.id)
  ORDER BY d.seq LIMIT ${AT_ONCE}`

export interface LettingGo {
  /** From now on these may go: each writer's last word counts. */
  mayGo(documents: readonly MayGo[]): void
  /** Lets some of them go, in a write that waits for no disk. Returns how many. */
  letGoSome(): number
}

interface LettingGoParts {
  readonly sent: Pick<Sent, 'arrivedOf'>
  readonly settledHeads: ReturnType<typeof createSettledHeads>
}

/**
 * Lets documents go that nobody will ask this outbox for again, so that it does not fill the disk: their room in the
 * file is used again. A writer's last settled one stays: by it a restored book is found to lack something, and a station
 * shows it. So does what the copy of the book that is read here does not have. A power cut brings some back, which go
 * again.
 */
export function createLettingGo(database: Database.Database, parts: LettingGoParts): LettingGo {
  const { sent, settledHeads } = parts
  const oldest = reading(database, OLDEST)
  const forget = writing(
    database,
    'DELETE FROM document WHERE writer = ?1 AND seq IN (SELECT value FROM json_each(?2))',
  )
  const forgetReversals = writing(
    database,
    'DELETE FROM reversal WHERE id IN (SELECT value FROM json_each(?1))',
  )
  const going = new Map<string, MayGo>()
  const letGo = ({ writer, upTo, but }: MayGo, lastSettled: number): number => {
    const last = Math.min(upTo, lastSettled - 1, sent.arrivedOf(writer))
    const rows = oldest(writer, last, JSON.stringify(but))
    if (rows.length === 0) return 0
    inOneUnsyncedWrite(database, () => {
      forget(writer, JSON.stringify(rows.map(([seq]) => seq)))
      forgetReversals(JSON.stringify(rows.map(([, id]) => id)))
    })
    return rows.length
  }
  const letGoOfOne = (): number => {
    for (const { writer, seq } of going.size === 0 ? [] : settledHeads()) {
      const one = going.get(writer)
      const gone = one === undefined ? 0 : letGo(one, seq)
      if (gone > 0) return gone
    }
    return 0
  }
  return {
    mayGo(documents) {
      for (const one of documents) going.set(one.writer, one)
    },
    letGoSome() {
      let gone = 0
      try {
        gone = letGoOfOne()
      } catch {
        // A full disk does not even take that something goes. What matters is tried elsewhere, and says so there.
      }
      // Asked again with the next report: what cannot go now goes then.
      if (gone === 0) going.clear()
      return gone
    },
  }
}
