import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CentralUnavailable, type Central } from '../database/central.ts'
import { openReader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { unpostedAt } from './laid-over.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { startPoster, type Poster } from './poster.ts'

const WRITER = 'BRA-K1'
/** After a trouble the next try is 5 to 10 minutes off: nobody here waits for it. */
const LONG_PAUSE_MS = 600_000
const QUIET_MS = 300
const WAIT = { timeout: 30_000, interval: 5 }

let bakery: Bakery
let outbox: Outbox
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
})
afterEach(() => {
  outbox.close()
  bakery.close()
})

function startPosterTo(central: Central): Poster {
  return startPoster({
    retryMs: LONG_PAUSE_MS,
    centralOf: () => central,
    outbox,
    clock: { now: () => TEST_NOW },
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
}

function acceptPurchase(): void {
  const { coke, place, bra, thandi } = bakery
  const take = { by: 'stated', amount: 900 } as const
  outbox.accept({
    writer: WRITER,
    draft: {
      id: newDocumentId(),
      event: 'purchase_invoice',
      branch: bra,
      acceptedAt: TEST_NOW,
      acceptedBy: thandi,
      lines: [{ item: coke, from: place('supplier'), to: place('retail'), quantity: 6, take }],
    },
  })
}

it('a line that is back is tried at once, not when the pause is over; a new document does not hurry a dead one', async () => {
  const line = { isDown: true, tries: 0 }
  const central: Central = {
    ...bakery.central,
    all(statement) {
      line.tries++
      return line.isDown ? Promise.reject(new CentralUnavailable('no answer')) : bakery.central.all(statement)
    },
  }
  const poster = startPosterTo(central)
  acceptPurchase()
  poster.wake()
  await vi.waitFor(() => expect(line.tries).toBe(1), WAIT)
  line.isDown = false
  acceptPurchase()
  poster.wake()
  await sleep(QUIET_MS)
  expect([line.tries, outbox.waitingTotal().documents]).toEqual([1, 2])
  poster.hurry()
  await vi.waitFor(() => expect(outbox.waitingTotal().documents).toBe(0), WAIT)
  await poster.stop()
}, 90_000)

it('what is posted to the book beside counts once in every turn: a scan never reads between a post and its settling', async () => {
  const purchases = 45
  const reader = openReader(bakery.path, { outbox: join(bakery.folder, 'outbox.db') })
  const atRetail = `SELECT coalesce((SELECT quantity FROM stock_balance WHERE location = ?1 AND item = ?2), 0)
    + ${unpostedAt('?1', '?2')}`
  const shown = () => reader.get(atRetail, bakery.place('retail'), bakery.coke)?.[0]
  for (let made = 0; made < purchases; made++) acceptPurchase()
  const poster = startPosterTo(bakery.central)
  const seen = new Set([shown()])
  poster.wake()
  while (outbox.waitingTotal().documents > 0) {
    await nextTurn()
    seen.add(shown())
  }
  expect([...seen]).toEqual([purchases * 6])
  await poster.stop()
  reader.close()
})
