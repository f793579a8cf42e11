import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ItemId, PersonId } from '../kernel/ids.ts'

export const barcode = sqliteTable('barcode', {
  code: text('code').primaryKey(),
  item: integer('item').$type<ItemId>().notNull(),
  quantity: integer('quantity'),
  packName: text('pack_name'),
  attachedBy: integer('attached_by').$type<PersonId>(),
  attachedAt: integer('attached_at'),
})
