import type Database from 'libsql'
import { reading, writing } from '../outbox/sql.ts'

/** The last document of a writer that the book acknowledged. */
export interface Heard {
  readonly incarnation: string
  readonly seq: number
  readonly document: string
  /** ms since 1970. */
  readonly at: number
}

/**
 * What every writer was told is in the book, kept beside it: a book that was restored and knows less has lost the
 * documents between, and they can be named.
 */
export interface HeardOf {
  /** On disk when it returns. An earlier number than one that is known changes nothing. */
  record(heard: Heard): void
  /** By incarnation. */
  all(): readonly Heard[]
  /**
   * A person has read that the book has no more of a writer than this, and let posting go on: the same is not asked
   * again at the next start. What the writer posts again is recorded as ever. A higher number changes nothing.
   */
  acceptLoss(incarnation: string, seq: number): void
}

const RECORD = `INSERT INTO heard (incarnation, seq, document, at) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (incarnation) DO UPDATE SET seq = ?2, document = ?3, at = ?4 WHERE seq < ?2`
const ACCEPT = 'UPDATE heard SET seq = ?2 WHERE incarnation = ?1 AND seq > ?2'
const ALL = 'SELECT incarnation, seq, document, at FROM heard ORDER BY incarnation'

/** Over the file that {@link openEnrolments} opens. */
export function createHeardOf(database: Database.Database): HeardOf {
  const write = writing(database, RECORD)
  const accept = writing(database, ACCEPT)
  const all = reading(database, ALL)
  return {
    record: ({ incarnation, seq, document, at }) => write(incarnation, seq, document, at),
    all: () =>
      all().map(([incarnation, seq, document, at]) => ({
        incarnation: String(incarnation),
        seq: Number(seq),
        document: String(document),
        at: Number(at),
      })),
    acceptLoss: (incarnation, seq) => accept(incarnation, seq),
  }
}
