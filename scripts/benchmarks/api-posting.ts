import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi } from '../../admin/api/app.ts'
import { createApiWrites } from '../../admin/api/api-writes.ts'
import { createOutcomeBoard } from '../../admin/api/documents/outcome-news.ts'
import { seal } from '../../core/book/content.ts'
import { postDocuments } from '../../core/book/post.ts'
import { openScopedReaders } from '../../core/branches/scoped-readers.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { officeOutbox } from '../../core/outbox/office-outbox.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { makeToken } from '../../core/tokens/make-token.ts'
import { createFormats } from '../../core/words/format.ts'
import { BENCH_ZONE, furnishBench, salesAmong } from './bench-book.ts'
import { atLeast, median, timed, type Figure } from './measure.ts'

const HOT_ITEMS = 200
const SIZE = 100
const ROUNDS = 27
/** Rounds that warm the machine up and do not count. */
const WARM_UP = 3

/**
 * Documents through the API, each a request of its own and many at once, against the posting function with the same
 * documents in the same groups, sealed by its caller as they have to be: what tokens, schemas, an outbox on disk and
 * answers cost.
 */
export async function benchApiPosting(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-bench-api-'))
  const direct = openCentralFile(join(folder, 'direct.db'))
  const host = await openHost(folder)
  try {
    const book = await furnishBench(direct, HOT_ITEMS)
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const documents = salesAmong(book, HOT_ITEMS, SIZE)
      const postDirectly = async (): Promise<void> => {
        for (let at = 0; at < SIZE; at += direct.groupLimit) {
          const some = documents.slice(at, at + direct.groupLimit)
          // Whoever calls the posting function seals first: no draft can be posted.
          const sealed = some.map(({ content }) => seal(content))
          await postDocuments(direct, sealed, book.context)
        }
      }
      const bodies = documents.map(({ content }) => ({
        event: content.event,
        sales_order: host.order,
        lines: content.lines.map(({ item, quantity }) => ({ item, base_quantity: quantity })),
      }))
      // What a client does to ask is the client's.
      const requests = bodies.map((body, nth) => host.requestOf(body, `${round}-${nth}`))
      const postThroughApi = (): Promise<void[]> => Promise.all(requests.map((request) => host.send(request)))
      // Each goes first as often as the other: what one leaves to be collected is paid for by the next.
      const isDirectFirst = round % 2 === 0
      const firstMs = await timed(isDirectFirst ? postDirectly : postThroughApi)
      const secondMs = await timed(isDirectFirst ? postThroughApi : postDirectly)
      if (round >= WARM_UP) ratios.push(isDirectFirst ? firstMs / secondMs : secondMs / firstMs)
    }
    return [atLeast('post through the API, against the posting function', median(ratios), 0.5, '×')]
  } finally {
    await host.close()
    direct.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openHost(folder: string) {
  const path = join(folder, 'api.db')
  const central = openCentralFile(path)
  const book = await furnishBench(central, HOT_ITEMS)
  const branch = { id: book.branch, prefix: 'BRA' }
  const clock = { now: () => book.context.now }
  const made = await makeToken(central, {
    name: 'Bench',
    role: 'manager',
    branch,
    madeBy: null,
    now: clock.now(),
  })
  if (made === 'name_taken') throw new Error('the bench’s book is new')
  const outbox = openOutbox(join(folder, 'outbox.db'))
  const board = createOutcomeBoard()
  const zoneOf = (): string => BENCH_ZONE
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock,
    zoneOf,
    onOutcomes: board.outcomesArrived,
  })
  const readers = openScopedReaders(path)
  const app = createApi({
    readers,
    formats: createFormats({ currency: 'ZAR' }),
    clock,
    cursorKey: 'bench-bench-bench-bench-bench-bench',
    outbox: officeOutbox({ outbox, poster, reader: readers.whole }),
    outcomes: board,
    verify: { latest: () => undefined, isRunning: () => false, start: () => undefined },
    writes: createApiWrites(central),
    rate: { burst: 1_000_000, perSecond: 1_000_000 },
    report: (error) => {
      throw error
    },
  })
  const headers = { authorization: `Bearer ${made.token}`, 'content-type': 'application/json' }
  return {
    order: 'BRA-SO-00001',
    requestOf(body: object, key: string) {
      const text = JSON.stringify(body)
      // As every client says it, and a Request by itself does not.
      const length = { 'content-length': String(Buffer.byteLength(text)) }
      return new Request('http://bench/api/v1/documents', {
        method: 'POST',
        headers: { ...headers, ...length, 'idempotency-key': key },
        body: text,
      })
    },
    async send(request: Request) {
      const answer = await app.request(request)
      if (answer.status !== 201 && answer.status !== 202)
        throw new Error(`the API answered ${answer.status}: ${await answer.text()}`)
      await answer.text()
    },
    async close() {
      await poster.stop()
      readers.close()
      outbox.close()
      central.close()
    },
  }
}
