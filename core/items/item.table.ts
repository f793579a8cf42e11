import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ItemKind } from '../book/events.ts'
import type { ItemId, MoveId } from '../kernel/ids.ts'
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
})
