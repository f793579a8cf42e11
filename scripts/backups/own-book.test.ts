import { expect, it } from 'vitest'
import { openBakery, TEST_NOW } from '../../core/testing/bakery.ts'
import { Pi } from '../../core/testing/pi.ts'
import { timeOfBook } from './own-book.ts'

const HOUR_MS = 3_600_000

it.each([
  ['what the machine’s clock says', TEST_NOW + HOUR_MS, TEST_NOW + HOUR_MS],
  ['not before what is in the book, where that clock began in 1970', HOUR_MS, TEST_NOW],
])('the time of a copy is %s', async (_, wall, time) => {
  const bakery = await openBakery()
  try {
    const line = { item: bakery.coke, from: bakery.place('supplier'), to: bakery.place('retail') }
    const take = { by: 'stated', amount: 990 } as const
    await bakery.post({ event: 'purchase_invoice', lines: [{ ...line, quantity: 1, take }] })
    expect(timeOfBook(bakery.path, new Pi(wall))).toBe(time)
  } finally {
    bakery.close()
  }
})
