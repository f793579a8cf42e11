import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { totalOf } from '../../station/session/lines.ts'
import type { Station } from '../../station/station.ts'
import { followCentral } from '../serve/connected.ts'
import { readConnection } from '../serve/connection.ts'
import { openLog } from '../serve/open-log.ts'
import { openProcess } from '../serve/open-process.ts'
import { readSettings } from '../serve/settings.ts'
import { watchLoop, type Held } from './held-loop.ts'
import { residentMb } from './measure.ts'

/** What is scanned at the machine. */
export interface PacedOrder {
  readonly badge: string
  readonly salesOrder: string
  readonly items: readonly string[]
}

/** What the parent asks for, one thing at a time. */
export type PacedWish =
  /** So many scans, one every so many ms. */
  | { readonly kind: 'scan'; readonly scans: number; readonly everyMs: number }
  /** Accept what was scanned, and begin again. */
  | { readonly kind: 'accept' }
  | { readonly kind: 'facts' }

export interface PacedTold {
  /** How long each scan took, ms. */
  readonly times: readonly number[]
  /** How long the loop was held since the last answer. */
  readonly held: Held
  readonly waiting: number
  /** How far the replica is. */
  readonly seq: number
  readonly memoryMb: number
}

/** A machine of a central, opened as `scripts/start` opens it by the same settings, with somebody who scans there. */
const order = JSON.parse(process.argv[2] ?? '{}') as PacedOrder
const settings = readSettings(process.env)
const connection = readConnection(process.env)
if (connection === undefined) throw new Error('a machine of a central has a connection')
const connected = followCentral(settings, connection, openLog())
await connected.whenThere
const opened = await openProcess(settings, { openBook: connected.openBook })
const [station] = opened.stations
if (station === undefined) throw new Error('there is no station')
const watch = watchLoop()
/** The station remembers what it has heard of each screen, also over a restart. */
const SCREEN = `bench-${process.pid}`
let entries = 0
let scanned = 0
begin(station)
process.on('message', (wish: PacedWish) => {
  void fulfil(station, wish).then((times) => process.send?.(told(times)))
})
process.once('disconnect', () => {
  void opened
    .close()
    .then(() => connected.stop())
    .then(() => process.exit(0))
})
process.send?.(told([]))

function scan(at: Station, text: string): void {
  at.take(SCREEN, [{ n: ++entries, input: { type: 'scan', text } }])
}

/** What was on the counter when the machine was ended is there again. */
function begin(at: Station): void {
  if (at.session().place.kind === 'scanning') return
  scan(at, order.badge)
  scan(at, order.salesOrder)
  if (at.session().place.kind !== 'scanning') throw new Error('nothing can be scanned')
}

async function fulfil(at: Station, wish: PacedWish): Promise<readonly number[]> {
  if (wish.kind === 'scan') return await scanPaced(at, wish.scans, wish.everyMs)
  if (wish.kind === 'accept') {
    scan(at, ownCode.command('review'))
    scan(at, ownCode.command('accept'))
    scan(at, order.salesOrder)
  }
  return []
}

/** One every `everyMs`, by what was due and not from the end of the one before; late ones do not come all at once. */
async function scanPaced(at: Station, scans: number, everyMs: number): Promise<number[]> {
  const times: number[] = []
  const before = onCounter(at)
  for (let due = performance.now(); times.length < scans; due = Math.max(due + everyMs, performance.now())) {
    const pause = due - performance.now()
    await (pause > 0 ? sleep(pause) : nextTurn())
    const text = order.items[scanned++ % order.items.length] ?? ''
    const began = performance.now()
    scan(at, text)
    times.push(performance.now() - began)
  }
  if (onCounter(at) !== before + scans) throw new Error('a scan was not counted')
  return times
}

/** How much was scanned. */
function onCounter(at: Station): number {
  const { place } = at.session()
  return place.kind === 'scanning' ? place.work.lines.reduce((sum, line) => sum + totalOf(line), 0) : 0
}

function told(times: readonly number[]): PacedTold {
  return {
    times,
    held: watch.found(),
    waiting: opened.admin.outbox.waitingTotal().documents,
    seq: Number(opened.admin.readers.whole.get('SELECT seq FROM meta')?.[0]),
    memoryMb: residentMb(process.pid),
  }
}
