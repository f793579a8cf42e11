import { looksLikeGtin, normaliseGtin } from '../barcodes/gtin.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'

/** What of a branch's books waits for a person and cannot be asked for in a moment: ids of rows, by kind. */
export interface BranchCounts {
  /** Items that are here or planned, that are scanned to be named, and have no barcode that can be. */
  readonly withoutBarcode: readonly number[]
  /** Items on open orders or runs that nobody ever had where they are taken from. */
  readonly withoutStock: readonly number[]
  /** Items of which shelves and stockroom together have less than their reorder point. */
  readonly belowReorder: readonly number[]
}

/** How much one slice reads. With look-ups for each row it takes about a millisecond. */
export const SLICE = 500
const PAPERS_SLICE = 25

/**
 * Counts one branch slice by slice: every `yield` lets scans and pages go first. The reader is that branch's own, so
 * that nothing of another one can be counted.
 */
export function* countBranch(reader: Reader, branch: BranchId): Generator<void, BranchCounts> {
  const planned = yield* readPlanned(reader, branch)
  const withoutBarcode = yield* withoutBarcodeIn(reader, branch, planned)
  return {
    withoutBarcode,
    withoutStock: yield* withoutStockIn(reader, branch, planned),
    belowReorder: yield* belowReorderIn(reader, branch),
  }
}

/** Items on open orders and runs that are still to be taken from somewhere. */
interface Planned {
  readonly onOrders: ReadonlySet<number>
  readonly onRuns: ReadonlySet<number>
}

const PAPERS = (table: string): string => `SELECT id, due_on FROM ${table}
  WHERE branch = ?1 AND state = 'open' AND (due_on, id) > (?2, ?3) ORDER BY due_on, id LIMIT ${PAPERS_SLICE}`
const ORDERS = PAPERS('sales_order')
const RUNS = PAPERS('production_run')
const ORDERED = `SELECT l.item FROM json_each(?1) o CROSS JOIN sales_order_line l ON l.sales_order = o.value
  WHERE l.logged < l.ordered`
const INGREDIENTS = `SELECT l.item FROM json_each(?1) r CROSS JOIN run_ingredient l ON l.run = r.value
  WHERE l.used < l.planned`

function* readPlanned(reader: Reader, branch: BranchId): Generator<void, Planned> {
  return {
    onOrders: yield* itemsOfOpen(reader, branch, ORDERS, ORDERED),
    onRuns: yield* itemsOfOpen(reader, branch, RUNS, INGREDIENTS),
  }
}

function* itemsOfOpen(
  reader: Reader,
  branch: BranchId,
  papers: string,
  itemsOf: string,
): Generator<void, Set<number>> {
  const items = new Set<number>()
  let [id, dueOn] = [0, '']
  for (;;) {
    const found = reader.all(papers, branch, dueOn, id)
    const last = found.at(-1)
    if (last === undefined) return items
    for (const [item] of reader.all(itemsOf, JSON.stringify(found.map(([paper]) => paper))))
      items.add(Number(item))
    ;[id, dueOn] = [Number(last[0]), String(last[1])]
    yield
  }
}

const PLACES = `SELECT id FROM location WHERE branch = ?1 AND kind IN (SELECT value FROM json_each(?2))`
const HELD = `SELECT item, quantity FROM stock_balance WHERE location = ?1 AND item > ?2 ORDER BY item LIMIT ${SLICE}`
// What is weighed or poured is named by a scale's label, a tile or the search; a retired item by nobody.
const SCANNED = `SELECT i.id, b.code FROM json_each(?1) asked CROSS JOIN item i ON i.id = asked.value
  LEFT JOIN barcode b ON b.item = i.id WHERE i.is_measured = 0 AND i.is_retired = 0`
/** A tile at any station of the branch names an item without a scan; the reader sees no other branch's. */
const TILES = 'SELECT DISTINCT item FROM station_tile'

function placesOf(reader: Reader, branch: BranchId, kinds: readonly string[]): number[] {
  return reader.all(PLACES, branch, JSON.stringify(kinds)).map(([id]) => Number(id))
}

function* withoutBarcodeIn(reader: Reader, branch: BranchId, planned: Planned): Generator<void, number[]> {
  const inUse = new Set([...planned.onOrders, ...planned.onRuns])
  for (const place of placesOf(reader, branch, ['stockroom', 'manufacturing', 'retail'])) {
    let after = 0
    for (;;) {
      const held = reader.all(HELD, place, after)
      for (const [item, quantity] of held) if (Number(quantity) > 0) inUse.add(Number(item))
      if (held.length < SLICE) break
      after = Number(held.at(-1)?.[0])
      yield
    }
  }
  const named = new Set(reader.all(TILES).map(([item]) => Number(item)))
  const asked = [...inUse].filter((item) => !named.has(item))
  const without = new Set<number>()
  for (const slice of slicesOf(asked)) {
    const rows = reader.all(SCANNED, JSON.stringify(slice))
    for (const [item] of rows) without.add(Number(item))
    for (const [item, code] of rows) if (canBeScanned(code)) without.delete(Number(item))
    yield
  }
  return [...without]
}

/** Digits of a GTIN's length with a wrong check digit are a misread to every scanner. */
function canBeScanned(code: unknown): boolean {
  return typeof code === 'string' && (!looksLikeGtin(code) || normaliseGtin(code) !== undefined)
}

const NEVER_AT = `SELECT asked.value FROM json_each(?1) asked CROSS JOIN item i ON i.id = asked.value
  WHERE i.is_retired = 0 AND NOT EXISTS (
    SELECT 1 FROM json_each(?2) p CROSS JOIN stock_balance s ON s.location = p.value AND s.item = i.id)`

/** An order is served from the shelves; a run takes from the floor, and that from the stockroom or the shelves. */
function* withoutStockIn(reader: Reader, branch: BranchId, planned: Planned): Generator<void, number[]> {
  const asked = [
    { items: planned.onOrders, places: placesOf(reader, branch, ['retail']) },
    { items: planned.onRuns, places: placesOf(reader, branch, ['stockroom', 'manufacturing', 'retail']) },
  ]
  const never = new Set<number>()
  for (const { items, places } of asked) {
    for (const slice of slicesOf([...items])) {
      const rows = reader.all(NEVER_AT, JSON.stringify(slice), JSON.stringify(places))
      for (const [item] of rows) never.add(Number(item))
      yield
    }
  }
  return [...never]
}

const POINTS = `SELECT r.item, i.is_retired = 0 AND r.quantity > coalesce((
    SELECT sum(s.quantity) FROM json_each(?3) p CROSS JOIN stock_balance s
      ON s.location = p.value AND s.item = r.item), 0)
  FROM reorder_point r CROSS JOIN item i ON i.id = r.item
  WHERE r.branch = ?1 AND r.item > ?2 ORDER BY r.item LIMIT ${SLICE}`

function* belowReorderIn(reader: Reader, branch: BranchId): Generator<void, number[]> {
  const places = JSON.stringify(placesOf(reader, branch, ['stockroom', 'retail']))
  const below: number[] = []
  let after = 0
  for (;;) {
    const points = reader.all(POINTS, branch, after, places)
    for (const [item, isBelow] of points) if (isBelow === 1) below.push(Number(item))
    if (points.length < SLICE) return below
    after = Number(points.at(-1)?.[0])
    yield
  }
}

function* slicesOf(items: readonly number[]): Generator<readonly number[]> {
  for (let start = 0; start < items.length; start += SLICE) yield items.slice(start, start + SLICE)
}
