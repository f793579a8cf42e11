import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { ItemId, LocationId, MoveId } from '../kernel/ids.ts'

export const stockBalance = sqliteTable(
  'stock_balance',
  {
    location: integer('location').$type<LocationId>().notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    quantity: integer('quantity').notNull(),
    value: integer('value').notNull(),
    lastMove: integer('last_move').$type<MoveId>().notNull(),
  },
  (balance) => [primaryKey({ columns: [balance.location, balance.item] })],
)
