import { findLostDocuments, type LostDocuments } from '../../core/central/lost-documents.ts'
import type { Central } from '../../core/database/central.ts'

const GIVEN_AND_HAD = `SELECT c.last_seq, coalesce((SELECT max(seq) FROM document WHERE writer = w.id), 0)
  FROM writer w JOIN station_contact c ON c.writer = w.id WHERE w.incarnation = ?1`

/** The numbers that a writer said it had given, the last time it was heard, and that the book never got. */
export async function readOwed(book: Central, incarnation: string): Promise<LostDocuments | undefined> {
  const [row] = await book.all({ sql: GIVEN_AND_HAD, args: [incarnation] })
  if (row === undefined) return undefined
  const [given, had] = row.map(Number)
  return findLostDocuments([{ incarnation, seq: given ?? 0 }], [{ writer: incarnation, seq: had ?? 0 }])[0]
}
