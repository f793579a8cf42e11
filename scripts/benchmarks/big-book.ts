import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postDocuments } from '../../core/book/post.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { furnishBench, salesAmong, type BenchBook } from './bench-book.ts'

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
    for (let done = 0; done < documents; done += GROUP) {
      const some = salesAmong(book, Math.max(200, items / 10), Math.min(GROUP, documents - done))
      await postDocuments(central, some, book.context)
      onProgress(done / documents)
    }
    return { path, folder, book, remove: () => rmSync(folder, { recursive: true, force: true }) }
  } finally {
    central.close()
  }
}
