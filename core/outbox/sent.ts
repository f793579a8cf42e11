import type Database from 'libsql'
import type { SealedDocument } from '../book/content.ts'
import type { WriterHead } from '../book/writer-heads.ts'
import { changesOf, type OutboxDocuments } from './documents.ts'
import { takenBack } from './expected-changes.ts'
import { createSentRows, type Laid, type SentRows } from './sent-rows.ts'
import type { Totals } from './totals.ts'

/** How many documents one write takes off: 6 to 10 ms of the event loop at 10 lines each, on a busy machine. */
const AT_ONCE = 50

interface SentParts {
  readonly rows: SentRows
  readonly documents: OutboxDocuments
  readonly totals: Totals
}

export type Sent = ReturnType<typeof createSent>

/**
 * Documents on their way into a book that is read from a copy, which may have one before its answer is here, or long
 * after. From when one is sent until the copy in use has it, its changes lie here as well as in the totals, and readers
 * take off what the copy has (laid-over.ts). All of it in the write of the caller. Where the book itself is read,
 * nothing is kept here.
 */
export function createSent(database: Database.Database, documents: OutboxDocuments, totals: Totals) {
  const rows = createSentRows(database)
  const parts = { rows, documents, totals }
  // Once begun, in an earlier run too: what lies here is true only if it is kept up.
  let isKept = rows.isAny()
  return {
    isKept: () => isKept,
    /** The last document of a writer that the copy of the book is known to have; all, where the book itself is read. */
    arrivedOf: (writer: string): number => (isKept ? rows.wayOf(writer).arrived : Number.MAX_SAFE_INTEGER),
    /** From now on, a writer's documents up to this one may be in the copy at any moment. */
    send: (writer: string, upTo: number): void => send(parts, writer, upTo),
    /** Nothing will come of these documents: they count no more. */
    drop(dropped: readonly SealedDocument[]): void {
      for (const document of dropped) {
        const { writer, seq } = document.content
        const { arrived, last } = rows.wayOf(writer)
        if (seq > last) totals.add(changesOf(documents, document).map(takenBack), { zeros: true })
        else if (seq > arrived) rows.takeOff(writer, seq - 1, seq)
      }
    },
    /** Begins where the book itself was read up to now: what it settled is in every copy that is made of it. */
    begin(): void {
      for (const writer of documents.writers()) {
        if (rows.hasWay(writer)) continue
        const [first] = documents.waiting(writer, 1)
        const settled = first === undefined ? documents.head(writer).seq : first.document.content.seq - 1
        rows.setWay(writer, { arrived: settled, last: settled })
      }
      isKept = true
    },
    /** Whether nothing is left to {@link align}. */
    isThere: (heads: readonly WriterHead[]): boolean =>
      inCopy(documents, heads).every(({ writer, has }) => rows.wayOf(writer).arrived === has),
    /** Brings everything one step nearer to what the copy in use has, which may be less than it had. */
    align(heads: readonly WriterHead[]): void {
      for (const { writer, has } of inCopy(documents, heads)) {
        if (has < rows.wayOf(writer).arrived) layAgain(parts, writer, has)
        send(parts, writer, has)
        const { arrived, last } = rows.wayOf(writer)
        const upTo = Math.min(has, arrived + AT_ONCE)
        if (upTo <= arrived) continue
        rows.takeOff(writer, arrived, upTo)
        rows.setWay(writer, { arrived: upTo, last })
      }
      if (rows.isAllThere()) totals.clear()
    },
    /** Lays everything anew over the totals, which are empty: of each writer what the copy lacks and nobody refused. */
    rebuild(): void {
      rows.clearChanges()
      for (const writer of documents.writers()) {
        const { arrived, last } = rows.wayOf(writer)
        for (const laid of laidBetween(documents, writer, arrived, Number.MAX_SAFE_INTEGER)) {
          totals.add(laid.changes, { zeros: true })
          if (laid.seq <= last) rows.lay(writer, [laid])
        }
      }
    },
    /** The book itself is read from now on. */
    end(): void {
      rows.clearChanges()
      rows.clearWays()
      isKept = false
    },
  }
}

function send({ rows, documents }: SentParts, writer: string, upTo: number): void {
  const { arrived, last } = rows.wayOf(writer)
  if (upTo <= last) return
  rows.lay(writer, laidBetween(documents, writer, last, upTo))
  rows.setWay(writer, { arrived, last: upTo })
}

/** The copy in use lacks what another one had: it counts again. */
function layAgain({ rows, documents, totals }: SentParts, writer: string, has: number): void {
  const { arrived, last } = rows.wayOf(writer)
  const lacking = laidBetween(documents, writer, has, arrived)
  const changes = lacking.flatMap((laid) => laid.changes)
  totals.add(changes, { zeros: true })
  rows.lay(writer, lacking)
  rows.setWay(writer, { arrived: has, last })
}

/** What a writer's documents after a number up to another change, without those that were refused. */
function laidBetween(documents: OutboxDocuments, writer: string, after: number, upTo: number): Laid[] {
  return documents
    .between(writer, after, upTo)
    .map(({ document }) => ({ seq: document.content.seq, changes: changesOf(documents, document) }))
}

/** Of each writer, the last document that is both made here and in the copy. */
function inCopy(
  documents: OutboxDocuments,
  heads: readonly WriterHead[],
): { readonly writer: string; readonly has: number }[] {
  const inBook = new Map(heads.map(({ writer, seq }) => [writer, seq]))
  return documents
    .writers()
    .map((writer) => ({ writer, has: Math.min(inBook.get(writer) ?? 0, documents.head(writer).seq) }))
}
