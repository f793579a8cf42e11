import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, ItemId } from '../kernel/ids.ts'

export const partner = sqliteTable('partner', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  isCustomer: integer('is_customer', { mode: 'boolean' }).notNull(),
  isSupplier: integer('is_supplier', { mode: 'boolean' }).notNull(),
  branch: integer('branch').$type<BranchId>(),
  phone: text('phone'),
  email: text('email'),
  isRetired: integer('is_retired', { mode: 'boolean' }).notNull(),
})

export const supplierPrice = sqliteTable(
  'supplier_price',
  {
    partner: integer('partner').notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    amount: integer('amount').notNull(),
    quantity: integer('quantity').notNull(),
    supplierCode: text('supplier_code'),
    notedAt: integer('noted_at').notNull(),
  },
  (price) => [primaryKey({ columns: [price.partner, price.item] })],
)
