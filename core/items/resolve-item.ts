import type { ItemKind } from '../book/events.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { ItemId, LocationId } from '../kernel/ids.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'

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
}

/** Reads a code as an item of a sales order, or of a production run. The scan path: nothing here grows with history. */
export interface ItemResolver {
  onOrder(code: string, at: { retail: LocationId; salesOrder: number }): ResolvedItem | undefined
  /** `stockroom` undefined: the branch does not issue shortfalls by itself. */
  onRun(
    code: string,
    at: { pool: LocationId; stockroom: LocationId | undefined; run: number },
  ): ResolvedItem | undefined
}

const ITEM = `b.item, i.name, i.kind, i.base_unit, i.display_unit, i.display_factor, i.is_measured, i.is_retired,
  b.quantity, b.pack_name`
const at = (place: string): string => `coalesce((SELECT quantity FROM stock_balance
    WHERE location = ${place} AND item = b.item), 0)
  + coalesce((SELECT quantity FROM outbox.unposted WHERE location = ${place} AND item = b.item), 0)`
const waiting = (
  context: string,
  id: string,
): string => `coalesce((SELECT quantity FROM outbox.unposted_logged
    WHERE context = '${context}' AND context_id = ${id} AND item = b.item), 0)`

const ON_ORDER = `SELECT ${ITEM}, ${at('?2')}, l.ordered, l.logged + ${waiting('sales_order', '?3')}
  FROM barcode b JOIN item i ON i.id = b.item
  LEFT JOIN sales_order_line l ON l.sales_order = ?3 AND l.item = b.item
  WHERE b.code = ?1`
const ON_RUN = `SELECT ${ITEM}, ${at('?2')} + ${at('?4')}, l.planned, l.used + ${waiting('run', '?3')}
  FROM barcode b JOIN item i ON i.id = b.item
  LEFT JOIN run_ingredient l ON l.run = ?3 AND l.item = b.item
  WHERE b.code = ?1`

/** The reader must have the outbox attached as `outbox`. */
export function createItemResolver(reader: Reader): ItemResolver {
  const onOrder = reader.prepare(ON_ORDER)
  const onRun = reader.prepare(ON_RUN)
  return {
    onOrder: (code, { retail, salesOrder }) => resolved(onOrder(code, retail, salesOrder)),
    onRun: (code, { pool, stockroom, run }) => resolved(onRun(code, pool, run, stockroom ?? 0)),
  }
}

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
  }
}
