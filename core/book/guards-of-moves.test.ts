import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectRefused, header, line, move, type Attack } from '../testing/going-around.ts'
import { openTradedBakery, type TradedBakery } from '../testing/traded-bakery.ts'

let bakery: TradedBakery
beforeAll(async () => {
  bakery = await openTradedBakery()
})
afterAll(() => bakery.close())

interface Row {
  readonly what: string
  readonly sql: (bakery: TradedBakery) => readonly string[]
  readonly says: string
}
const check = (rows: readonly Row[]): void => {
  it.each(rows)('$what', ({ what, sql, says }) => {
    const attack: Attack = { what, sql: sql(bakery), says }
    expectRefused(bakery, attack)
  })
}

const buy = ({ at, flour }: TradedBakery, changed = {}): string =>
  line({
    item: flour,
    from_location: at.supplier,
    to_location: at.stockroom,
    quantity: 1,
    amount: 1,
    ...changed,
  })
const buyRow = ({ at, flour }: TradedBakery, changed = {}): string =>
  move({ item: flour, from_location: at.supplier, to_location: at.stockroom, ...changed })
const sell = ({ at, coke }: TradedBakery, quantity: number, amount: number): string =>
  line({ item: coke, from_location: at.retail, to_location: at.customer, quantity, amount })

/** A price confirmed dearer by one cent, and the header of it as the second document of a transaction. */
const dearer = ({ at }: TradedBakery, item: number, place: number): string =>
  line({ item, from_location: at.supplier, to_location: place, quantity: 0, amount: 1 })
const repriced = header({ event: "'price_confirmation'", id: "'around again'" })

describe('a move is whole, non-negative and in bounds', () => {
  check([
    { what: 'a quantity of 1.5', sql: (b) => [buy(b, { quantity: 1.5 }), header()], says: 'cannot store REAL value in INTEGER column move.quantity' },
    { what: 'a quantity that is text', sql: (b) => [buy(b, { quantity: "'five'" }), header()], says: 'cannot store TEXT value in INTEGER column move.quantity' },
    { what: 'a quantity that is a blob', sql: (b) => [buy(b, { quantity: "x'05'" }), header()], says: 'cannot store BLOB value in INTEGER column move.quantity' },
    { what: 'no quantity', sql: (b) => [buy(b, { quantity: 'NULL' }), header()], says: 'NOT NULL constraint failed: move.quantity' },
    { what: 'an amount of 1.5', sql: (b) => [buy(b, { amount: 1.5 }), header()], says: 'cannot store REAL value in INTEGER column move.amount' },
    { what: 'an amount that is text', sql: (b) => [buy(b, { amount: "'1,00'" }), header()], says: 'cannot store TEXT value in INTEGER column move.amount' },
    { what: 'an amount beyond 64 bits', sql: (b) => [buy(b, { amount: '9223372036854775807 + 1' }), header()], says: 'cannot store REAL value in INTEGER column move.amount' },
    { what: 'no amount', sql: (b) => [buy(b, { amount: 'NULL' }), header()], says: 'E_NO_COST' },
    { what: 'a negative quantity', sql: (b) => [buy(b, { quantity: -1 }), header()], says: 'E_QUANTITY_BOUNDS' },
    { what: 'a negative amount', sql: (b) => [buy(b, { amount: -1 }), header()], says: 'E_AMOUNT_BOUNDS' },
    { what: 'a quantity out of bounds', sql: (b) => [buy(b, { quantity: 2_000_000_001 }), header()], says: 'E_QUANTITY_BOUNDS' },
    { what: 'an amount out of bounds', sql: (b) => [buy(b, { amount: 10_000_000_000_001 }), header()], says: 'E_AMOUNT_BOUNDS' },
    { what: 'stock out of bounds', sql: (b) => [buy(b, { quantity: 2_000_000_000 }), header()], says: 'E_STOCK_BOUNDS' },
    { what: "a stock's value out of bounds", sql: (b) => [buy(b, { amount: 10_000_000_000_000 }), header()], says: 'E_STOCK_BOUNDS' },
    { what: 'neither quantity nor value', sql: (b) => [buy(b, { quantity: 0, amount: 0 }), header()], says: 'E_EMPTY_MOVE' },
    { what: 'a quantity of nothing', sql: (b) => [buy(b, { item: 'NULL' }), header()], says: 'E_NO_ITEM' },
    { what: 'value of no item into stock', sql: (b) => [buy(b, { item: 'NULL', quantity: 0 }), header()], says: 'E_NO_ITEM' },
    { what: 'an item that does not exist', sql: (b) => [buy(b, { item: 999 }), header()], says: 'E_UNKNOWN_ITEM' },
  ]) // prettier-ignore
})

describe('a move runs between two places that know each other, and names their accounts', () => {
  check([
    { what: 'from = to', sql: ({ at, coke }) => [line({ item: coke, from_location: at.retail, to_location: at.retail, quantity: 1, amount: 1 }), header()], says: 'E_SAME_LOCATION' },
    { what: 'a place that does not exist', sql: (b) => [buy(b, { to_location: 9_999 }), header()], says: 'E_UNKNOWN_LOCATION' },
    { what: 'from a place that does not exist', sql: (b) => [buy(b, { from_location: 9_999 }), header()], says: 'E_UNKNOWN_LOCATION' },
    { what: "a location outside the document's branch", sql: (b) => [buy(b, { to_location: b.at.otherStockroom }), header()], says: 'E_BRANCH' },
    { what: "both locations outside the document's branch", sql: (b) => [buy(b), header({ branch: 2 })], says: 'E_BRANCH' },
    { what: 'a branch that does not exist', sql: (b) => [buy(b), header({ branch: 99 })], says: 'E_BRANCH' },
    { what: "a debit account that is not its location's", sql: (b) => [buyRow(b, { debit_account: `(SELECT account FROM location WHERE id = ${b.at.retail})` }), header()], says: 'E_ACCOUNT' },
    { what: "a credit account that is not its location's", sql: (b) => [buyRow(b, { credit_account: `(SELECT account FROM location WHERE id = ${b.at.gain})` }), header()], says: 'E_ACCOUNT' },
    { what: 'both accounts swapped', sql: (b) => [buyRow(b, { credit_account: `(SELECT account FROM location WHERE id = ${b.at.stockroom})`, debit_account: `(SELECT account FROM location WHERE id = ${b.at.supplier})` }), header()], says: 'E_ACCOUNT' },
    { what: 'no account', sql: (b) => [buyRow(b, { debit_account: 'NULL' }), header()], says: 'E_UNKNOWN_LOCATION' },
    { what: 'a broken chain of an account', sql: (b) => [buyRow(b, { debit_previous: 1 }), header()], says: 'E_CHAIN' },
    { what: 'a broken chain of a stock', sql: (b) => [buyRow(b, { to_previous: 'NULL' }), header()], says: 'E_CHAIN' },
    { what: 'a move number skipped', sql: (b) => [buyRow(b, { id: '(SELECT max(id) + 2 FROM move)' }), header()], says: 'E_MOVE_NUMBER' },
    { what: 'a move number below the first', sql: (b) => [buyRow(b, { id: 0 }), header()], says: 'E_MOVE_NUMBER' },
  ]) // prettier-ignore
})

describe('nothing goes below zero, and no value is left without a quantity', () => {
  check([
    { what: 'stock below zero', sql: (b) => [sell(b, 999, 1), header({ event: "'sale'" })], says: 'E_BELOW_ZERO' },
    { what: 'stock that was never there', sql: ({ at, salt }) => [line({ item: salt, from_location: at.stockroom, to_location: at.writeOff, quantity: 1, amount: 0 }), header({ event: "'write_off'" })], says: 'E_BELOW_ZERO' },
    { what: 'value below zero', sql: (b) => [sell(b, 1, 999_999), header({ event: "'sale'" })], says: 'E_VALUE_BELOW_ZERO' },
    { what: 'all quantity gone and value left', sql: (b) => [sell(b, 10, 1), header({ event: "'sale'" })], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'value onto a place without stock', sql: ({ at, coke }) => [line({ item: coke, from_location: at.supplier, to_location: at.otherRetail, quantity: 0, amount: 1 }), header({ event: "'price_confirmation'" })], says: 'E_' },
    { what: 'all quantity gone in two goes and value left', sql: (b) => [sell(b, 4, 400), sell(b, 6, 599), header({ event: "'sale'" })], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'value left before a document that would take it', sql: (b) => [sell(b, 10, 999), header({ event: "'sale'" }), dearer(b, b.coke, b.at.retail), repriced], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'value left behind OR REPLACE', sql: (b) => [sell(b, 10, 1).replace('INSERT', 'INSERT OR REPLACE'), header({ event: "'sale'" }).replace('INSERT', 'INSERT OR REPLACE')], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'value left behind OR IGNORE', sql: (b) => [sell(b, 10, 1).replace('INSERT', 'INSERT OR IGNORE'), header({ event: "'sale'" }).replace('INSERT', 'INSERT OR IGNORE')], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'value left without a header that would say so', sql: (b) => [sell(b, 10, 1)], says: 'FOREIGN KEY' },
    { what: 'value onto a place that never had any stock', sql: (b) => [dearer(b, b.salt, b.at.stockroom), repriced], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'value onto a place whose stock is gone', sql: (b) => [sell(b, 10, 1_000), header({ event: "'sale'" }), dearer(b, b.coke, b.at.retail), repriced], says: 'E_VALUE_WITHOUT_QUANTITY' },
    { what: 'stock below zero behind OR IGNORE', sql: (b) => [sell(b, 999, 1).replace('INSERT', 'INSERT OR IGNORE'), header({ event: "'sale'" })], says: 'E_' },
    { what: 'value below zero behind OR IGNORE', sql: (b) => [sell(b, 1, 999_999).replace('INSERT', 'INSERT OR IGNORE'), header({ event: "'sale'" })], says: 'E_' },
    { what: 'stock out of bounds behind OR IGNORE', sql: (b) => [buyRow(b, { quantity: 2_000_000_000 }).replace('INSERT', 'INSERT OR IGNORE'), header()], says: 'E_' },
    { what: 'stock below zero behind OR REPLACE', sql: (b) => [sell(b, 999, 1).replace('INSERT', 'INSERT OR REPLACE'), header({ event: "'sale'" })], says: 'E_' },
  ]) // prettier-ignore
})

describe('what is drawn on was dispatched or sold, and no more than that', () => {
  const returned = (b: TradedBakery, changed = {}): string =>
    line({ item: b.coke, from_location: b.at.customer, to_location: b.at.retail, quantity: 1, amount: 100, answers: b.moveOf(b.sold), ...changed }) // prettier-ignore
  const received = (b: TradedBakery, changed = {}): string =>
    line({ item: b.coke, from_location: b.at.in, to_location: b.at.otherRetail, quantity: 1, amount: 100, answers: b.moveOf(b.dispatched), ...changed }) // prettier-ignore
  const crt = header({ event: "'customer_return'" })
  const rcv = (b: TradedBakery, transfer = b.dispatched.position as number): string =>
    header({ event: "'transfer_receive'", branch: 2, transfer, answers: b.dispatched.position })
  check([
    { what: 'a customer return of more than was sold', sql: (b) => [returned(b, { quantity: 5, amount: 400 }), crt], says: 'E_OVER_OUTSTANDING' },
    { what: 'a customer return of more value than was sold', sql: (b) => [returned(b, { amount: 401 }), crt], says: 'E_OVER_OUTSTANDING' },
    { what: 'a customer return in two goes of more than was sold', sql: (b) => [returned(b, { quantity: 3, amount: 300 }), returned(b, { quantity: 2, amount: 100 }), crt], says: 'E_OVER_OUTSTANDING' },
    { what: 'a customer return of all that leaves value behind', sql: (b) => [returned(b, { quantity: 4, amount: 399 }), crt], says: 'E_OUTSTANDING_VALUE' },
    { what: 'a customer return of another item', sql: (b) => [returned(b, { item: b.bread }), crt], says: 'E_ANSWERS' },
    { what: 'a customer return of no sale', sql: (b) => [returned(b, { answers: 'NULL' }), crt], says: 'E_ANSWERS' },
    { what: 'a customer return of a purchase', sql: (b) => [returned(b, { answers: b.moveOf(b.cokeBought) }), crt], says: 'E_ANSWERS' },
    { what: 'a customer return of a move that does not exist', sql: (b) => [returned(b, { answers: 9_999 }), crt], says: 'E_ANSWERS' },
    { what: 'a value-only draw', sql: (b) => [returned(b, { quantity: 0 }), crt], says: 'E_ANSWERS' },
    { what: 'a draw on a reversed sale', sql: (b) => [returned(b, { item: b.bread, amount: 25, answers: b.moveOf(b.soldAndReversed) }), crt], says: 'E_OVER_OUTSTANDING' },
    { what: 'a draw on the reversal of a sale', sql: (b) => [returned(b, { item: b.bread, amount: 25, answers: b.moveOf(b.reversal) }), crt], says: 'E_ANSWERS' },
    { what: 'a draw on a reversed dispatch', sql: (b) => [received(b, { answers: b.moveOf(b.dispatchReversed) }), rcv(b, b.dispatchReversed.position)], says: 'E_OVER_OUTSTANDING' },
    { what: 'a receipt of more than is outstanding', sql: (b) => [received(b, { quantity: 5, amount: 400 }), rcv(b)], says: 'E_OVER_OUTSTANDING' },
    { what: 'a transfer line below zero in value', sql: (b) => [received(b, { amount: 401 }), rcv(b)], says: 'E_OVER_OUTSTANDING' },
    { what: 'a receipt that answers nothing', sql: (b) => [received(b, { answers: 'NULL' }), rcv(b)], says: 'E_ANSWERS' },
    { what: 'a receipt by the sender itself', sql: (b) => [received(b, { from_location: b.placeTowards(b.bra, 'branch_in', b.brb), to_location: b.at.retail }), header({ event: "'transfer_receive'", transfer: b.dispatched.position })], says: 'E_ANSWERS' },
    { what: 'a return of more than was sold behind OR IGNORE', sql: (b) => [returned(b, { quantity: 5, amount: 400 }).replace('INSERT', 'INSERT OR IGNORE'), crt], says: 'E_OVER_OUTSTANDING' },
    { what: 'a receipt of a sale', sql: (b) => [received(b, { answers: b.moveOf(b.sold) }), rcv(b)], says: 'E_ANSWERS' },
    { what: 'a receipt for another transfer', sql: (b) => [received(b), rcv(b, b.dispatchReversed.position)], says: 'E_TRANSFER' },
    { what: 'a receipt of no transfer', sql: (b) => [received(b), header({ event: "'transfer_receive'", branch: 2 })], says: 'E_TRANSFER' },
    { what: 'opening stock twice', sql: (b) => [line({ item: b.bread, from_location: b.at.opening, to_location: b.at.retail, quantity: 1, amount: 1 }), header({ event: "'opening'" })], says: 'E_OPENED_BEFORE' },
    { what: 'opening stock twice in one document', sql: (b) => [1, 2].map(() => line({ item: b.salt, from_location: b.at.opening, to_location: b.at.stockroom, quantity: 1, amount: 1 })).concat(header({ event: "'opening'" })), says: 'E_OPENED_BEFORE' },
  ]) // prettier-ignore
})
