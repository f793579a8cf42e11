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
import { createAcceptTogether, type WriteOnce } from './accept-together.ts'
import { createBinding, createOutboxDocuments, readIdentity } from './documents.ts'
import { createLettingGo, type LettingGo } from './letting-go.ts'
import { createOfferingAgain } from './offer-again.ts'
import { openOutboxFile } from './open-outbox-file.ts'
import { createPinFailures, type PinFailures } from './pin-failures.ts'
import { createScreens, type Screens } from './screens.ts'
import { createSettledHeads, type SettledHead } from './settled-heads.ts'
import { createSent } from './sent.ts'
import { createSessions, type StoredSession } from './sessions.ts'
import { createSignInFailures, type SignInFailures } from './sign-in-failures.ts'
import { inOneUnsyncedWrite, inOneWrite } from './sql.ts'
import { createStanding, type WriterStanding } from './standing.ts'
import { createTelling, type Telling } from './telling.ts'
import { createTotals } from './totals.ts'
import { createWriting } from './write-once.ts'

export type { Accepted, OutboxDocument, TakenDocument } from './accepting.ts'
export type { StoredSession } from './sessions.ts'

/** The durable queue of every process that makes documents (design section 5). One process, one file. */
export interface Outbox extends Telling, LettingGo {
  /**
   * Takes a document on, for ever: gives it the writer's next number and hash and, in the same synced write, keeps
   * what the station is after it, which `after` makes from the document's reference. When this returns, all of it is
   * on disk. The same id again returns what was taken.
   */
  accept(accepted: Accepted): TakenDocument
  /** The same, in one synced write with all that arrives about the same time: on disk when it resolves. */
  acceptTogether(accepted: Accepted): Promise<TakenDocument>
  /** What the two ways above and `settle` come to. */
  readonly write: WriteOnce
  /** The writer's oldest documents without an outcome, in order. */
  waiting(writer: string, limit: number): SealedDocument[]
  /** How many wait, over all writers, and when the oldest was accepted (ms), in a few microseconds. */
  waitingTotal(): { documents: number; oldestAcceptedAt: number | undefined }
  /** How many documents of one writer wait, since when, and the last number it gave. */
  standing(writer: string): WriterStanding
  /**
   * Records what became of documents. A refused one is expected to change nothing more, nor is what takes it back; a
   * posted one neither, or where a copy of the book is read ({@link Outbox.copyHas}), once the copy has it. What has
   * arrived to be accepted together is taken on in the same write.
   */
  settle(outcomes: readonly Outcome[], now: number): void
  /**
   * Where a copy of the book is read: from now on it may have these documents of one writer at any moment. Called with
   * all that is sent, before it is. Writes nothing where the book itself is read.
   */
  aboutToSend(documents: readonly SealedDocument[]): void
  /**
   * Says what the copy of the book that is read has of each writer, which may be less than it had; the first time, that
   * a copy is read. Readers count each document once whenever this is called; it keeps what they look through short.
   * false: call again in a later turn, there is more to do than one turn should take.
   */
  copyHas(heads: readonly WriterHead[]): boolean
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
  /** Which outbox this is; a copy of it says the same. */
  readonly id: string
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
  const totals = createTotals(database)
  const takeOn = createAccepting({ documents, sessions })
  const bind = createBinding(database)
  const sent = createSent(database, documents, totals)
  const offerAgain = createOfferingAgain(database, { documents, totals, sent })
  const settledHeads = createSettledHeads(database, documents.writers)
  const writing = createWriting(database, { documents, totals, sent, takeOn })
  const { write } = writing
  const together = createAcceptTogether(write)

  return {
    accept(accepted) {
      const [taken] = write({ outcomes: [], now: 0 }, [accepted])
      invariant(taken !== undefined, 'what is accepted is answered')
      return taken
    },
    acceptTogether: together.accept,
    write,
    waiting: (writer, limit) => documents.waiting(writer, limit).map(({ document }) => document),
    waitingTotal: () => ({ documents: writing.waiting(), oldestAcceptedAt: documents.oldestWaiting() }),
    standing: createStanding(database),
    settle: together.settle,
    aboutToSend(some) {
      const last = some.at(-1)?.content
      if (last === undefined || !sent.isKept()) return
      inOneUnsyncedWrite(database, () => sent.send(last.writer, last.seq))
    },
    copyHas(heads) {
      if (!sent.isKept()) inOneWrite(database, () => sent.begin())
      if (sent.isThere(heads)) return true
      inOneUnsyncedWrite(database, () => sent.align(heads))
      return sent.isThere(heads)
    },
    find(id) {
      const row = documents.find(id)
      return row === undefined ? undefined : toDocument(row)
    },
    recent: (writer, limit) => documents.recent(writer, limit).map(toDocument),
    writers: documents.writers,
    settledHeads,
    ...createLettingGo(database, { sent, settledHeads }),
    offerAgain(heads) {
      inOneWrite(database, () => offerAgain(heads))
      writing.recount()
    },
    saveSessions: (stored, now) => sessions.saveAll(stored, now),
    readSession: (name) => sessions.read(name),
    ...createTelling(database, sessions),
    pinFailures: createPinFailures(database),
    signInFailures: createSignInFailures(database),
    id: readIdentity(database),
    belongsTo: (databaseId) => bind(databaseId) === databaseId,
    screens: createScreens(database),
    // The header of the file is written, so that a full or broken disk shows.
    touch: () => inOneWrite(database, () => database.exec('PRAGMA user_version = 0')),
    close() {
      database.close()
    },
  }
}
