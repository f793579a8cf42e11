import { afterAll, beforeAll, describe, it } from 'vitest'
import { setSalesOrderState } from '../orders/create-sales-order.ts'
import { expectRefused, header, line, move, refusedHeader } from '../testing/going-around.ts'
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
  it.each(rows)('$what', ({ what, sql, says }) => expectRefused(bakery, { what, sql: sql(bakery), says }))
}

const moved = (from: number, to: number, item: number | string, quantity = 1, amount = 1): string =>
  line({ item, from_location: from, to_location: to, quantity, amount })
const bought = ({ at, flour }: TradedBakery): string => moved(at.supplier, at.stockroom, flour)
const sold = ({ at, bread }: TradedBakery): string => moved(at.retail, at.customer, bread, 1, 25)
/** Content of a hand-written void that says it takes back a document. */
const undoing = ({ id }: { id: string }): string =>
  `json_object('id', 'around', 'seq', (SELECT max(seq) + 1 FROM document WHERE writer = 1), 'previous',
    (SELECT content_hash FROM document WHERE writer = 1 ORDER BY seq DESC LIMIT 1),
    'reverses', json_object('document', '${id}'))`
const MAX_POSITION = '(SELECT max(position) FROM document)'

describe('a header seals its moves', () => {
  check([
    { what: 'a move added to a sealed document', sql: (b) => [move({ item: b.flour, from_location: b.at.supplier, to_location: b.at.stockroom, document: 1 })], says: 'E_SEALED' },
    { what: 'a move added to the last sealed document', sql: (b) => [move({ item: b.flour, from_location: b.at.supplier, to_location: b.at.stockroom, document: MAX_POSITION })], says: 'E_SEALED' },
    { what: 'a move for a document that comes later', sql: (b) => [move({ item: b.flour, from_location: b.at.supplier, to_location: b.at.stockroom, document: `${MAX_POSITION} + 2` })], says: 'E_SEALED' },
    { what: 'a move without a header', sql: (b) => [bought(b)], says: 'FOREIGN KEY' },
    { what: 'a document and then a move without a header', sql: (b) => [bought(b), header(), bought(b)], says: 'FOREIGN KEY' },
    { what: 'a header without its moves', sql: () => [header()], says: 'E_EMPTY_DOCUMENT' },
    { what: 'a line count too small', sql: (b) => [bought(b), bought(b), header({ line_count: 1 })], says: 'E_LINES' },
    { what: 'a line count too large', sql: (b) => [bought(b), header({ line_count: 2 })], says: 'E_LINES' },
    { what: 'a first move that belongs to another', sql: (b) => [bought(b), header({ first_move: '(SELECT max(id) - 1 FROM move)', line_count: 2 })], says: 'E_' },
    { what: 'a total too small', sql: (b) => [bought(b), header({ total: 0 })], says: 'E_TOTAL' },
    { what: 'a total too large', sql: (b) => [bought(b), header({ total: 2 })], says: 'E_TOTAL' },
    { what: 'a refusal that moves something', sql: (b) => [bought(b), refusedHeader()], says: 'E_LINES' },
    { what: 'a position skipped', sql: (b) => [bought(b), header({ position: `${MAX_POSITION} + 2` })], says: 'E_POSITION' },
    { what: 'a position before the first', sql: (b) => [bought(b), header({ position: 0 })], says: 'E_POSITION' },
    { what: 'nobody accepted it', sql: (b) => [bought(b), header({ accepted_by: 'NULL' })], says: 'E_NO_PERSON' },
    { what: 'a person who does not exist', sql: (b) => [bought(b), header({ accepted_by: 999 })], says: 'FOREIGN KEY' },
    { what: 'posted with a reason for refusal', sql: (b) => [bought(b), header({ refusal: "'{}'" })], says: 'CHECK' },
    { what: 'refused without a reason', sql: () => [refusedHeader({ refusal: 'NULL' })], says: 'CHECK' },
    { what: 'an event that does not exist', sql: (b) => [bought(b), header({ event: "'gift'", series: "'GFT'" })], says: 'E_' },
  ]) // prettier-ignore
})

describe('numbers, sequences and chains have no gaps', () => {
  check([
    { what: 'a number used twice', sql: (b) => [bought(b), header({ number: 1 })], says: 'E_NUMBER' },
    { what: 'a number skipped', sql: (b) => [bought(b), header({ number: 4 })], says: 'E_NUMBER' },
    { what: 'number zero', sql: (b) => [bought(b), header({ number: 0 })], says: 'E_NUMBER' },
    { what: 'a negative number', sql: (b) => [bought(b), header({ number: -1 })], says: 'E_NUMBER' },
    { what: "another event's series", sql: (b) => [bought(b), header({ series: "'SAL'" })], says: 'E_NUMBER' },
    { what: 'no number', sql: (b) => [bought(b), header({ number: 'NULL' })], says: 'CHECK' },
    { what: 'a number for a refusal', sql: () => [refusedHeader({ number: 1, series: "'INV'", posting_date: "'2026-11-20'" })], says: 'E_NUMBER' },
    { what: "a writer's seq used twice", sql: (b) => [bought(b), header({ seq: 1 })], says: 'E_SEQUENCE' },
    { what: "a writer's seq skipped", sql: (b) => [bought(b), header({ seq: '(SELECT max(seq) + 2 FROM document WHERE writer = 1)' })], says: 'E_SEQUENCE' },
    { what: "a writer's seq skipped by a refusal", sql: () => [refusedHeader({ seq: 99 })], says: 'E_SEQUENCE' },
    { what: 'a seq below the first', sql: (b) => [bought(b), header({ seq: 0 })], says: 'E_SEQUENCE' },
    { what: 'a writer that is not enrolled', sql: (b) => [bought(b), header({ writer: 'NULL', seq: 1 })], says: 'E_WRITER_CLOSED' },
    { what: 'a writer that does not exist', sql: (b) => [bought(b), header({ writer: 99, seq: 1 })], says: 'E_WRITER_CLOSED' },
    { what: 'a closed writer', sql: (b) => ["UPDATE writer SET state = 'closed' WHERE id = 1", bought(b), header()], says: 'E_WRITER_CLOSED' },
    { what: 'a broken hash chain', sql: (b) => [bought(b), header({ content: "json_object('id', 'around', 'seq', (SELECT max(seq) + 1 FROM document WHERE writer = 1), 'previous', 'abc')" })], says: 'E_WRITER_CHAIN' },
    { what: 'a chain that begins anew', sql: (b) => [bought(b), header({ content: "json_object('id', 'around', 'seq', (SELECT max(seq) + 1 FROM document WHERE writer = 1), 'previous', '')" })], says: 'E_WRITER_CHAIN' },
    { what: 'a chain broken by a refusal', sql: () => [refusedHeader({ content: "json_object('id', 'around', 'seq', 1, 'previous', 'abc')" })], says: 'E_WRITER_CHAIN' },
    { what: 'a content with another id', sql: (b) => [bought(b), header({ content: "'{\"id\":\"else\"}'" })], says: 'E_WRITER_CHAIN' },
    { what: 'a content that is not JSON', sql: (b) => [bought(b), header({ content: "'no'" })], says: 'malformed JSON' },
    { what: 'a document whose id is known', sql: (b) => [bought(b), header({ id: `'${b.sold.id}'` })], says: 'E_ID_KNOWN' },
    { what: 'a refusal whose id is posted', sql: (b) => [refusedHeader({ id: `'${b.sold.id}'` })], says: 'E_ID_KNOWN' },
    { what: 'a posting whose id is refused', sql: (b) => [bought(b), header({ id: `'${b.refused.id}'` })], says: 'E_ID_KNOWN' },
  ]) // prettier-ignore
})

describe('days, orders and runs are open', () => {
  check([
    { what: 'a posting date in a locked period', sql: (b) => ["UPDATE branch SET locked_until = '2026-11-20' WHERE id = 1", bought(b), header()], says: 'E_PERIOD_LOCKED' },
    { what: 'a posting date before the locked period ended', sql: (b) => ["UPDATE branch SET locked_until = '2026-11-19' WHERE id = 1", bought(b), header({ posting_date: "'2026-11-18'" })], says: 'E_PERIOD_LOCKED' },
    { what: 'a posting date that is no date', sql: (b) => [bought(b), header({ posting_date: "'20 November'" })], says: 'CHECK' },
    { what: 'a receipt dated before its dispatch', sql: (b) => [line({ item: b.coke, from_location: b.at.in, to_location: b.at.otherRetail, quantity: 1, amount: 100, answers: b.moveOf(b.dispatched) }), header({ event: "'transfer_receive'", branch: 2, transfer: b.dispatched.position, answers: b.dispatched.position, posting_date: "'2026-11-19'" })], says: 'E_BEFORE_ORIGINAL' },
    { what: 'a document that answers a refusal', sql: (b) => [bought(b), header({ answers: b.refused.position })], says: 'E_WAITING' },
    { what: 'a document that drops the link to what it answers', sql: (b) => [bought(b), header({ content: "json_object('id', 'around', 'seq', (SELECT max(seq) + 1 FROM document WHERE writer = 1), 'previous', (SELECT content_hash FROM document WHERE writer = 1 ORDER BY seq DESC LIMIT 1), 'answers', 'x')" })], says: 'E_WAITING' },
    { what: 'a sale on a closed order', sql: (b) => ["UPDATE sales_order SET state = 'closed'", sold(b), header({ event: "'sale'", sales_order: b.order })], says: 'E_ORDER_CLOSED' },
    { what: 'a sale on an order that does not exist', sql: (b) => [sold(b), header({ event: "'sale'", sales_order: 99 })], says: 'E_ORDER_CLOSED' },
    { what: "a sale on another branch's order", sql: (b) => ['UPDATE sales_order SET branch = 2', sold(b), header({ event: "'sale'", sales_order: b.order })], says: 'E_ORDER_CLOSED' },
    { what: 'a purchase on a sales order', sql: (b) => [bought(b), header({ sales_order: b.order })], says: 'E_ORDER' },
    { what: 'usage on a closed run', sql: (b) => ["UPDATE production_run SET state = 'closed'", moved(b.at.stockroom, b.at.pool, b.flour, 1, 2), moved(b.at.pool, b.at.run, b.flour, 1, 2), header({ event: "'usage'", run: b.run })], says: 'E_RUN_CLOSED' },
    { what: 'usage that names no run', sql: (b) => [moved(b.at.stockroom, b.at.pool, b.flour, 1, 2), header({ event: "'usage'" })], says: 'E_RUN' },
    { what: 'usage onto a run it does not name', sql: (b) => [moved(b.at.stockroom, b.at.pool, b.flour, 1, 2), moved(b.at.pool, b.at.run, b.flour, 1, 2), header({ event: "'usage'" })], says: 'E_RUN' },
    { what: 'a sale on a run', sql: (b) => [sold(b), header({ event: "'sale'", run: b.run })], says: 'E_RUN' },
    { what: 'a run closed with ingredients left on it', sql: (b) => [header({ event: "'run_close'", run: b.run })], says: 'E_RUN_NOT_EMPTY' },
    { what: 'a run closed while a refusal waits', sql: (b) => [moved(b.at.run, b.at.writeOff, b.flour, 100, 200), refusedHeader({ run: b.run })].toReversed().concat(header({ id: "'next'", event: "'run_close'", run: b.run, content: "json_object('id', 'next', 'seq', (SELECT max(seq) + 1 FROM document WHERE writer = 1), 'previous', 'h')" })), says: 'E_RUN_HAS_REFUSALS' },
    { what: 'built not zero after a build', sql: (b) => [moved(b.at.run, b.at.built, b.flour, 100, 200), moved(b.at.built, b.at.retail, b.bread, 1, 199), header({ event: "'build'", run: b.run })], says: 'E_BUILT' },
    { what: 'ingredients that become nothing', sql: (b) => [moved(b.at.run, b.at.built, b.flour, 100, 200), header({ event: "'build'", run: b.run })], says: 'E_BUILT' },
    { what: 'a product out of nothing', sql: (b) => [moved(b.at.built, b.at.retail, b.bread, 1, 1), header({ event: "'build'", run: b.run })], says: 'E_BUILT' },
    { what: 'a product out of nothing, worth nothing', sql: (b) => [moved(b.at.built, b.at.retail, b.bread, 1, 0), header({ event: "'build'", run: b.run })], says: 'E_BUILT' },
    { what: "a product that is not the run's", sql: (b) => [moved(b.at.run, b.at.built, b.flour, 100, 200), moved(b.at.built, b.at.retail, b.dough, 1, 200), header({ event: "'build'", run: b.run })], says: 'E_RUN' },
  ]) // prettier-ignore

  it('takes nothing more once its order is closed', async () => {
    await setSalesOrderState(bakery.central, bakery.order, 'closed')
    expectRefused(bakery, {
      what: 'a sale on an order closed by a person',
      sql: [sold(bakery), header({ event: "'sale'", sales_order: bakery.order })],
      says: 'E_ORDER_CLOSED',
    })
    await setSalesOrderState(bakery.central, bakery.order, 'open')
  })
})

describe('items are only where their kind may be', () => {
  const trade = (what: string, event: string, sql: Row['sql']): Row => ({
    what,
    sql: (b) => [...sql(b), header({ event: `'${event}'` })],
    says: 'E_KIND',
  })
  check([
    trade('raw material to retail', 'purchase_invoice', ({ at, flour }) => [moved(at.supplier, at.retail, flour)]),
    trade('raw material restocked to retail', 'restock', ({ at, flour }) => [moved(at.stockroom, at.retail, flour)]),
    trade('manufactured from supplier', 'purchase_invoice', ({ at, bread }) => [moved(at.supplier, at.retail, bread)]),
    trade('manufactured to the stockroom', 'opening', ({ at, bread }) => [moved(at.opening, at.stockroom, bread)]),
    trade('an issue that goes to a customer', 'issue', ({ at, coke }) => [moved(at.retail, at.customer, coke)]),
    trade('a sale that goes to write-off', 'sale', ({ at, bread }) => [moved(at.retail, at.writeOff, bread, 1, 25)]),
    trade('a write-off that goes to a customer', 'write_off', ({ at, bread }) => [moved(at.retail, at.customer, bread, 1, 25)]),
    trade('goods for value only', 'purchase_invoice', ({ at, flour }) => [moved(at.supplier, at.stockroom, flour, 0, 1)]),
    trade('tax on an item', 'purchase_invoice', ({ at, flour }) => [moved(at.supplier, at.tax, flour, 0, 1)]),
    trade('a price confirmed with goods', 'price_confirmation', ({ at, flour }) => [moved(at.supplier, at.stockroom, flour)]),
    { what: 'a void that moves something', sql: (b) => [bought(b), header({ event: "'void'", settles: b.refused.position, accepted_by: b.palesa })], says: 'E_KIND' },
  ]) // prettier-ignore
})

describe('a refusal is settled once', () => {
  check([
    { what: 'a refusal settled twice', sql: (b) => [bought(b), header({ settles: b.settled.position })], says: 'E_SETTLED_BEFORE' },
    { what: 'a refusal voided twice', sql: (b) => [header({ event: "'void'", settles: b.settled.position })], says: 'E_SETTLED_BEFORE' },
    { what: 'a settlement replaced', sql: (b) => [header({ event: "'void'", settles: b.settled.position }).replace('INSERT', 'INSERT OR REPLACE')], says: 'E_SETTLED_BEFORE' },
    { what: 'a settlement of something posted', sql: (b) => [bought(b), header({ settles: b.sold.position })], says: 'E_SETTLES' },
    { what: 'a settlement of something that does not exist', sql: (b) => [bought(b), header({ settles: 9_999 })], says: 'E_SETTLES' },
    { what: 'a settlement by another branch', sql: (b) => [header({ event: "'void'", branch: 2, settles: b.refused.position })], says: 'E_SETTLES' },
    { what: 'a void of nothing', sql: () => [header({ event: "'void'" })], says: 'E_SETTLES' },
    { what: 'a void by who is not a manager', sql: (b) => [header({ event: "'void'", settles: b.refused.position })], says: 'E_NOT_MANAGER' },
    { what: 'a settlement by who is not a manager', sql: (b) => [bought(b), header({ settles: b.refused.position })], says: 'E_NOT_MANAGER' },
    { what: "a void by another branch's manager", sql: (b) => [header({ event: "'void'", settles: b.refused.position, accepted_by: b.bongani })], says: 'E_NOT_MANAGER' },
    { what: "an undo of what another person's document was", sql: (b) => [header({ event: "'void'", settles: b.refusedOfManager.position, content: undoing(b.refusedOfManager) })], says: 'E_NOT_MANAGER' },
    { what: 'a void that pretends to undo another document', sql: (b) => [header({ event: "'void'", settles: b.refused.position, content: undoing(b.refusedOfManager) })], says: 'E_NOT_MANAGER' },
    { what: "a manager's own refusal approved by them", sql: (b) => [bought(b), header({ settles: b.refusedOfManager.position, accepted_by: b.palesa })], says: 'E_OWN_REFUSAL' },
    { what: 'a try settled as if it were a refusal of its own', sql: (b) => [bought(b), header({ settles: b.tried.position, accepted_by: b.zanele })], says: 'E_SETTLES' },
    { what: 'a settlement that stands on a refusal', sql: (b) => [bought(b), header({ settles: b.refused.position, answers: b.refusedOfManager.position, accepted_by: b.palesa })], says: 'E_WAITING' },
    { what: 'an open refusal forgotten', sql: () => ['DELETE FROM refusal_open'], says: 'E_REFUSAL_OPEN' },
    { what: 'an open refusal exchanged', sql: (b) => [`UPDATE refusal_open SET position = ${b.settled.position}`], says: 'E_REFUSAL_OPEN' },
    { what: 'a settled refusal opened again', sql: (b) => [`INSERT INTO refusal_open VALUES (1, ${b.settled.position})`], says: 'E_REFUSAL_OPEN' },
    { what: 'something posted that waits for a person', sql: (b) => [`INSERT INTO refusal_open VALUES (1, ${b.sold.position})`], says: 'E_REFUSAL_OPEN' },
    { what: 'a role taken from a time that is over', sql: (b) => [`UPDATE person_role SET role = 'operator', branch = 1 WHERE person = ${b.palesa}`], says: 'E_POSTED' },
    { what: 'a role given for a time that is over', sql: (b) => [`INSERT INTO person_role VALUES (${b.thandi}, 1, 'manager', 1)`], says: 'E_POSTED' },
    { what: 'a role forgotten', sql: () => ['DELETE FROM person_role'], says: 'E_POSTED' },
    { what: 'a refusal that settles', sql: (b) => [refusedHeader({ settles: b.refused.position })], says: 'CHECK' },
  ]) // prettier-ignore
})
