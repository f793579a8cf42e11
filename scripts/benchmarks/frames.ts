import { postDocuments } from '../../core/book/post.ts'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { startSqld } from '../../core/testing/sqld.ts'
import { furnishBench, salesAmong } from './bench-book.ts'
import { atMost, median, type Figure } from './measure.ts'

const HOT_ITEMS = 200
const WARM_UP = 400

/** What a 5-line document among 200 hot items costs each replica, in frames of the server's log. */
export async function benchFrames(): Promise<Figure[]> {
  const sqld = await startSqld()
  const central = openCentralHttp({ ...sqld, timeoutMs: 60_000 })
  try {
    const book = await furnishBench(central, HOT_ITEMS)
    await postDocuments(central, salesAmong(book, HOT_ITEMS, WARM_UP), book.context)
    const framesOf = async (size: number, rounds: number): Promise<number> => {
      const each: number[] = []
      for (let round = 0; round < rounds; round++) {
        const before = await sqld.frames()
        await postDocuments(central, salesAmong(book, HOT_ITEMS, size), book.context)
        each.push(((await sqld.frames()) - before) / size)
      }
      return median(each)
    }
    return [
      atMost('frames, 5-line document posted alone', await framesOf(1, 40), 18, 'frames'),
      atMost('frames each, in groups of 20', await framesOf(20, 20), 4, 'frames'),
    ]
  } finally {
    central.close()
    await sqld.stop()
  }
}
