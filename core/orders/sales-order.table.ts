import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, ItemId } from '../kernel/ids.ts'

export const salesOrder = sqliteTable('sales_order', {
  id: integer('id').primaryKey(),
  branch: integer('branch').$type<BranchId>().notNull(),
  number: text('number').notNull(),
  partner: integer('partner').notNull(),
  orderedOn: text('ordered_on').notNull(),
  dueOn: text('due_on').notNull(),
  state: text('state').$type<'open' | 'closed'>().notNull(),
})

export const salesOrderLine = sqliteTable(
  'sales_order_line',
  {
    salesOrder: integer('sales_order').notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    ordered: integer('ordered').notNull(),
    price: integer('price'),
    logged: integer('logged').notNull(),
    cost: integer('cost').notNull(),
  },
  (line) => [primaryKey({ columns: [line.salesOrder, line.item] })],
)
