import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const partner = sqliteTable('partner', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  isCustomer: integer('is_customer', { mode: 'boolean' }).notNull(),
  isSupplier: integer('is_supplier', { mode: 'boolean' }).notNull(),
})
