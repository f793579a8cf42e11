import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectRefused, header, line } from '../testing/going-around.ts'
import { openTradedBakery, type TradedBakery } from '../testing/traded-bakery.ts'
import type { Outcome } from './outcome.ts'

let bakery: TradedBakery
/** Salt that turned out 50 cheaper and was all written off then; coke that turned out 5 cheaper and is still there. */
let repriced: { gone: Outcome; there: Outcome }
beforeAll(async () => {
  bakery = await openTradedBakery()
  repriced = await reprice(bakery)
})
afterAll(() => bakery.close())

interface Row {
  readonly what: string
  readonly sql: (bakery: TradedBakery) => readonly string[]
  readonly says: string
}
const check = (rows: readonly Row[]): void => {
  it.each(rows)('$what', ({ what, sql, says }) => expectRefused(bakery, { what, sql: sql(bakery), says }))
}

/** The sale of 4 coke (400) and 2 bread (50), taken back by hand. */
const coke = (b: TradedBakery, changed = {}): string =>
  line({ item: b.coke, from_location: b.at.customer, to_location: b.at.retail, quantity: 4, amount: 400, mirrors: b.moveOf(b.sold, 0), ...changed }) // prettier-ignore
const bread = (b: TradedBakery, changed = {}): string =>
  line({ item: b.bread, from_location: b.at.customer, to_location: b.at.retail, quantity: 2, amount: 50, mirrors: b.moveOf(b.sold, 1), ...changed }) // prettier-ignore
const reversing = (b: TradedBakery, changed = {}): string =>
  header({ event: "'reversal'", reverses: b.sold.position, sales_order: b.order, ...changed })
const extra = (from: number, to: number, item: number, amount = 7): string =>
  line({ item, from_location: from, to_location: to, quantity: 0, amount })

describe('a reversal mirrors its original', () => {
  check([
    { what: 'missing a move', sql: (b) => [coke(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'missing every move', sql: (b) => [reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'another amount', sql: (b) => [coke(b, { amount: 399 }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'another quantity', sql: (b) => [coke(b, { quantity: 3 }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'another item', sql: (b) => [coke(b, { item: b.bread }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'to another place', sql: (b) => [coke(b, { to_location: b.at.stockroom }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'from another place', sql: (b) => [coke(b, { from_location: b.at.gain }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'the same way round', sql: (b) => [coke(b, { from_location: b.at.retail, to_location: b.at.customer }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'one move twice', sql: (b) => [coke(b), coke(b), bread(b), reversing(b)], says: 'E_' },
    { what: 'one move twice and one missing', sql: (b) => [coke(b), coke(b), reversing(b)], says: 'E_' },
    { what: 'an extra move of goods', sql: (b) => [coke(b), bread(b), line({ item: b.coke, from_location: b.at.gain, to_location: b.at.retail, quantity: 1, amount: 1 }), reversing(b)], says: 'E_' },
    { what: "an extra move of another document's", sql: (b) => [coke(b), bread(b), line({ item: b.flour, from_location: b.at.stockroom, to_location: b.at.supplier, quantity: 1_000, amount: 2_000, mirrors: b.moveOf(b.flourBought) }), reversing(b)], says: 'E_' },
    { what: 'extra value to the supplier', sql: (b) => [coke(b), bread(b), extra(b.at.retail, b.at.supplier, b.coke), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'extra value of an item it does not move', sql: (b) => [coke(b), bread(b), extra(b.at.gain, b.at.stockroom, b.flour), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'extra value at a place it does not take from', sql: (b) => [coke(b), bread(b), extra(b.at.gain, b.at.stockroom, b.coke), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'extra value that no move asks for', sql: (b) => [coke(b), bread(b), extra(b.at.retail, b.at.loss, b.coke), reversing(b)], says: 'E_NOT_MIRROR' },
    { what: 'a move mirrored outside a reversal', sql: (b) => [coke(b), header({ event: "'customer_return'" })], says: 'E_' },
    { what: 'a move that does not exist', sql: (b) => [coke(b, { mirrors: 9_999 }), bread(b), reversing(b)], says: 'E_NOT_MIRROR' },
  ]) // prettier-ignore
})

describe('only what is posted, not reversed, not a reversal and still there is reversed, in its own branch', () => {
  check([
    { what: 'a second reversal', sql: (b) => [line({ item: b.bread, from_location: b.at.customer, to_location: b.at.retail, quantity: 3, amount: 75, mirrors: b.moveOf(b.soldAndReversed) }), header({ event: "'reversal'", reverses: b.soldAndReversed.position })], says: 'E_REVERSED_BEFORE' },
    { what: 'a second reversal without moves', sql: (b) => [header({ event: "'reversal'", reverses: b.soldAndReversed.position })], says: 'E_REVERSED_BEFORE' },
    { what: 'a second reversal by REPLACE', sql: (b) => [header({ event: "'reversal'", reverses: b.soldAndReversed.position }).replace('INSERT', 'REPLACE')], says: 'E_REVERSED_BEFORE' },
    { what: 'a reversal of a reversal', sql: (b) => [line({ item: b.bread, from_location: b.at.retail, to_location: b.at.customer, quantity: 3, amount: 75, mirrors: b.moveOf(b.reversal) }), header({ event: "'reversal'", reverses: b.reversal.position })], says: 'E_REVERSES' },
    { what: 'a reversal of a void', sql: (b) => [header({ event: "'reversal'", reverses: b.voided.position })], says: 'E_REVERSES' },
    { what: 'a reversal of a refusal', sql: (b) => [header({ event: "'reversal'", reverses: b.refused.position })], says: 'E_REVERSES' },
    { what: 'a reversal of nothing', sql: () => [header({ event: "'reversal'" })], says: 'E_REVERSES' },
    { what: 'a reversal of what does not exist', sql: () => [header({ event: "'reversal'", reverses: 9_999 })], says: 'E_REVERSES' },
    { what: 'a reversal in the wrong branch', sql: (b) => [coke(b), bread(b), reversing(b, { branch: 2 })], says: 'E_' },
    { what: 'a sale that claims to reverse', sql: (b) => [coke(b), bread(b), reversing(b, { event: "'sale'" })], says: 'E_' },
    { what: 'a reversal on another order', sql: (b) => [coke(b), bread(b), reversing(b, { sales_order: 'NULL' })], says: 'E_REVERSES' },
    { what: 'a reversal dated before its original', sql: (b) => [coke(b), bread(b), reversing(b, { posting_date: "'2026-11-19'" })], says: 'E_BEFORE_ORIGINAL' },
    { what: 'reversal of a dispatch after a receipt', sql: (b) => [line({ item: b.coke, from_location: b.at.out, to_location: b.at.retail, quantity: 6, amount: 600, mirrors: b.moveOf(b.dispatched) }), header({ event: "'reversal'", reverses: b.dispatched.position, transfer: b.dispatched.position })], says: 'E_OVER_OUTSTANDING' },
    { what: 'reversal of a purchase whose goods are gone', sql: (b) => [line({ item: b.flour, from_location: b.at.stockroom, to_location: b.at.supplier, quantity: 1_000, amount: 2_000, mirrors: b.moveOf(b.flourBought) }), header({ event: "'reversal'", reverses: b.flourBought.position })], says: 'E_BELOW_ZERO' },
  ]) // prettier-ignore
})

describe('value that goes back to where nothing is left is given up, and no other', () => {
  /** 50 back to the salt that is gone, or 5 to the coke that is there. */
  const salt = (b: TradedBakery): string =>
    line({ item: b.salt, from_location: b.at.supplier, to_location: b.at.stockroom, quantity: 0, amount: 50, mirrors: b.moveOf(repriced.gone) }) // prettier-ignore
  const cheaperCoke = (b: TradedBakery): string =>
    line({ item: b.coke, from_location: b.at.supplier, to_location: b.at.retail, quantity: 0, amount: 5, mirrors: b.moveOf(repriced.there) }) // prettier-ignore
  const reversed = ({ position }: { position: number }): string =>
    header({ event: "'reversal'", reverses: position })
  check([
    { what: 'value left there', sql: (b) => [salt(b), reversed(repriced.gone)], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'some of the value left there', sql: (b) => [salt(b), extra(b.at.stockroom, b.at.loss, b.salt, 49), reversed(repriced.gone)], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'more value than went back', sql: (b) => [salt(b), extra(b.at.stockroom, b.at.loss, b.salt, 51), reversed(repriced.gone)], says: 'E_VALUE_BELOW_ZERO' },
    { what: 'value given up before it is there', sql: (b) => [extra(b.at.stockroom, b.at.loss, b.salt, 50), salt(b), reversed(repriced.gone)], says: 'E_VALUE_BELOW_ZERO' },
    { what: 'a gain where it only goes back to', sql: (b) => [salt(b), extra(b.at.gain, b.at.stockroom, b.salt, 7), extra(b.at.stockroom, b.at.loss, b.salt, 57), reversed(repriced.gone)], says: 'E_NOT_MIRROR' },
    { what: 'value given up to the supplier', sql: (b) => [salt(b), extra(b.at.stockroom, b.at.supplier, b.salt, 50), reversed(repriced.gone)], says: 'E_NOT_MIRROR' },
    { what: 'value given up of another item', sql: (b) => [salt(b), extra(b.at.stockroom, b.at.loss, b.salt, 50), extra(b.at.stockroom, b.at.loss, b.coke), reversed(repriced.gone)], says: 'E_NOT_MIRROR' },
    { what: 'value given up elsewhere', sql: (b) => [cheaperCoke(b), extra(b.at.stockroom, b.at.loss, b.coke), reversed(repriced.there)], says: 'E_NOT_MIRROR' },
    { what: 'value given up where stock is left', sql: (b) => [cheaperCoke(b), extra(b.at.retail, b.at.loss, b.coke, 5), reversed(repriced.there)], says: 'E_NOT_MIRROR' },
    { what: 'all of it, which is right: only then the end is reached', sql: (b) => [salt(b), extra(b.at.stockroom, b.at.loss, b.salt, 50), reversed(repriced.gone), 'SELECT * FROM the_end'], says: 'the_end' },
  ]) // prettier-ignore
})

async function reprice({ at, salt, coke, place, post }: TradedBakery): Promise<typeof repriced> {
  const cheaper = { by: 'cheaper', gain: place('gain') } as const
  await post({
    event: 'purchase_invoice',
    lines: [
      { item: salt, from: at.supplier, to: at.stockroom, quantity: 10, take: { by: 'stated', amount: 100 } },
    ],
  })
  const gone = await post({
    event: 'price_confirmation',
    lines: [
      { item: salt, from: at.stockroom, to: at.supplier, quantity: 10, take: { ...cheaper, amount: 50 } },
    ],
  })
  await post({
    event: 'write_off',
    reason: 'damp',
    lines: [{ item: salt, from: at.stockroom, to: at.writeOff, quantity: 10, take: { by: 'cost' } }],
  })
  const there = await post({
    event: 'price_confirmation',
    lines: [{ item: coke, from: at.retail, to: at.supplier, quantity: 1, take: { ...cheaper, amount: 5 } }],
  })
  return { gone, there }
}
