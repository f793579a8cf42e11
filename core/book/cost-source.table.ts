import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, ItemId, LocationId, MoveId } from '../kernel/ids.ts'

export const costSource = sqliteTable(
  'cost_source',
  {
    branch: integer('branch').$type<BranchId>().notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    kind: text('kind').$type<'purchase' | 'build'>().notNull(),
    move: integer('move').$type<MoveId>().notNull(),
    quantity: integer('quantity').notNull(),
    amount: integer('amount').notNull(),
  },
  (source) => [primaryKey({ columns: [source.branch, source.item, source.kind, source.move] })],
)

export const openingEntry = sqliteTable(
  'opening_entry',
  {
    location: integer('location').$type<LocationId>().notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    move: integer('move').$type<MoveId>().notNull(),
  },
  (entry) => [primaryKey({ columns: [entry.location, entry.item] })],
)
