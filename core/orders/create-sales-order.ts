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

const ADD = `INSERT INTO sales_order (id, branch, number, partner, ordered_on, due_on, state)
  SELECT ?1, ?2, printf('%s-SO-%05d', b.prefix, 1 + (SELECT count(*) FROM sales_order WHERE branch = ?2)),
    ?3, ?4, ?5, 'open' FROM branch b WHERE b.id = ?2
  RETURNING id`

/** Opens a sales order with its lines and gives it the branch's next number. Returns its id. */
export async function createSalesOrder(central: Central, order: NewSalesOrder): Promise<number> {
  const rows = await central.all({ sql: 'SELECT coalesce(max(id), 0) + 1 FROM sales_order', args: [] })
  const id = Number(rows[0]?.[0])
  await writeMaster(central, [
    { sql: ADD, args: [id, order.branch, order.partner, order.orderedOn, order.dueOn] },
    ...order.lines.map(({ item, quantity, price }) => ({
      sql: 'INSERT INTO sales_order_line (sales_order, item, ordered, price) VALUES (?1, ?2, ?3, ?4)',
      args: [id, item, quantity, price ?? null],
    })),
  ])
  return id
}

/** Closes an order, or opens it again: nothing is logged on a closed one. */
export async function setSalesOrderState(
  central: Central,
  id: number,
  state: 'open' | 'closed',
): Promise<void> {
  await writeMaster(central, [{ sql: 'UPDATE sales_order SET state = ?2 WHERE id = ?1', args: [id, state] }])
}
