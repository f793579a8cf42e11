import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ItemKind } from '../book/events.ts'
import type { BranchId, ItemId, MoveId } from '../kernel/ids.ts'
import type { BaseUnit } from '../kernel/quantity.ts'

export const item = sqliteTable('item', {
  id: integer('id').$type<ItemId>().primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ItemKind>().notNull(),
  baseUnit: text('base_unit').$type<BaseUnit>().notNull(),
  displayUnit: text('display_unit').notNull(),
  displayFactor: integer('display_factor').notNull(),
  isMeasured: integer('is_measured', { mode: 'boolean' }).notNull(),
  isRetired: integer('is_retired', { mode: 'boolean' }).notNull(),
  firstMove: integer('first_move').$type<MoveId>(),
  picture: text('picture'),
  branch: integer('branch').$type<BranchId>(),
  purchaseUnit: text('purchase_unit'),
  purchaseQuantity: integer('purchase_quantity'),
})

export const itemWord = sqliteTable(
  'item_word',
  { word: text('word').notNull(), item: integer('item').$type<ItemId>().notNull() },
  (found) => [primaryKey({ columns: [found.word, found.item] })],
)

export const reorderPoint = sqliteTable(
  'reorder_point',
  {
    branch: integer('branch').$type<BranchId>().notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    quantity: integer('quantity').notNull(),
  },
  (point) => [primaryKey({ columns: [point.branch, point.item] })],
)
