import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SealedDocument } from '../../core/book/content.ts'
import { postedHeader } from '../../core/book/headers.ts'
import { postDocuments } from '../../core/book/post.ts'
import { stepsOfLines } from '../../core/book/takes.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import type { Write } from '../../core/database/catalogue.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { centralProgram } from '../control/testing/running-program.ts'
import { wayThroughGate, type EnrolledWriter } from '../control/testing/way-through-gate.ts'
import { BENCH_ZONE, draftOfSale, furnishBench, type BenchBook } from './bench-book.ts'
import { atLeast, atMost, median, plain, timed, type Figure } from './measure.ts'
import type { DrainOrder, Drained } from './drain-backlog.ts'

const HOT_ITEMS = 200
const BACKLOG = 5_000
/** Documents of one round of one side. */
const SIZE = 1_000
/** Of one batch: as many of five lines as the poster sends at once (core/outbox/post-group.ts). */
const GROUP = 40
const ROUNDS = BACKLOG / SIZE
const WARM_UP = 1
/** How many wait while memory is looked at, and how many of them are posted. */
const WAITING = 50_000
const FEW = 1_000
const TIMEOUT_MS = 60_000
const DRAINING = projectFile('dist', 'scripts', 'benchmarks', 'drain-backlog.js')

/**
 * A writer that catches up: outbox and poster, through the gate of a central in a process of its own, against the same
 * documents in batches written by hand, of one size, through the same gate under the same token. Then what a backlog
 * costs of memory.
 */
export async function benchGatePosting(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-bench-gate-'))
  const central = await centralProgram(join(folder, 'central'))
  try {
    const book = await furnishFile(join(folder, 'begin.db'))
    await central.start()
    await central.ask('restore', join(folder, 'begin.db'))
    const enrol = async (incarnation: string): Promise<Writer> => {
      const lines = await central.ask('enrol', incarnation, '--branch', 'BRA')
      const token = /:(sbw_[\w-]+):/.exec(lines.join('\n'))?.[1] ?? ''
      mkdirSync(join(folder, incarnation))
      return { incarnation, token, url: central.url, outbox: join(folder, incarnation, 'outbox.db') }
    }
    const figures = await compare(book, await enrol('BRA-K2'))
    const few = await drain(book, await enrol('BRA-K3'), FEW)
    const many = await drain(book, await enrol('BRA-K4'), WAITING)
    return [
      ...figures,
      atMost('memory of a poster with 50,000 waiting, against 1,000', many.mostMb / few.mostMb, 1.2, '×'),
      plain('… and before it begins to post', many.beforeMb, 'MB'),
      plain('… and at the most', many.mostMb, 'MB'),
    ]
  } finally {
    await central.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Writer extends EnrolledWriter {
  /** Its file. */
  readonly outbox: string
}

async function furnishFile(path: string): Promise<BenchBook> {
  const central = openCentralFile(path)
  try {
    return await furnishBench(central, HOT_ITEMS)
  } finally {
    central.close()
  }
}

async function compare(book: BenchBook, writer: Writer): Promise<Figure[]> {
  const outbox = openOutbox(writer.outbox)
  const central = wayThroughGate(writer, outbox, TIMEOUT_MS)
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock: systemClock,
    zoneOf: () => BENCH_ZONE,
    onOutcomes: () => {},
  })
  const byPoster = async (): Promise<number> => {
    letWait(outbox, book, writer.incarnation, SIZE)
    const ms = await timed(() => poster.drained())
    if (outbox.waitingTotal().documents > 0) throw new Error('the poster stopped')
    return ms
  }
  const byHand = async (): Promise<number> => {
    letWait(outbox, book, writer.incarnation, SIZE)
    const documents = outbox.waiting(writer.incarnation, SIZE)
    const context = { now: Date.now(), zoneOf: () => BENCH_ZONE }
    const batches = Array.from({ length: SIZE / GROUP }, (_, nth) =>
      documents.slice(nth * GROUP, (nth + 1) * GROUP).flatMap((document) => statementsOf(document, context)),
    )
    const ms = await timed(async () => {
      for (const batch of batches) await central.batch(batch)
    })
    // Known by their ids: nothing is posted again, the outbox only hears of it.
    outbox.settle(await postDocuments(central, documents, context), Date.now())
    return ms
  }
  try {
    const pairs = await inTurn(ROUNDS + WARM_UP, byPoster, byHand)
    const measured = pairs.slice(WARM_UP)
    const ratio = median(measured.map(({ a, b }) => b / a))
    const perSecond = (ms: number): number => Math.round((SIZE * 1000) / ms)
    return [
      atLeast(`a backlog of ${BACKLOG} through the gate, against batches by hand`, ratio, 0.8, '×'),
      plain('… documents posted', perSecond(median(measured.map(({ a }) => a))), 'a second'),
      plain('… by hand', perSecond(median(measured.map(({ b }) => b))), 'a second'),
    ]
  } finally {
    await poster.stop()
    central.close()
    outbox.close()
  }
}

/** Milliseconds of both works, A B B A A B …, so that each goes first as often as the other. */
async function inTurn(
  pairs: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ readonly a: number; readonly b: number }[]> {
  const measured: { a: number; b: number }[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const isAFirst = pair % 2 === 0
    const first = await (isAFirst ? a() : b())
    const second = await (isAFirst ? b() : a())
    measured.push(isAFirst ? { a: first, b: second } : { a: second, b: first })
  }
  return measured
}

function statementsOf(document: SealedDocument, context: Parameters<typeof postedHeader>[1]): Write[] {
  return [...stepsOfLines(document.content), postedHeader(document, context)]
}

/** Takes so many more on, many in each write: how they came to wait is not measured. */
function letWait(outbox: Outbox, book: BenchBook, writer: string, documents: number): void {
  for (let done = 0; done < documents; done += GROUP)
    outbox.write(
      { outcomes: [], now: 0 },
      Array.from({ length: GROUP }, (_, nth) => ({ writer, draft: draftOfSale(book, done + nth) })),
    )
}

/** Posts 1,000 of so many that wait, in a process that does nothing else. */
async function drain(book: BenchBook, writer: Writer, waiting: number): Promise<Drained> {
  const outbox = openOutbox(writer.outbox)
  letWait(outbox, book, writer.incarnation, waiting)
  outbox.close()
  const order: DrainOrder = { ...writer, documents: FEW, zone: BENCH_ZONE }
  const child = fork(DRAINING, [JSON.stringify(order)], { execArgv: [] })
  const [drained] = (await once(child, 'message')) as [Drained]
  await once(child, 'exit')
  return drained
}
