import { join } from 'node:path'
import { parseScan, type ScanContext } from '../../core/barcodes/parse-scan.ts'
import { postDocuments } from '../../core/book/post.ts'
import { readWriterHeads } from '../../core/book/writer-heads.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { createItemResolver } from '../../core/items/resolve-item.ts'
import { newDocumentId, type ItemId, type LocationId } from '../../core/kernel/ids.ts'
import { offerAgain } from '../../core/outbox/offer-again.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { benchEan, BENCH_WRITER } from './bench-book.ts'
import type { FilledBook } from './big-book.ts'
import { atMost, pairedRatio, plain, timed, type Figure } from './measure.ts'

/** A company with scale labels: one more form that every scan is held against. */
const CONTEXT: ScanContext = { scalePatterns: ['21IIIIIWWWWWC', '22IIIIIPPPPPC'], today: '2026-11-20' }
/** As many as a writer sends at once over a network. */
const SENT = 200
const BLOCK = 1_000
const PAIRS = 200
const POINT_LOOKUP = `SELECT code, name, kind, base_unit, display_unit, display_factor, is_measured, is_retired
  FROM item WHERE id = ?1`

/** The outbox of the bench, with this many documents waiting on one item, after those of the book. */
export function fillOutbox({ folder, book, path: bookPath }: FilledBook, waiting: number): string {
  const path = join(folder, 'outbox.db')
  const reader = openReader(bookPath)
  offerAgain(path, reader)
  reader.close()
  const outbox = openOutbox(path)
  for (let count = 0; count < waiting; count++)
    outbox.accept({
      writer: BENCH_WRITER,
      draft: {
        id: newDocumentId(),
        event: 'sale',
        branch: book.branch,
        acceptedAt: book.context.now,
        acceptedBy: book.person,
        salesOrder: book.order,
        lines: [
          {
            item: Number(book.items[0]),
            from: book.retail,
            to: book.customer,
            quantity: 1,
            take: { by: 'cost' },
          },
        ],
      },
    })
  outbox.close()
  return path
}

/** One scan from its text to an answer, against one prepared point lookup on the same file. */
export async function benchResolving(filled: FilledBook, outboxPath: string): Promise<Figure[]> {
  const { ratio, one } = await resolveScans(filled, outboxPath)
  return [
    atMost('resolve a scan, against one point lookup', ratio, 3, '×'),
    plain('resolve a scan', one, 'µs'),
  ]
}

/**
 * The same where a copy of the book is read, while a group is on its way, all of it on the one item: when the copy does
 * not have it yet, and when it does and the outbox was not told.
 */
export async function benchSent(filled: FilledBook, outboxPath: string): Promise<Figure[]> {
  const { path, book } = filled
  const outbox = openOutbox(outboxPath)
  const central = openCentralFile(path)
  const copy = openReader(path)
  try {
    while (!outbox.copyHas(readWriterHeads(copy)));
    const documents = outbox.waiting(BENCH_WRITER, SENT)
    const began = performance.now()
    outbox.aboutToSend(documents)
    const marking = performance.now() - began
    const underWay = await resolveScans(filled, outboxPath)
    await postDocuments(central, documents, book.context)
    const arrived = await resolveScans(filled, outboxPath)
    return [
      atMost(`… with ${SENT} documents on their way`, underWay.ratio, 3, '×'),
      atMost(`… with ${SENT} documents arrived, for the moment until that is heard`, arrived.ratio, 3.5, '×'),
      plain(`write down that ${SENT} documents are sent`, marking, 'ms'),
    ]
  } finally {
    copy.close()
    central.close()
    outbox.close()
  }
}

/** Of many scans, every tenth of the one item: a scan against a point lookup, and in µs. */
async function resolveScans(filled: FilledBook, outboxPath: string): Promise<{ ratio: number; one: number }> {
  const reader = openReader(filled.path, { outbox: outboxPath })
  try {
    const scan = scanner(reader, filled)
    const lookup = reader.prepare(POINT_LOOKUP)
    const { items } = filled.book
    const lookUp = (round: number): void => {
      for (let at = 0; at < BLOCK; at++) lookup(items[spread(round, at, items.length)] as ItemId)
    }
    const resolve = (round: number): void => {
      for (let at = 0; at < BLOCK; at++) scan(spread(round, at, items.length))
    }
    for (let round = 0; round < 20; round++) {
      lookUp(round)
      resolve(round)
    }
    const ratio = await pairedRatio(PAIRS, resolve, lookUp)
    return { ratio, one: ((await timed(() => resolve(1))) * 1000) / BLOCK }
  } finally {
    reader.close()
  }
}

/** The scan path as the station runs it: parse, item, order line, availability with what waits laid over. */
export function scanner(reader: Reader, { book }: FilledBook): (index: number) => void {
  const resolver = createItemResolver(reader, book.branch)
  const at = { retail: book.retail as LocationId, salesOrder: book.order }
  const texts = book.items.map((_, index) => benchEan(index))
  return (index) => {
    const meaning = parseScan(texts[index] ?? '', CONTEXT)
    if (meaning.kind !== 'item' || resolver.onOrder({ code: meaning.key }, at) === undefined)
      throw new Error('not resolved')
  }
}

/** Every item comes up, none next to the one before; every tenth scan is the item that documents wait on. */
export function spread(round: number, at: number, count: number): number {
  return at % 10 === 0 ? 0 : (round * 7_919 + at * 104_729) % count
}
