import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newDocumentId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { startPoster } from './poster.ts'

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

function accept(acceptedAt: number, quantity = 1): void {
  const { coke, place, bra, thandi } = bakery
  const ends = { item: coke, from: place('retail'), to: place('write_off') }
  outbox.accept({
    writer: 'BRA-K1',
    draft: {
      id: newDocumentId(),
      event: 'write_off',
      branch: bra,
      acceptedAt,
      acceptedBy: thandi,
      lines: [{ ...ends, quantity, take: { by: 'cost' } }],
    },
  })
}

async function postAll(): Promise<void> {
  const parts = { outbox, clock: { now: () => TEST_NOW }, zoneOf: () => ZONE, onOutcomes: () => {} }
  const poster = startPoster({ ...parts, centralOf: () => bakery.central })
  await poster.drained()
  await poster.stop()
}

it('says how far a writer is, through documents that wait, arrive, are refused and are offered again', async () => {
  const standing = () => outbox.standing('BRA-K1')
  expect(standing()).toEqual({ waiting: 0, oldestAcceptedAt: undefined, lastSeq: 0 })
  accept(TEST_NOW)
  accept(TEST_NOW + 1)
  expect(standing()).toEqual({ waiting: 2, oldestAcceptedAt: TEST_NOW, lastSeq: 2 })
  // There is no coke to write off: refused, which is an outcome as well.
  await postAll()
  expect(standing()).toEqual({ waiting: 0, oldestAcceptedAt: undefined, lastSeq: 2 })
  accept(TEST_NOW + 2)
  expect(standing()).toEqual({ waiting: 1, oldestAcceptedAt: TEST_NOW + 2, lastSeq: 3 })
  outbox.offerAgain([{ writer: 'BRA-K1', seq: 1, hash: '' }])
  expect(standing()).toEqual({ waiting: 2, oldestAcceptedAt: TEST_NOW + 1, lastSeq: 3 })
  expect(outbox.waiting('BRA-K1', 9)).toHaveLength(2)
  expect(outbox.standing('BRB-K1')).toEqual({ waiting: 0, oldestAcceptedAt: undefined, lastSeq: 0 })
})
