import { MINOR_MAX } from '../../kernel/money.ts'
import { QUANTITY_MAX } from '../../kernel/quantity.ts'
import { exactRatio } from '../../kernel/exact-ratio.ts'
import { placeOf } from '../../branches/places.ts'
import type { BranchId, LocationId } from '../../kernel/ids.ts'
import { adminData } from '../../words/en/admin-data.ts'
import { bookWords } from '../../words/en/book-words.ts'
import { amountText, quantityText } from '../amount-text.ts'
import { branchesFor, codeKey, readItems, type Branches, type KnownItem } from '../book-facts.ts'
import { amount, choice, itemCode, money, required, text, type CellsOf } from '../cells.ts'
import { importer, Tally, type CheckContext, type Row } from '../importer.ts'
import { readAmount } from '../item-amounts.ts'
import { parsed, problem, refused, type Parsed } from '../problem.ts'

const PLACES = {
  stockroom: ['stockroom inventory', 'store', 'storeroom', 'warehouse'],
  manufacturing: ['manufacturing inventory', 'bakery', 'wip'],
  retail: ['retail stock', 'shop', 'shelf', 'finished goods'],
}
type Place = keyof typeof PLACES

const columns = {
  branch: text(6, { example: 'BRA', aliases: ['branchid', 'branchprefix'] }),
  place: required(choice<Place>(PLACES, { example: 'stockroom', aliases: ['location', 'kindofplace'] })),
  item: required(
    itemCode({ example: 'FLOUR-CAKE', aliases: ['itemcode', 'sku', 'productcode', 'materialcode'] }),
  ),
  quantity: required(amount({ example: '120', aliases: ['qty', 'onhand', 'stock'] })),
  unit: text(20, { example: 'kg', aliases: ['uom'] }),
  value: money({ example: '1740.00', aliases: ['totalvalue', 'totalcost', 'worth'] }),
  unit_cost: money({ example: '', aliases: ['cost', 'averagecost', 'lastpaidprice'] }),
}
type Cells = CellsOf<typeof columns>

/** What was entered before: per place and item. */
interface Entry {
  readonly quantity: number
  readonly amount: number
}
interface Known {
  readonly items: ReadonlyMap<string, KnownItem>
  readonly branches: Branches
  readonly entries: ReadonlyMap<string, Entry>
  /** What is there now, entered before or not. */
  readonly stock: ReadonlyMap<string, Entry>
  /** "stockroom raw": what the book may open where. */
  readonly rules: ReadonlySet<string>
  readonly placeOf: (branch: BranchId, place: Place | 'opening') => LocationId
}

/**
 * What lies where on the first day, and what it is worth. It is booked as documents of the event 'opening', once for
 * each item and place; a row that says what is in the book already is left as it is.
 */
export const openingStock = importer('opening-stock', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const known = readKnown(context)
    for (const row of rows) checkRow(row, known, context, tally)
    return tally
  },
})

function checkRow({ line, cells }: Row<Cells>, known: Known, context: CheckContext, tally: Tally): void {
  const branch = known.branches.readOne(cells.branch)
  if (!branch.ok) return tally.refuse(line, 'branch', branch.problem)
  const item = known.items.get(codeKey(cells.item))
  if (item === undefined) return tally.refuse(line, 'item', problem('unknown_item', cells.item))
  if (item.branch !== null && item.branch !== branch.value)
    return tally.refuse(line, 'item', problem('unknown_item', cells.item))
  const place = bookWords.places[cells.place]
  if (!known.rules.has(`${cells.place} ${item.kind}`))
    return tally.refuse(line, 'place', problem('wrong_place', place, item.name))
  const to = known.placeOf(branch.value, cells.place)
  const key = `${to}.${item.id}`
  if (tally.isTwice(line, 'item', key)) return
  const quantity = readAmount(cells.quantity, item, cells.unit)
  if (!quantity.ok) return tally.refuse(line, 'quantity', quantity.problem)
  if (quantity.value === 0) return tally.refuse(line, 'quantity', problem('zero'))
  const worth = valueOf(cells, quantity.value, item, context)
  if (!worth.ok) return tally.refuse(line, cells.value === undefined ? 'unit_cost' : 'value', worth.problem)
  const before = known.entries.get(key)
  const isBooked = before?.quantity === quantity.value && before.amount === worth.value
  if (before !== undefined && !isBooked)
    return tally.refuse(line, 'item', openedBefore(before, item, context))
  const there = known.stock.get(key)
  if (!isBooked && there !== undefined && isBeyond(there, { quantity: quantity.value, amount: worth.value }))
    return tally.refuse(line, 'quantity', problem('too_much'))
  tally.openings.push({
    branch: branch.value,
    item: item.id,
    from: known.placeOf(branch.value, 'opening'),
    to,
    quantity: quantity.value,
    amount: worth.value,
    isBooked,
  })
  const title = adminData.inBranch(item.name, known.branches.prefixOf(branch.value))
  const detail = adminData.openingDetail(
    quantityWords(quantity.value, item),
    place,
    amountText(worth.value, context.moneyFactor),
  )
  if (isBooked) tally.differs(line, title, [], [])
  else tally.isNew(line, title, [detail], [])
}

/** More than one place may hold of one item. */
const isBeyond = (there: Entry, more: Entry): boolean =>
  there.quantity + more.quantity > QUANTITY_MAX || there.amount + more.amount > MINOR_MAX

function quantityWords(quantity: number, { unit }: KnownItem): string {
  const written = quantityText(quantity, unit)
  return adminData.quantityDetail(written.number, written.unit)
}

const openedBefore = (before: Entry, item: KnownItem, { moneyFactor }: CheckContext) =>
  problem('opened_before', quantityWords(before.quantity, item), amountText(before.amount, moneyFactor))

/** Its value, or its cost for one display unit times the quantity, rounded half up as the book rounds. */
function valueOf(
  { value, unit_cost: cost }: Cells,
  quantity: number,
  { unit }: KnownItem,
  { moneyFactor }: CheckContext,
): Parsed<number> {
  const byCost =
    cost === undefined ? undefined : exactRatio({ value: cost, times: quantity, by: unit.factor })
  if (cost !== undefined && (byCost === undefined || byCost > MINOR_MAX)) return refused(problem('too_much'))
  if (value !== undefined && byCost !== undefined && value !== byCost)
    return refused(problem('value_differs', amountText(byCost, moneyFactor)))
  const worth = value ?? byCost
  return worth === undefined ? refused(problem('value_needed')) : parsed(worth)
}

function readKnown(context: CheckContext): Known {
  const { reader } = context
  const read = (sql: string): ReadonlyMap<string, Entry> =>
    new Map(
      reader
        .all(sql)
        .map(([location, item, quantity, value]) => [
          `${String(location)}.${String(item)}`,
          { quantity: Number(quantity), amount: Number(value) },
        ]),
    )
  const rules = reader
    .all(`SELECT to_kind, item_kind FROM event_rule WHERE event = 'opening'`)
    .map(([to, kind]) => `${String(to)} ${String(kind)}`)
  const places = new Map<string, LocationId>()
  return {
    items: readItems(reader),
    branches: branchesFor(context),
    entries: read(
      'SELECT e.location, e.item, m.quantity, m.amount FROM opening_entry e JOIN move m ON m.id = e.move',
    ),
    stock: read('SELECT location, item, quantity, value FROM stock_balance'),
    rules: new Set(rules),
    placeOf(branch, place) {
      const key = `${branch} ${place}`
      const found = places.get(key) ?? placeOf(reader, branch, place)
      places.set(key, found)
      return found
    },
  }
}
