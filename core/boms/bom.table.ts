import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { ItemId } from '../kernel/ids.ts'

export const bom = sqliteTable('bom', {
  id: integer('id').primaryKey(),
  item: integer('item').$type<ItemId>().notNull(),
  outputQuantity: integer('output_quantity').notNull(),
})

export const bomLine = sqliteTable(
  'bom_line',
  {
    bom: integer('bom').notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    quantity: integer('quantity').notNull(),
    backflush: integer('backflush', { mode: 'boolean' }).notNull(),
  },
  (line) => [primaryKey({ columns: [line.bom, line.item] })],
)
