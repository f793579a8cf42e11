import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { unpostedOn } from '../outbox/laid-over.ts'

/** A sales order that goods can still be logged on. */
export interface OpenOrder {
  readonly id: number
  readonly number: string
  readonly partnerId: number
  readonly partner: string
  /** Business day, YYYY-MM-DD. */
  readonly dueOn: string
  /** How many items were ordered, and of how many everything is logged. */
  readonly items: number
  readonly itemsDone: number
}

const openWith = (logged: string): string => `SELECT o.id, o.number, p.id, p.name, o.due_on,
    count(l.item), coalesce(sum(${logged} >= l.ordered), 0)
  FROM sales_order o JOIN partner p ON p.id = o.partner
  LEFT JOIN sales_order_line l ON l.sales_order = o.id AND l.ordered > 0
  WHERE o.branch = ?1 AND o.state = 'open' AND (?2 = 0 OR p.id = ?2) AND (?3 = 0 OR o.id = ?3)
  GROUP BY o.id ORDER BY o.due_on, p.name, o.number`
const OPEN = openWith('l.logged')
const OPEN_HERE = openWith(`l.logged + ${unpostedOn('sales_order', 'l.sales_order', 'l.item')}`)

/** The branch's open sales orders, the ones due first on top; of one partner when that is given. */
export function readOpenOrders(reader: Reader, branch: BranchId, partner?: number): OpenOrder[] {
  return reader.all(OPEN, branch, partner ?? 0, 0).map(toOrder)
}

/** The same for a station, with what waits in its outbox counted as logged; the reader has it attached as `outbox`. */
export function readOpenOrdersHere(reader: Reader, branch: BranchId): OpenOrder[] {
  return reader.all(OPEN_HERE, branch, 0, 0).map(toOrder)
}

/** One open order of the branch; undefined when it is closed, unknown, or another branch's. */
export function findOpenOrder(reader: Reader, branch: BranchId, id: number): OpenOrder | undefined {
  return reader.all(OPEN, branch, 0, id).map(toOrder)[0]
}

function toOrder(row: readonly (string | number | null)[]): OpenOrder {
  const [id, number, partnerId, partner, dueOn, items, itemsDone] = row
  return {
    id: Number(id),
    number: String(number),
    partnerId: Number(partnerId),
    partner: String(partner),
    dueOn: String(dueOn),
    items: Number(items),
    itemsDone: Number(itemsDone),
  }
}
