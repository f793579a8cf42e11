import type { SealedDocument } from '../book/content.ts'
import { unseal } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import type { Reader } from '../database/reader.ts'
import { openOutboxFile } from './open-outbox-file.ts'
import { changesOf, createOutboxDocuments } from './documents.ts'
import { inOneWrite, reading, writing } from './sql.ts'
import { createTotals } from './totals.ts'

/** A document that an older book does not have: it waits again, under its old number. */
export interface Offered {
  readonly document: SealedDocument
  /** Where it lay in the book that was lost; undefined: it was waiting there too. */
  readonly position: number | undefined
}

/**
 * Brings an outbox in line with a book that was restored: whatever the book does not have waits again, with its number
 * and hash as they were; and no writer gives a number that the book has seen. Returns what waits, in each writer's order.
 * Nobody else may have the outbox open.
 */
export function offerAgain(outboxPath: string, book: Reader): Offered[] {
  const database = openOutboxFile(outboxPath)
  try {
    const documents = createOutboxDocuments(database)
    const addToTotals = createTotals(database)
    const later = reading(
      database,
      'SELECT content, outcome FROM document WHERE writer = ?1 AND seq > ?2 ORDER BY seq',
    )
    const setWaiting = writing(
      database,
      `UPDATE document SET state = 'waiting', outcome = NULL, settled_at = NULL WHERE writer = ?1 AND seq > ?2`,
    )
    return inOneWrite(database, () => {
      const offered: Offered[] = []
      const inBook = new Map(headsIn(book).map((head) => [head.writer, head]))
      for (const writer of new Set([...inBook.keys(), ...documents.writers()])) {
        const { seq, hash } = inBook.get(writer) ?? { seq: 0, hash: '' }
        for (const [content, outcome] of later(writer, seq))
          offered.push({ document: unseal(String(content)), position: positionIn(outcome) })
        setWaiting(writer, seq)
        if (documents.head(writer).seq < seq) documents.setHead(writer, seq, hash)
      }
      database.exec('DELETE FROM unposted; DELETE FROM unposted_logged')
      for (const writer of documents.writers())
        for (const { document } of documents.waiting(writer, Number.MAX_SAFE_INTEGER))
          addToTotals(changesOf(documents, document))
      return offered
    })
  } finally {
    database.close()
  }
}

/** The last number and hash of every writer in the book. */
function headsIn(book: Reader): { writer: string; seq: number; hash: string }[] {
  const rows = book.all(
    `SELECT w.incarnation, coalesce(d.seq, 0), coalesce(d.content_hash, '') FROM writer w
     LEFT JOIN document d ON d.writer = w.id AND d.seq = (SELECT max(seq) FROM document WHERE writer = w.id)`,
  )
  return rows.map(([writer, seq, hash]) => ({ writer: String(writer), seq: Number(seq), hash: String(hash) }))
}

function positionIn(outcome: unknown): number | undefined {
  return typeof outcome === 'string' ? (JSON.parse(outcome) as Outcome).position : undefined
}
