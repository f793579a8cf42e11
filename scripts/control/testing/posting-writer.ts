import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DocumentLine } from '../../../core/book/content.ts'
import { systemClock } from '../../../core/kernel/clock.ts'
import { newDocumentId } from '../../../core/kernel/ids.ts'
import { openOutbox } from '../../../core/outbox/outbox.ts'
import { startPoster } from '../../../core/outbox/poster.ts'
import { wayThroughGate, type EnrolledWriter } from './way-through-gate.ts'

/** What a writer of the proof is told when it is started. */
export interface WriterOrder extends EnrolledWriter {
  /** Of its outbox; the same after it was killed. */
  readonly folder: string
  readonly branch: number
  readonly person: number
  readonly item: number
  readonly places: Readonly<Record<'supplier' | 'retail' | 'write_off', number>>
  /** Between two of them. */
  readonly everyMs: number
}

/** A pack of what is bought, and of that one is thrown away. */
const PACK = 6
const WORTH = 599
const TIMEOUT_MS = 5_000

/**
 * A process that accepts documents and posts them to central, until it is told that it is enough and all of them have
 * an outcome. It may be killed at any moment and started again.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as WriterOrder
const { incarnation, branch, person, item, places } = order
const outbox = openOutbox(join(order.folder, 'outbox.db'))
const central = wayThroughGate(order, outbox, TIMEOUT_MS)
const poster = startPoster({
  centralOf: () => central,
  outbox,
  clock: systemClock,
  zoneOf: () => 'Africa/Johannesburg',
  onOutcomes: () => {},
})

let isEnough = false
process.once('message', () => (isEnough = true))
process.once('disconnect', () => process.exit())
for (let made = acceptedBefore(); !isEnough; made++) {
  outbox.accept({
    writer: incarnation,
    draft: {
      id: newDocumentId(),
      event: made % 2 === 0 ? 'purchase_invoice' : 'write_off',
      branch,
      acceptedAt: Date.now(),
      acceptedBy: person,
      lines: [made % 2 === 0 ? bought() : thrownAway()],
    },
  })
  poster.wake()
  await sleep(order.everyMs)
}
while (outbox.waitingTotal().documents > 0) {
  poster.wake()
  await sleep(order.everyMs)
}
await poster.stop()
central.close()
outbox.close()
process.disconnect()

function acceptedBefore(): number {
  return outbox.recent(incarnation, 1)[0]?.document.content.seq ?? 0
}

function bought(): DocumentLine {
  const take = { by: 'stated', amount: WORTH } as const
  return { item, from: places.supplier, to: places.retail, quantity: PACK, take }
}

function thrownAway(): DocumentLine {
  return { item, from: places.retail, to: places.write_off, quantity: 1, take: { by: 'cost' } }
}
