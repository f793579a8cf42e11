import { eq } from 'drizzle-orm'
import { sees, type Scope } from '../branches/scope.ts'
import { tablesOf } from '../database/drizzle.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { dueList, type DueState } from '../due/due-list.ts'
import type { ItemLabel } from '../items/item-label.ts'
import { item } from '../items/item.table.ts'
import type { BranchId } from '../kernel/ids.ts'
import { exactRatio } from '../kernel/exact-ratio.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { partner } from '../partners/partner.table.ts'
import { salesOrder, salesOrderLine } from './sales-order.table.ts'

export interface OrderHead {
  readonly id: number
  readonly branch: BranchId
  readonly number: string
  readonly partner: string
  readonly orderedOn: string
  readonly dueOn: string
  readonly state: DueState
}

/** An order as the list shows it. */
export interface OrderSummary extends OrderHead {
  /** Lines that were ordered, and how many of them are logged in full. */
  readonly lines: number
  readonly completeLines: number
}

export interface OrderLine {
  readonly item: ItemLabel
  readonly ordered: Quantity
  readonly logged: Quantity
  readonly open: Quantity
  /** Of one display unit; undefined when the order does not say. */
  readonly price: Minor | undefined
  /** Order price × logged. */
  readonly revenue: Minor | undefined
  /** What the book took for it, reversals taken off. */
  readonly cost: Minor
  readonly margin: Minor | undefined
}

export interface Order extends OrderHead {
  readonly lines: readonly OrderLine[]
}

/** The columns that {@link toOrderSummary} reads, of an order `o` and its partner `p`. */
export const ORDER_SUMMARY = `SELECT o.id, o.branch, o.number, p.name, o.ordered_on, o.due_on, o.state,
    (SELECT count(*) FROM sales_order_line WHERE sales_order = o.id AND ordered > 0),
    (SELECT count(*) FROM sales_order_line WHERE sales_order = o.id AND ordered > 0 AND logged >= ordered)`

/** Orders of one state: the open ones by when they are due, the closed ones newest first. */
export const readOrders = dueList<OrderSummary>({
  select: ORDER_SUMMARY,
  table: 'sales_order',
  index: 'sales_order_open',
  joined: 'sales_order o ON o.id = k.id CROSS JOIN partner p ON p.id = o.partner',
  toEntry: toOrderSummary,
})

export function toOrderSummary(row: Row): OrderSummary {
  const [id, branch, number, partnerName, orderedOn, dueOn, state, lines, completeLines] = row
  return {
    id: Number(id),
    branch: Number(branch) as BranchId,
    number: String(number),
    partner: String(partnerName),
    orderedOn: String(orderedOn),
    dueOn: String(dueOn),
    state: state as DueState,
    lines: Number(lines),
    completeLines: Number(completeLines),
  }
}

/** An order with its lines; undefined when it is not there or not in the scope. */
export async function readOrder(scope: Scope, reader: Reader, id: number): Promise<Order | undefined> {
  const tables = tablesOf(reader)
  const [found] = await tables
    .select({ order: salesOrder, partner: partner.name })
    .from(salesOrder)
    .innerJoin(partner, eq(partner.id, salesOrder.partner))
    .where(eq(salesOrder.id, id))
  if (found === undefined || !sees(scope, found.order.branch)) return undefined
  const lines = await tables
    .select({ line: salesOrderLine, item })
    .from(salesOrderLine)
    .innerJoin(item, eq(item.id, salesOrderLine.item))
    .where(eq(salesOrderLine.salesOrder, id))
    .orderBy(item.name)
  return {
    ...found.order,
    partner: found.partner,
    lines: lines.map(toOrderLine),
  }
}

function toOrderLine(row: {
  line: typeof salesOrderLine.$inferSelect
  item: typeof item.$inferSelect
}): OrderLine {
  const { ordered, logged, price, cost } = row.line
  const unit = { base: row.item.baseUnit, name: row.item.displayUnit, factor: row.item.displayFactor }
  const revenue = price === null ? undefined : exactRatio({ value: price, times: logged, by: unit.factor })
  return {
    item: { id: row.item.id, code: row.item.code, name: row.item.name, kind: row.item.kind, unit },
    ordered: quantity(ordered),
    logged: quantity(logged),
    open: quantity(Math.max(ordered - logged, 0)),
    price: price === null ? undefined : minor(price),
    revenue: revenue === undefined ? undefined : minor(revenue),
    cost: minor(cost),
    margin: revenue === undefined ? undefined : minor(revenue - cost),
  }
}
