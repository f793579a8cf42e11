import type { SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import type { WriterHead } from '../book/writer-heads.ts'
import { invariant } from '../kernel/invariant.ts'
import {
  createAccepting,
  toDocument,
  type Accepted,
  type OutboxDocument,
  type TakenDocument,
} from './accepting.ts'
import { takenBack } from './expected-changes.ts'
import { changesOf, createBinding, createOutboxDocuments, type OutboxDocuments } from './documents.ts'
import { createOfferingAgain } from './offer-again.ts'
import { openOutboxFile } from './open-outbox-file.ts'
import { createPinFailures, type PinFailures } from './pin-failures.ts'
import { createScreens, type Screens } from './screens.ts'
import { createSettledHeads, type SettledHead } from './settled-heads.ts'
import { createSessions, type StoredSession } from './sessions.ts'
import { createSignInFailures, type SignInFailures } from './sign-in-failures.ts'
import { inOneWrite } from './sql.ts'
import { createTelling, type Telling } from './telling.ts'
import { createTotals } from './totals.ts'

export type { Accepted, OutboxDocument, TakenDocument } from './accepting.ts'
export type { StoredSession } from './sessions.ts'

/** The durable queue of every process that makes documents (design section 5). One process, one file. */
export interface Outbox extends Telling {
  /**
   * Takes a document on, for ever: gives it the writer's next number and hash and, in the same synced write, keeps
   * what the station is after it, which `after` makes from the document's reference. When this returns, all of it is
   * on disk. The same id again returns what was taken.
   */
  accept(accepted: Accepted): TakenDocument
  /** The same for several in one synced write, in their order: all of them are taken on, or none. */
  acceptAll(accepted: readonly Accepted[]): TakenDocument[]
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
  /** Where a restored book lacks documents that it once had: all after these last ones wait again, as they were. */
  offerAgain(heads: readonly WriterHead[]): void
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
  const takeOn = createAccepting({ documents, sessions, addToTotals })
  const bind = createBinding(database)
  const offerAgain = createOfferingAgain(database, documents)
  let waitingDocuments = documents.countWaiting()

  const atomically = <T>(work: () => T): T => inOneWrite(database, work)

  const acceptAll = (accepted: readonly Accepted[]): TakenDocument[] => {
    const taken = atomically(() => takeOn(accepted))
    waitingDocuments += taken.filter(({ isNew }) => isNew).length
    return taken
  }

  return {
    accept(accepted) {
      const [taken] = acceptAll([accepted])
      invariant(taken !== undefined, 'what is accepted is answered')
      return taken
    },
    acceptAll,
    waiting: (writer, limit) => documents.waiting(writer, limit).map(({ document }) => document),
    waitingTotal: () => ({ documents: waitingDocuments, oldestAcceptedAt: documents.oldestWaiting() }),
    settle(outcomes, now) {
      const settled = atomically(() => {
        const open = outcomes.flatMap((outcome) => {
          const document = unsettled(documents, outcome)
          return document === undefined ? [] : [{ outcome, document }]
        })
        for (const { outcome } of open) documents.settle(outcome, now)
        addToTotals(open.flatMap(({ document }) => changesOf(documents, document).map(takenBack)))
        return open
      })
      waitingDocuments -= settled.length
    },
    find(id) {
      const row = documents.find(id)
      return row === undefined ? undefined : toDocument(row)
    },
    recent: (writer, limit) => documents.recent(writer, limit).map(toDocument),
    writers: documents.writers,
    settledHeads: createSettledHeads(database, documents.writers),
    offerAgain(heads) {
      atomically(() => offerAgain(heads))
      waitingDocuments = documents.countWaiting()
    },
    saveSessions: (stored, now) => sessions.saveAll(stored, now),
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
  return row === undefined || row.outcome !== null ? undefined : row.document
}
