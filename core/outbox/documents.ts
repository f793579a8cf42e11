import { randomUUID } from 'node:crypto'
import type Database from 'libsql'
import type { DocumentContent, SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import type { SqlValue } from '../database/central.ts'
import { expectedChanges, reversedChanges, type ExpectedChange } from './expected-changes.ts'
import { createHeads } from './heads.ts'
import { createReversals } from './reversals.ts'
import { createSealedLately } from './sealed-lately.ts'
import { reading, readingOne, writing } from './sql.ts'

export interface OutboxRow {
  readonly document: SealedDocument
  /** As it was written down; null while it waits. */
  readonly outcome: string | null
}
export type OutboxDocuments = ReturnType<typeof createOutboxDocuments>

/** Named, because the planner would walk all that a writer ever made, by its primary key (measured: it did). */
export const OF_WAITING = `INDEXED BY document_waiting WHERE writer = ?1 AND state = 'waiting'`

/** The documents of the outbox and the heads of their writers' chains: SQL prepared once. */
export function createOutboxDocuments(database: Database.Database) {
  const rows = (rest: string) => reading(database, `SELECT content, outcome FROM document ${rest}`)
  const byId = readingOne(database, 'SELECT content, outcome FROM document WHERE id = ?1')
  const byIds = rows('WHERE id IN (SELECT value FROM json_each(?1))')
  const recent = rows('WHERE writer = ?1 ORDER BY seq DESC LIMIT ?2')
  const waiting = rows(`${OF_WAITING} ORDER BY seq LIMIT ?2`)
  const between = rows(`WHERE writer = ?1 AND seq > ?2 AND seq <= ?3 AND state <> 'refused' ORDER BY seq`)
  const oldest = reading(database, `SELECT accepted_at FROM document ${OF_WAITING} ORDER BY seq LIMIT 1`)
  const count = reading(database, `SELECT count(*) FROM document WHERE state = 'waiting'`)
  const insert = writing(
    database,
    `INSERT INTO document (writer, seq, id, state, content, accepted_at) VALUES (?1, ?2, ?3, 'waiting', ?4, ?5)`,
  )
  const settle = writing(
    database,
    'UPDATE document SET state = ?3, outcome = ?4, settled_at = ?5 WHERE writer = ?1 AND seq = ?2',
  )
  const heads = createHeads(database)
  const reversals = createReversals(database)
  const lately = createSealedLately()
  const toRow = ([content, outcome]: readonly SqlValue[]): OutboxRow => ({
    document: lately.read(String(content)),
    outcome: outcome === null || outcome === undefined ? null : String(outcome),
  })
  const toRows = (found: readonly SqlValue[][]): OutboxRow[] => found.map(toRow)
  const find = (id: string): OutboxRow | undefined => {
    const row = byId(id)
    return row === undefined ? undefined : toRow(row)
  }
  return {
    ...heads,
    find,
    /** Those of them that are here, by their ids. */
    findAll(ids: readonly string[]): Map<string, OutboxRow> {
      const rows = ids.length === 0 ? [] : toRows(byIds(JSON.stringify(ids)))
      return new Map(rows.map((row) => [row.document.content.id, row]))
    },
    recent: (writer: string, limit: number): OutboxRow[] => toRows(recent(writer, limit)),
    waiting: (writer: string, limit: number): OutboxRow[] => toRows(waiting(writer, limit)),
    /** Those after a number up to another, in order, without what was refused. */
    between: (writer: string, after: number, upTo: number): OutboxRow[] =>
      toRows(between(writer, after, upTo)),
    /** The document that takes this one back, where it was made here. */
    reversalOf(id: string): OutboxRow | undefined {
      const reversal = reversals.of(id)
      return reversal === undefined ? undefined : find(reversal)
    },
    countWaiting: (): number => Number(count()[0]?.[0]),
    oldestWaiting(): number | undefined {
      const times = heads.writers().flatMap((name) => oldest(name).map(([at]) => Number(at)))
      return times.length === 0 ? undefined : Math.min(...times)
    },
    /** Its writer's head is the caller's to set, at the latest when the write ends. */
    add(document: SealedDocument): void {
      const { content, text } = document
      insert(content.writer, content.seq, content.id, text, content.acceptedAt)
      reversals.add(content)
      lately.keep(document)
    },
    settle: ({ writer, seq }: DocumentContent, outcome: Outcome, now: number): void =>
      settle(writer, seq, outcome.state, JSON.stringify(outcome), now),
  }
}

/**
 * A reversal undoes what its original says, where that is still here; elsewhere the book will tell. Of one that was
 * refused there is nothing to undo.
 */
export function changesOf(
  documents: Pick<OutboxDocuments, 'find'>,
  { content }: SealedDocument,
): ExpectedChange[] {
  if (content.reverses === undefined) return expectedChanges(content)
  const original = documents.find(content.reverses.document)
  return original === undefined || isRefused(original) ? [] : reversedChanges(original.document.content)
}

function isRefused({ outcome }: OutboxRow): boolean {
  return outcome !== null && (JSON.parse(outcome) as Outcome).state === 'refused'
}

/** Says which outbox this is: a number made once, that a copy of it has as well. */
export function readIdentity(database: Database.Database): string {
  const make = writing(database, 'INSERT INTO identity (one, id) VALUES (1, ?1) ON CONFLICT (one) DO NOTHING')
  const read = reading(database, 'SELECT id FROM identity')
  const known = read()[0]?.[0]
  if (typeof known === 'string') return known
  make(randomUUID())
  return String(read()[0]?.[0])
}

/** Binds the outbox to the first book it is asked about; returns the one it belongs to. */
export function createBinding(database: Database.Database): (databaseId: string) => string {
  const read = reading(database, 'SELECT database_id FROM book')
  const bind = writing(database, 'INSERT INTO book (one, database_id) VALUES (1, ?1)')
  return (databaseId) => {
    const bound = read()[0]?.[0]
    if (typeof bound === 'string') return bound
    bind(databaseId)
    return databaseId
  }
}
