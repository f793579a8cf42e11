import { join } from 'node:path'
import type { Central } from '../../core/database/central.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster, type Poster } from '../../core/outbox/poster.ts'
import type { CentralProgram } from '../control/testing/running-program.ts'
import { wayThroughGate } from '../control/testing/way-through-gate.ts'
import { BENCH_ZONE, draftOfSale, type BenchBook } from './bench-book.ts'

interface OtherStations {
  readonly central: CentralProgram
  /** Where their outboxes lie. */
  readonly folder: string
  readonly book: BenchBook
  readonly count: number
  /** The number of the first of them: those before it are enrolled already. */
  readonly first: number
  /** Each accepts a document that often, in turn. */
  readonly everyMs: number
}

interface OtherStation {
  readonly incarnation: string
  readonly outbox: Outbox
  readonly poster: Poster
  readonly way: Central
}

const TIMEOUT_MS = 30_000

/** Other stations of the branch at work: outbox and poster of each, through the gate. */
export async function startOtherStations({ central, folder, book, count, first, everyMs }: OtherStations) {
  const stations: OtherStation[] = []
  for (let nth = 0; nth < count; nth++) stations.push(await startOne(central, folder, `BRA-K${first + nth}`))
  let made = 0
  const timer = setInterval(() => {
    const one = stations[made % count]
    one?.outbox.accept({ writer: one.incarnation, draft: draftOfSale(book, made++) })
    one?.poster.wake()
  }, everyMs / count)
  return {
    async stop(): Promise<void> {
      clearInterval(timer)
      for (const { poster, outbox, way } of stations) {
        await poster.stop()
        way.close()
        outbox.close()
      }
    },
  }
}

async function startOne(central: CentralProgram, folder: string, incarnation: string): Promise<OtherStation> {
  const lines = await central.ask('enrol', incarnation, '--branch', 'BRA')
  const token = /:(sbw_[\w-]+):/.exec(lines.join('\n'))?.[1] ?? ''
  const outbox = openOutbox(join(folder, `${incarnation}.db`))
  const way = wayThroughGate({ url: central.url, token, incarnation }, outbox, TIMEOUT_MS)
  const poster = startPoster({
    centralOf: () => way,
    outbox,
    clock: systemClock,
    zoneOf: () => BENCH_ZONE,
    onOutcomes: () => {},
  })
  return { incarnation, outbox, poster, way }
}
