import { openCentralFile } from '../../core/database/central-file.ts'
import { postDocuments } from '../../core/book/post.ts'
import type { FilledBook } from './big-book.ts'
import { salesAmong } from './bench-book.ts'
import { atMost, median, timed, type Figure } from './measure.ts'

const ROUNDS = 30
const GROUP = 20
const HOT_ITEMS = 200

/** What posting costs on a book of 1,000,000 moves, against one of 10,000: nothing may grow with history. */
export async function benchGrowing(big: FilledBook, small: FilledBook): Promise<Figure[]> {
  const centrals = { big: openCentralFile(big.path), small: openCentralFile(small.path) }
  try {
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const ms = { big: 0, small: 0 }
      for (const size of round % 2 === 0 ? (['big', 'small'] as const) : (['small', 'big'] as const)) {
        const { book } = size === 'big' ? big : small
        const documents = salesAmong(book, HOT_ITEMS, GROUP)
        ms[size] = await timed(() => postDocuments(centrals[size], documents, book.context))
      }
      ratios.push(ms.big / ms.small)
    }
    return [atMost('post at 1,000,000 moves, against 10,000', median(ratios), 1.3, '×')]
  } finally {
    centrals.big.close()
    centrals.small.close()
  }
}
