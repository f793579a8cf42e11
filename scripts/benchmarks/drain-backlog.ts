import { systemClock } from '../../core/kernel/clock.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { wayThroughGate, type EnrolledWriter } from '../control/testing/way-through-gate.ts'
import { residentMb } from './measure.ts'

/** What the program is told: how many of the documents that wait in its outbox it posts before it ends. */
export interface DrainOrder extends EnrolledWriter {
  readonly outbox: string
  readonly documents: number
  readonly zone: string
}

/** What it says at the end: its memory with the outbox open, and the most it ever had. */
export interface Drained {
  readonly beforeMb: number
  readonly mostMb: number
}

const TIMEOUT_MS = 60_000

const order = JSON.parse(process.argv[2] ?? '{}') as DrainOrder
const outbox = openOutbox(order.outbox)
const central = wayThroughGate(order, outbox, TIMEOUT_MS)
const beforeMb = residentMb(process.pid)
await new Promise<void>((resolve) => {
  let posted = 0
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock: systemClock,
    zoneOf: () => order.zone,
    onOutcomes(outcomes) {
      posted += outcomes.length
      if (posted >= order.documents) void poster.stop().then(resolve)
    },
  })
  poster.wake()
})
central.close()
outbox.close()
const drained: Drained = { beforeMb, mostMb: residentMb(process.pid, 'most') }
process.send?.(drained, () => process.disconnect())
