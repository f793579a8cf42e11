import { toPlaceLabel, type PlaceLabel } from '../book/move-line.ts'
import type { Branch } from '../branches/read-branches.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { averageCost, STOCK_KINDS, type StockKind } from './stock-by-location.ts'

/** What is there of an item at a place that ever had it, also when nothing is left. */
export interface StockRow {
  readonly branch: BranchId
  readonly place: PlaceLabel
  readonly item: ItemLabel
  readonly quantity: Quantity
  readonly value: Minor
  readonly averageCost: Minor | undefined
}

export interface StockRowCursor {
  readonly location: number
  readonly item: number
}

export interface AskedStock {
  readonly branches: readonly Branch[]
  readonly kinds: readonly StockKind[]
  readonly item: ItemId | undefined
  readonly after: StockRowCursor | undefined
  readonly limit: number
}

const PLACES = `SELECT l.id, l.branch, l.id, l.kind, l.holds_stock, NULL, NULL FROM json_each(?2) k
  CROSS JOIN location l ON l.branch = ?1 AND l.kind = k.value AND l.counterpart IS NULL AND l.run IS NULL`
/** Open runs only: what a closed one used up is a zero for ever. */
const RUN_PLACES = `SELECT l.id, l.branch, l.id, l.kind, l.holds_stock, NULL, r.serial
  FROM main.production_run k INDEXED BY production_run_open CROSS JOIN production_run r ON r.id = k.id
  CROSS JOIN location l ON l.run = r.id WHERE k.branch = ?1 AND k.state = 'open'`
const ROWS = `SELECT b.quantity, b.value, ${ITEM_LABEL} FROM stock_balance b CROSS JOIN item i ON i.id = b.item
  WHERE b.location = ?1 AND b.item > ?2 ORDER BY b.item LIMIT ?3`
const ROW = `SELECT b.quantity, b.value, ${ITEM_LABEL} FROM stock_balance b CROSS JOIN item i ON i.id = b.item
  WHERE b.location = ?1 AND b.item = ?2`

/** Stock by place and item, in the order in which they were made, so that no page misses or repeats a row. */
export function readStockPage(reader: Reader, asked: AskedStock): Page<StockRow, StockRowCursor> {
  const { after, limit } = asked
  return reader.snapshot(() => {
    const found: StockRow[] = []
    for (const place of readPlaces(reader, asked)) {
      if (after !== undefined && place.id < after.location) continue
      const start = place.id === after?.location ? after.item : 0
      found.push(...readRows(reader, place, asked, { start, limit: limit + 1 - found.length }))
      if (found.length > limit) break
    }
    return pageOf(found, limit, ({ place, item }) => ({ location: place.id, item: item.id }))
  })
}

interface Place extends PlaceLabel {
  readonly branch: BranchId
}

function readPlaces(reader: Reader, { branches, kinds }: AskedStock): Place[] {
  const fixed = JSON.stringify(STOCK_KINDS.filter((kind) => kind !== 'run' && kinds.includes(kind)))
  return branches
    .flatMap(({ id }) => [
      ...reader.all(PLACES, id, fixed),
      ...(kinds.includes('run') ? reader.all(RUN_PLACES, id) : []),
    ])
    .map(([, branch, ...label]: Row) => ({ ...toPlaceLabel(label), branch: Number(branch) as BranchId }))
    .toSorted((one, other) => one.id - other.id)
}

function readRows(
  reader: Reader,
  place: Place,
  { item }: AskedStock,
  { start, limit }: { readonly start: number; readonly limit: number },
): StockRow[] {
  const rows =
    item === undefined
      ? reader.all(ROWS, place.id, start, limit)
      : item > start
        ? reader.all(ROW, place.id, item)
        : []
  return rows.map((row) => toStockRow(place, row))
}

function toStockRow({ branch, ...place }: Place, row: Row): StockRow {
  const item = toItemLabel(row.slice(2))
  const [held, value] = [Number(row[0]), Number(row[1])]
  return {
    branch,
    place,
    item,
    quantity: quantity(held),
    value: minor(value),
    averageCost: averageCost({ value, held, factor: item.unit.factor }),
  }
}
