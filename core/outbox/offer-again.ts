import type Database from 'libsql'
import type { SealedDocument } from '../book/content.ts'
import { unseal } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { readWriterHeads, type WriterHead } from '../book/writer-heads.ts'
import type { Reader } from '../database/reader.ts'
import { openOutboxFile } from './open-outbox-file.ts'
import { changesOf, createOutboxDocuments, type OutboxDocuments } from './documents.ts'
import { inOneWrite, reading, writing } from './sql.ts'
import { createSent, type Sent } from './sent.ts'
import { createTotals, type Totals } from './totals.ts'

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
    const totals = createTotals(database)
    const sent = createSent(database, documents, totals)
    const offer = createOfferingAgain(database, { documents, totals, sent })
    return inOneWrite(database, () => {
      sent.end()
      const inBook = new Map(readWriterHeads(book).map((head) => [head.writer, head]))
      const writers = new Set([...inBook.keys(), ...documents.writers()])
      const heads = [...writers].map((writer) => inBook.get(writer) ?? { writer, seq: 0, hash: '' })
      for (const { writer, seq, hash } of heads)
        if (documents.head(writer).seq < seq) documents.setHead(writer, { seq, hash })
      return offer(heads)
    })
  } finally {
    database.close()
  }
}

/**
 * Lets every document wait again that comes after the book's last one of its writer, and counts anew what is
 * expected of them. To be called inside one write.
 */
export function createOfferingAgain(
  database: Database.Database,
  {
    documents,
    totals,
    sent,
  }: { readonly documents: OutboxDocuments; readonly totals: Totals; readonly sent: Sent },
): (heads: readonly WriterHead[]) => Offered[] {
  const later = reading(
    database,
    'SELECT content, outcome FROM document WHERE writer = ?1 AND seq > ?2 ORDER BY seq',
  )
  const setWaiting = writing(
    database,
    `UPDATE document SET state = 'waiting', outcome = NULL, settled_at = NULL WHERE writer = ?1 AND seq > ?2`,
  )
  return (heads) => {
    const offered = heads.flatMap(({ writer, seq }) =>
      later(writer, seq).map(([content, outcome]) => ({
        document: unseal(String(content)),
        position: positionIn(outcome),
      })),
    )
    for (const { writer, seq } of heads) setWaiting(writer, seq)
    totals.clear()
    if (sent.isKept()) sent.rebuild()
    else
      for (const writer of documents.writers())
        for (const { document } of documents.waiting(writer, Number.MAX_SAFE_INTEGER))
          totals.add(changesOf(documents, document))
    return offered
  }
}

function positionIn(outcome: unknown): number | undefined {
  return typeof outcome === 'string' ? (JSON.parse(outcome) as Outcome).position : undefined
}
