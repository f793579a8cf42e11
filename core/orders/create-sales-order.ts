import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'

export interface NewSalesOrder {
  readonly branch: BranchId
  readonly partner: number
  /** Business days, YYYY-MM-DD. */
  readonly orderedOn: string
  readonly dueOn: string
  /** Quantities in base units; price of one display unit in minor units. */
  readonly lines: readonly { item: ItemId; quantity: number; price?: number }[]
}

// Id and number are found inside the batch, so that two at once get two. The branch's last order carries its last
// number; the plus keeps SQLite from sorting all of the branch's orders to find it.
const ADD = catalogued(
  'sales-order.opened',
  `INSERT INTO sales_order (id, branch, number, partner, ordered_on, due_on, state)
  SELECT (SELECT coalesce(max(id), 0) + 1 FROM sales_order), b.id,
    printf('%s-SO-%05d', b.prefix, 1 + coalesce((
      SELECT CAST(substr(number, length(b.prefix) + 5) AS INTEGER) FROM sales_order
      WHERE +branch = b.id ORDER BY id DESC LIMIT 1), 0)),
    ?2, ?3, ?4, 'open' FROM branch b WHERE b.id = ?1
  RETURNING id`,
  { by: 'offices', own: { branch: 1 } },
)
const ADD_LINE = catalogued(
  'sales-order.line-added',
  `INSERT INTO sales_order_line (sales_order, item, ordered, price)
  SELECT max(id), ?1, ?2, ?3 FROM sales_order`,
  { by: 'offices' },
)

const SET_STATE = catalogued('sales-order.state-set', 'UPDATE sales_order SET state = ?2 WHERE id = ?1', {
  by: 'offices',
})

/** What opens a sales order, for one atomic batch: the first statement returns its id. */
export function salesOrderStatements(order: NewSalesOrder): Write[] {
  return [
    { sql: ADD, args: [order.branch, order.partner, order.orderedOn, order.dueOn] },
    ...order.lines.map(({ item, quantity, price }) => ({
      sql: ADD_LINE,
      args: [item, quantity, price ?? null],
    })),
  ]
}

/** Opens a sales order with its lines and gives it the branch's next number. Returns its id. */
export async function createSalesOrder(central: Central, order: NewSalesOrder): Promise<number> {
  const [rows] = await writeMaster(central, salesOrderStatements(order))
  return Number(rows?.[0]?.[0])
}

/** Closes an order, or opens it again: nothing is logged on a closed one. */
export async function setSalesOrderState(
  central: Central,
  id: number,
  state: 'open' | 'closed',
): Promise<void> {
  await writeMaster(central, [orderStateStatement(id, state)])
}

/** What closes an order, or opens it again, for one atomic batch. */
export function orderStateStatement(id: number, state: 'open' | 'closed'): Write {
  return { sql: SET_STATE, args: [id, state] }
}
