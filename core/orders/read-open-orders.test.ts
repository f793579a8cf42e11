import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openReader, type Reader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { readOpenOrders, readOpenOrdersHere } from './read-open-orders.ts'

let bakery: Bakery
let outbox: Outbox
let reader: Reader
beforeEach(async () => {
  bakery = await openBakery()
  const path = join(bakery.folder, 'outbox.db')
  outbox = openOutbox(path)
  reader = openReader(bakery.path, { outbox: path })
})
afterEach(() => {
  reader.close()
  outbox.close()
  bakery.close()
})

it('an item is done at a station as soon as all of it is logged there, and in the book once it has posted', () => {
  const { coke, place, bra, thandi, order: salesOrder } = bakery
  const ends = { item: coke, from: place('retail'), to: place('customer') }
  const sell = (quantity: number) =>
    outbox.accept({
      writer: 'BRA-K1',
      draft: {
        id: newDocumentId(),
        event: 'sale',
        branch: bra,
        acceptedAt: TEST_NOW,
        acceptedBy: thandi,
        salesOrder,
        lines: [{ ...ends, quantity, take: { by: 'cost' } }],
      },
    })
  const done = () =>
    [readOpenOrdersHere(reader, bra), readOpenOrders(reader, bra)].map(([order]) => order?.itemsDone)
  sell(11)
  expect(done()).toEqual([0, 0])
  sell(1)
  expect(done()).toEqual([1, 0])
})
