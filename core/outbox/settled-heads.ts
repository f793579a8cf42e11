import type Database from 'libsql'
import { referenceOf } from '../book/content.ts'
import { reading } from './sql.ts'

/** The last document of a writer of which the book said that it has it, posted or refused. */
export interface SettledHead {
  readonly writer: string
  readonly seq: number
  /** When the writer's document of a number was accepted (ms), where it is still kept. */
  acceptedAt(seq: number): number | undefined
  /** How a number of the writer is written: BRA-K1-000123. */
  reference(seq: number): string
}

// Documents are settled in their order, so the last settled one comes just before the first that waits.
const LAST_SETTLED = `SELECT max(seq) FROM document WHERE writer = ?1 AND seq < coalesce(
  (SELECT min(w.seq) FROM document w INDEXED BY document_waiting WHERE w.writer = ?1 AND w.state = 'waiting'),
  9007199254740991)`

/** The last settled document of each writer: two steps in an index each, however many there are. */
export function createSettledHeads(
  database: Database.Database,
  writers: () => readonly string[],
): () => SettledHead[] {
  const lastSettled = reading(database, LAST_SETTLED)
  const accepted = reading(database, 'SELECT accepted_at FROM document WHERE writer = ?1 AND seq = ?2')
  return () =>
    writers().flatMap((writer) => {
      const seq = lastSettled(writer)[0]?.[0]
      if (typeof seq !== 'number') return []
      return [
        {
          writer,
          seq,
          acceptedAt(asked) {
            const at = accepted(writer, asked)[0]?.[0]
            return typeof at === 'number' ? at : undefined
          },
          reference: (asked) => referenceOf(writer, asked),
        },
      ]
    })
}
