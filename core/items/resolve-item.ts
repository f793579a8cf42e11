import type { ItemKind } from '../book/events.ts'
import type { Row, SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, ItemId, LocationId } from '../kernel/ids.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'
import { unpostedAt, unpostedOn } from '../outbox/laid-over.ts'

/** What a scanned item code means at a place, with what waits in the outbox laid over the book. */
export interface ResolvedItem {
  readonly item: ItemId
  readonly name: string
  readonly kind: ItemKind
  readonly unit: DisplayUnit
  readonly isMeasured: boolean
  readonly isRetired: boolean
  /** Base units that the barcode itself carries: a pack, a weighed piece. */
  readonly packQuantity: number | undefined
  readonly packName: string | undefined
  /** Base units at the place, with waiting documents counted as posted. */
  readonly available: number
  /** What the order or run plans of it, and has so far; undefined when it is not on it. Base units. */
  readonly planned: { readonly quantity: number; readonly logged: number } | undefined
  /** What the order pays for one display unit, in minor units: turns a price label into a weight, and is never shown. */
  readonly orderPrice: number | undefined
}

/** How an item is asked for: by what a barcode is stored under, or by its own row (a tile, an internal code). */
export type ItemKey = { readonly code: string } | { readonly item: number }

/**
 * Reads a code, or an item itself, as an item of a sales order, or of a production run. An item that is asked for by
 * its row carries no pack. The scan path: nothing here grows with history.
 */
export interface ItemResolver {
  onOrder(what: ItemKey, at: { retail: LocationId; salesOrder: number }): ResolvedItem | undefined
  /** `stockroom` undefined: the branch does not issue shortfalls by itself. */
  onRun(
    what: ItemKey,
    at: { pool: LocationId; stockroom: LocationId | undefined; run: number },
  ): ResolvedItem | undefined
}

const ITEM = `i.id, i.name, i.kind, i.base_unit, i.display_unit, i.display_factor, i.is_measured, i.is_retired`
/** The whole company's, or this branch's own. */
const isOf = (branch: string): string => `(i.branch IS NULL OR i.branch = ${branch})`
const at = (place: string): string => `coalesce((SELECT quantity FROM stock_balance
    WHERE location = ${place} AND item = i.id), 0) + ${unpostedAt(place, 'i.id')}`

/** Where an item is found by ?1: each is a point lookup. */
interface Source {
  readonly pack: string
  readonly from: string
  readonly where: string
}
const byCode = (table: string): Source => ({
  pack: 'b.quantity, b.pack_name',
  from: `${table} b JOIN item i ON i.id = b.item`,
  where: 'b.code = ?1',
})
const IN_BOOK = byCode('barcode')
const ATTACHED_HERE = byCode('outbox.attached_barcode')
const BY_ROW: Source = { pack: 'NULL, NULL', from: 'item i', where: 'i.id = ?1' }

const onOrderFrom = ({ pack, from, where }: Source): string =>
  `SELECT ${ITEM}, ${pack}, ${at('?2')}, l.ordered, l.logged + ${unpostedOn('sales_order', '?3', 'i.id')},
    l.price
  FROM ${from} LEFT JOIN sales_order_line l ON l.sales_order = ?3 AND l.item = i.id WHERE ${where} AND ${isOf('?4')}`
const onRunFrom = ({ pack, from, where }: Source): string =>
  `SELECT ${ITEM}, ${pack}, ${at('?2')} + ${at('?5')}, l.planned, l.used + ${unpostedOn('run', '?3', 'i.id')}
  FROM ${from} LEFT JOIN run_ingredient l ON l.run = ?3 AND l.item = i.id WHERE ${where} AND ${isOf('?4')}`

/**
 * For the stations of one branch: another one's own items are nothing to it, however they are asked for. The reader
 * must have the outbox attached as `outbox`. A code means what the book says; only where the book does not
 * know it, what was attached to it here and is on its way: two lookups rather than a union, so that a known code costs
 * nothing more.
 */
export function createItemResolver(reader: Reader, branch: BranchId): ItemResolver {
  const finder = (sqlFrom: (source: Source) => string) => {
    const [inBook, attachedHere, byRow] = [IN_BOOK, ATTACHED_HERE, BY_ROW].map((source) =>
      reader.prepare(sqlFrom(source)),
    ) as [Find, Find, Find]
    return (what: ItemKey, ...args: readonly SqlValue[]): ResolvedItem | undefined =>
      resolved(
        'item' in what
          ? byRow(what.item, ...args)
          : (inBook(what.code, ...args) ?? attachedHere(what.code, ...args)),
      )
  }
  const [onOrder, onRun] = [finder(onOrderFrom), finder(onRunFrom)]
  return {
    onOrder: (what, { retail, salesOrder }) => onOrder(what, retail, salesOrder, branch),
    onRun: (what, { pool, stockroom, run }) => onRun(what, pool, run, branch, stockroom ?? 0),
  }
}
type Find = (...args: readonly SqlValue[]) => Row | undefined

function resolved(row: Row | undefined): ResolvedItem | undefined {
  if (row === undefined) return undefined
  const [
    item,
    name,
    kind,
    base,
    unit,
    factor,
    isMeasured,
    isRetired,
    pack,
    packName,
    available,
    planned,
    logged,
    orderPrice,
  ] = row
  return {
    item: item as ItemId,
    name: name as string,
    kind: kind as ItemKind,
    unit: { base: base as BaseUnit, name: unit as string, factor: factor as number },
    isMeasured: isMeasured === 1,
    isRetired: isRetired === 1,
    packQuantity: typeof pack === 'number' ? pack : undefined,
    packName: typeof packName === 'string' ? packName : undefined,
    available: available as number,
    planned: planned === null ? undefined : { quantity: planned as number, logged: logged as number },
    orderPrice: typeof orderPrice === 'number' ? orderPrice : undefined,
  }
}
