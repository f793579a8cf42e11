import type Database from 'libsql'
import { OF_WAITING } from './documents.ts'
import { reading } from './sql.ts'

/** How far a writer is. */
export interface WriterStanding {
  /** How many of its documents have no outcome yet, and when the oldest of them was accepted (ms). */
  readonly waiting: number
  readonly oldestAcceptedAt: number | undefined
  /** The last number it has given; 0: none yet. */
  readonly lastSeq: number
}

/**
 * Reads how far a writer is: two steps in indexes, however many wait. Documents are settled in their order, so those
 * that wait are the last ones.
 */
export function createStanding(database: Database.Database): (writer: string) => WriterStanding {
  const oldest = reading(database, `SELECT seq, accepted_at FROM document ${OF_WAITING} ORDER BY seq LIMIT 1`)
  const head = reading(database, 'SELECT seq FROM writer WHERE name = ?1')
  return (writer) => {
    const lastSeq = Number(head(writer)[0]?.[0] ?? 0)
    const [first, acceptedAt] = oldest(writer)[0] ?? []
    if (typeof first !== 'number' || typeof acceptedAt !== 'number')
      return { waiting: 0, oldestAcceptedAt: undefined, lastSeq }
    return { waiting: lastSeq - first + 1, oldestAcceptedAt: acceptedAt, lastSeq }
  }
}
