import { referenceOf, seal, unseal, type Draft, type SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { takenBack } from './expected-changes.ts'
import {
  changesOf,
  createBinding,
  createOutboxDocuments,
  type OutboxDocuments,
  type OutboxRow,
} from './documents.ts'
import { openOutboxFile } from './open-outbox-file.ts'
import { createPinFailures, type PinFailures } from './pin-failures.ts'
import { createScreens, type Screens } from './screens.ts'
import { createSettledHeads, type SettledHead } from './settled-heads.ts'
import { createSessions, type StoredSession } from './sessions.ts'
import { createSignInFailures, type SignInFailures } from './sign-in-failures.ts'
import { inOneWrite } from './sql.ts'
import { createTelling, type Telling } from './telling.ts'
import { createTotals } from './totals.ts'

export type { StoredSession } from './sessions.ts'

/** A document as its own process sees it. */
export interface OutboxDocument {
  readonly document: SealedDocument
  /** The writer's own number, BRA-K1-000123: printed, shown and searchable from the first moment. */
  readonly reference: string
  /** undefined while it waits. */
  readonly outcome: Outcome | undefined
}

/** The durable queue of every process that makes documents (design section 5). One process, one file. */
export interface Outbox extends Telling {
  /**
   * Takes a document on, for ever: gives it the writer's next number and hash and, in the same synced write, keeps
   * what the station is after it, which `after` makes from the document's reference. When this returns, all of it is
   * on disk. The same id again returns what was taken.
   */
  accept(accepted: {
    writer: string
    draft: Draft
    after?: (reference: string) => readonly StoredSession[]
  }): OutboxDocument
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
  /** The last document of each writer that the book has had, as it said. */
  settledHeads(): SettledHead[]
  /** Keeps what stations remember, all of it or nothing. */
  saveSessions(sessions: readonly StoredSession[], now: number): void
  readSession(name: string): string | undefined
  /** Wrong PINs at this process. */
  readonly pinFailures: PinFailures
  /** Wrong passwords at this process. */
  readonly signInFailures: SignInFailures
  /** Binds this outbox to a book at the first call; false when it is bound to another one. */
  belongsTo(databaseId: string): boolean
  /** Which browsers are whose screens. */
  readonly screens: Screens
  /** Writes nothing new, synced; throws where the next document could not be written. */
  touch(): void
  close(): void
}

/** Opens, or makes, the outbox. WAL with synchronous=FULL: what `accept` returns survives a power cut. */
export function openOutbox(path: string): Outbox {
  const database = openOutboxFile(path)
  const documents = createOutboxDocuments(database)
  const sessions = createSessions(database)
  const addToTotals = createTotals(database)
  const bind = createBinding(database)
  let waitingDocuments = documents.countWaiting()

  const atomically = <T>(work: () => T): T => inOneWrite(database, work)

  return {
    accept({ writer, draft, after }) {
      const known = documents.find(draft.id)
      if (known !== undefined) return toDocument(known)
      const document = atomically(() => {
        const head = documents.head(writer)
        const sealed = seal({ v: 1, writer, seq: head.seq + 1, previous: head.hash, ...draft })
        documents.add(sealed)
        addToTotals(changesOf(documents, sealed))
        for (const { name, state } of after?.(referenceOf(writer, sealed.content.seq)) ?? [])
          sessions.save(name, state, sealed.content.acceptedAt)
        return sealed
      })
      waitingDocuments++
      return { document, reference: referenceOf(writer, document.content.seq), outcome: undefined }
    },
    waiting: (writer, limit) => documents.waiting(writer, limit).map(({ content }) => unseal(content)),
    waitingTotal: () => ({ documents: waitingDocuments, oldestAcceptedAt: documents.oldestWaiting() }),
    settle(outcomes, now) {
      const settled = atomically(() => {
        const open = outcomes.flatMap((outcome) => {
          const document = unsettled(documents, outcome)
          return document === undefined ? [] : [{ outcome, document }]
        })
        for (const { outcome, document } of open) {
          documents.settle(outcome, now)
          addToTotals(changesOf(documents, document).map(takenBack))
        }
        return open.length
      })
      waitingDocuments -= settled
    },
    find(id) {
      const row = documents.find(id)
      return row === undefined ? undefined : toDocument(row)
    },
    recent: (writer, limit) => documents.recent(writer, limit).map(toDocument),
    writers: () => documents.writers(),
    settledHeads: createSettledHeads(database, () => documents.writers()),
    saveSessions(stored, now) {
      const saveAll = (): void => {
        for (const { name, state } of stored) sessions.save(name, state, now)
      }
      // One statement is atomic by itself, and this one is on the scan path.
      if (stored.length === 1) saveAll()
      else atomically(saveAll)
    },
    readSession: (name) => sessions.read(name),
    ...createTelling(database, sessions),
    pinFailures: createPinFailures(database),
    signInFailures: createSignInFailures(database),
    belongsTo: (databaseId) => bind(databaseId) === databaseId,
    screens: createScreens(database),
    // The header of the file is written, so that a full or broken disk shows.
    touch: () => atomically(() => database.exec('PRAGMA user_version = 0')),
    close() {
      database.close()
    },
  }
}

/** The document of an outcome, unless it is unknown here or has one already. */
function unsettled(documents: OutboxDocuments, { id }: Outcome): SealedDocument | undefined {
  const row = documents.find(id)
  return row === undefined || row.outcome !== null ? undefined : unseal(row.content)
}

function toDocument({ content, outcome }: OutboxRow): OutboxDocument {
  const document = unseal(content)
  return {
    document,
    reference: referenceOf(document.content.writer, document.content.seq),
    outcome: outcome === null ? undefined : (JSON.parse(outcome) as Outcome),
  }
}
