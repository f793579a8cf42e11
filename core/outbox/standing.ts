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

/** Reads how far a writer is, as often as asked: by the index of what waits, however much it ever wrote. */
export function createStanding(database: Database.Database): (writer: string) => WriterStanding {
  const count = reading(database, `SELECT count(*) FROM document ${OF_WAITING}`)
  const oldest = reading(database, `SELECT accepted_at FROM document ${OF_WAITING} ORDER BY seq LIMIT 1`)
  const head = reading(database, 'SELECT seq FROM writer WHERE name = ?1')
  return (writer) => {
    const at = oldest(writer)[0]?.[0]
    return {
      waiting: Number(count(writer)[0]?.[0]),
      oldestAcceptedAt: typeof at === 'number' ? at : undefined,
      lastSeq: Number(head(writer)[0]?.[0] ?? 0),
    }
  }
}
