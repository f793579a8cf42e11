import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postDocuments } from '../../core/book/post.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { furnishBench, STANDING_ITEMS, type BenchBook } from './bench-book.ts'
import { openOrders } from './bench-orders.ts'

const GROUP = 1_000
const LINES = 5

/** A book of a given size in a temporary folder, filled through the posting function. */
export interface FilledBook {
  readonly path: string
  readonly folder: string
  readonly book: BenchBook
  remove(): void
}

export interface BookSize {
  readonly items: number
  readonly moves: number
}

export const BIG: BookSize = { items: 50_000, moves: 1_000_000 }
export const SMALL: BookSize = { items: 500, moves: 10_000 }

/** Fills a book up to `moves`; every item is open on the shelf, sales spread over the first tenth of them. */
export async function fillBook(
  { items, moves }: BookSize,
  onProgress: (part: number) => void,
): Promise<FilledBook> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-bench-book-'))
  const path = join(folder, 'book.db')
  const central = openCentralFile(path)
  try {
    const book = await furnishBench(central, items)
    const documents = Math.floor((moves - items) / LINES)
    const orders = openOrders(central, book)
    for (let done = 0; done < documents; done += GROUP) {
      const count = Math.min(GROUP, documents - done)
      const sales = await orders.sell(Math.max(STANDING_ITEMS, items / 10), count)
      await postDocuments(central, sales, book.context)
      await orders.closeOlder()
      onProgress(done / documents)
    }
    return { path, folder, book, remove: () => rmSync(folder, { recursive: true, force: true }) }
  } finally {
    central.close()
  }
}
