import { readFileSync } from 'node:fs'
import Database from 'libsql'
import { referenceOf, seal, unseal, type Draft, type SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { projectFile } from '../kernel/project-root.ts'
import { expectedChanges, reversedChanges, type ExpectedChange } from './expected-changes.ts'
import { createOutboxStatements, type OutboxRow, type OutboxStatements } from './statements.ts'

/** A document as its own process sees it. */
export interface OutboxDocument {
  readonly document: SealedDocument
  /** The writer's own number, BRA-K1-000123: printed, shown and searchable from the first moment. */
  readonly reference: string
  /** undefined while it waits. */
  readonly outcome: Outcome | undefined
}

/** The durable queue of every process that makes documents (design section 5). One process, one file. */
export interface Outbox {
  /**
   * Takes a document on, for ever: gives it the writer's next number and hash and, in the same synced write, ends
   * the station's session that made it. When this returns, it is on disk. The same id again returns what was taken.
   */
  accept(accepted: { writer: string; draft: Draft; endsSessionOf?: string }): OutboxDocument
  /** The writer's oldest documents without an outcome, in order. */
  waiting(writer: string, limit: number): SealedDocument[]
  /** How many wait, over all writers, and when the oldest was accepted (ms), in a few microseconds. */
  waitingTotal(): { documents: number; oldestAcceptedAt: number | undefined }
  /** Records what became of documents, and takes their expected changes off the totals. */
  settle(outcomes: readonly Outcome[], now: number): void
  /** One document by id. */
  find(id: string): OutboxDocument | undefined
  /** The writer's newest documents, newest first. */
  recent(writer: string, limit: number): OutboxDocument[]
  /** The writers that have documents here. */
  writers(): string[]
  saveSession(station: string, state: string, now: number): void
  readSession(station: string): string | undefined
  endSession(station: string): void
  /** Binds this outbox to a book at the first call; false when it is bound to another one. */
  belongsTo(databaseId: string): boolean
  close(): void
}

/** Opens, or makes, the outbox. WAL with synchronous=FULL: what `accept` returns survives a power cut. */
export function openOutbox(path: string): Outbox {
  const database = new Database(path)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'])
    database.exec(`PRAGMA ${pragma}`)
  database.exec(readFileSync(projectFile('core', 'outbox', 'outbox.sql'), 'utf8'))
  const statements = createOutboxStatements(database)
  let waitingDocuments = statements.countWaiting()

  const atomically = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  return {
    accept({ writer, draft, endsSessionOf }) {
      const known = statements.find(draft.id)
      if (known !== undefined) return toDocument(known)
      const document = atomically(() => {
        const head = statements.head(writer)
        const sealed = seal({ v: 1, writer, seq: head.seq + 1, previous: head.hash, ...draft })
        statements.setHead(writer, sealed)
        statements.insert(sealed)
        statements.add(changesOf(statements, sealed))
        if (endsSessionOf !== undefined) statements.endSession(endsSessionOf)
        return sealed
      })
      waitingDocuments++
      return { document, reference: referenceOf(writer, document.content.seq), outcome: undefined }
    },
    waiting: (writer, limit) => statements.waiting(writer, limit).map(({ content }) => unseal(content)),
    waitingTotal: () => ({ documents: waitingDocuments, oldestAcceptedAt: statements.oldestWaiting() }),
    settle(outcomes, now) {
      const settled = atomically(() => outcomes.filter((outcome) => settleOne(statements, outcome, now)).length)
      waitingDocuments -= settled
    },
    find(id) {
      const row = statements.find(id)
      return row === undefined ? undefined : toDocument(row)
    },
    recent: (writer, limit) => statements.recent(writer, limit).map(toDocument),
    writers: () => statements.writers(),
    saveSession: (station, state, now) => statements.saveSession(station, state, now),
    readSession: (station) => statements.readSession(station),
    endSession: (station) => statements.endSession(station),
    belongsTo: (databaseId) => statements.bind(databaseId) === databaseId,
    close() {
      database.close()
    },
  }
}

/** Records one outcome; false when the document is unknown or already has one. */
function settleOne(statements: OutboxStatements, outcome: Outcome, now: number): boolean {
  const row = statements.find(outcome.id)
  if (row === undefined || row.outcome !== null) return false
  statements.settle(outcome, now)
  const changes = changesOf(statements, unseal(row.content))
  statements.add(changes.map((change) => ({ ...change, quantity: -change.quantity })))
  return true
}

/** A reversal undoes what its original says, where that is still here; elsewhere the book will tell. */
function changesOf(statements: OutboxStatements, { content }: SealedDocument): ExpectedChange[] {
  if (content.reverses === undefined) return expectedChanges(content)
  const original = statements.find(content.reverses.document)
  return original === undefined ? [] : reversedChanges(unseal(original.content).content)
}

function toDocument({ content, outcome }: OutboxRow): OutboxDocument {
  const document = unseal(content)
  return {
    document,
    reference: referenceOf(document.content.writer, document.content.seq),
    outcome: outcome === null ? undefined : (JSON.parse(outcome) as Outcome),
  }
}
