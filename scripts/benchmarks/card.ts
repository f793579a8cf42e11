import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { issueBadge } from '../../core/people/badges.ts'
import { centralProgram } from '../control/testing/running-program.ts'
import { benchEan, furnishBench, STANDING_ITEMS, type BenchBook } from './bench-book.ts'
import { atMost, plain, type Figure } from './measure.ts'
import { startOtherStations } from './other-stations.ts'
import { startMachine, type Machine } from './start-machine.ts'
import type { ShiftOrder } from './working-machine.ts'
import { startCounting, type Written } from './written.ts'

const ITEMS = 1_000
const HOUR_MS = 3_600_000
/** In real life one scan every three seconds, eight to a document and then review and Accept: 120 documents an hour. */
const DOCUMENTS_AN_HOUR = 120
const SCANS = 8
const LINES = 5
const OTHERS = 5
/**
 * An hour's work is done in three minutes: what it writes does not depend on how fast it is done, but for the waits of
 * the sync process, which takes what has come since its last round at once.
 */
const WORK_MS = 180_000
const SCAN_EVERY_MS = WORK_MS / DOCUMENTS_AN_HOUR / (SCANS + 2)
const IDLE_MS = 60_000
/** Until what a start causes is over. */
const SETTLING_MS = 15_000

/** Of ten hours a day at work, a cheap card of 32 GB is written over ten times a year. */
const LIMITS = { idleMb: 2, workMb: 100 }

/**
 * What a station of a central writes to its memory card in an hour: idle, and at work while five others work too, by
 * what the system counts of its two processes. With `SCANBOOK_BENCH_CARD`, an empty folder on a disk of its own, also
 * what that disk counts, its file system's own writes included.
 */
export async function benchCard(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-bench-card-'))
  const central = await centralProgram(join(folder, 'central'))
  const closing: (() => Promise<void>)[] = [() => central.stop()]
  try {
    const { book, badge } = await furnishFile(join(folder, 'begin.db'))
    await central.start()
    await central.ask('restore', join(folder, 'begin.db'))
    const card = process.env['SCANBOOK_BENCH_CARD'] ?? join(folder, 'card')
    const machine = await startMachine(central, join(card, 'data'), shiftOf(book, badge))
    closing.unshift(() => machine.end())
    await sleep(SETTLING_MS)
    const idle = await during(machine, () => sleep(IDLE_MS))
    const everyMs = WORK_MS / DOCUMENTS_AN_HOUR
    const others = await startOtherStations({ central, folder, book, count: OTHERS, first: 3, everyMs })
    closing.unshift(() => others.stop())
    const work = await during(machine, () => machine.work(DOCUMENTS_AN_HOUR))
    const toAnHour = HOUR_MS / IDLE_MS
    return [
      ...figuresOf('idle', idle, toAnHour, LIMITS.idleMb),
      ...figuresOf('at work', work, 1, LIMITS.workMb),
    ]
  } finally {
    for (const close of closing) await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function furnishFile(path: string): Promise<{ book: BenchBook; badge: string }> {
  const central = openCentralFile(path)
  try {
    const book = await furnishBench(central, ITEMS)
    return { book, badge: ownCode.badge(await issueBadge(central, book.person as PersonId, Date.now())) }
  } finally {
    central.close()
  }
}

/** Eight scans of five items for each document, of other items each time. */
function shiftOf({ order }: BenchBook, badge: string): ShiftOrder {
  const scan = (document: number, nth: number): string =>
    benchEan((document * 37 + (nth % LINES) * 41) % STANDING_ITEMS)
  return {
    badge,
    salesOrder: ownCode.salesOrder(order),
    documents: Array.from({ length: DOCUMENTS_AN_HOUR }, (_, document) =>
      Array.from({ length: SCANS }, (_each, nth) => scan(document, nth)),
    ),
    everyMs: SCAN_EVERY_MS,
  }
}

async function during(machine: Machine, work: () => Promise<unknown>): Promise<Written> {
  const counting = await startCounting(machine)
  await work()
  return await counting.end()
}

function figuresOf(what: string, written: Written, factor: number, limitMb: number): Figure[] {
  const { stationMb, syncMb, diskMb, syncs } = written
  return [
    atMost(`written in an hour, ${what}`, (stationMb + syncMb) * factor, limitMb, 'MB'),
    plain('… by the station', stationMb * factor, 'MB'),
    plain('… by its sync process', syncMb * factor, 'MB'),
    ...(process.env['SCANBOOK_BENCH_CARD'] === undefined
      ? []
      : [plain('… by what the disk counts', diskMb * factor, 'MB')]),
    ...(syncs === undefined ? [] : [plain('… waits for the disk', syncs * factor, '')]),
  ]
}
