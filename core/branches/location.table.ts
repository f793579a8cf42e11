import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { LocationKind } from '../book/events.ts'
import type { AccountId, BranchId, LocationId } from '../kernel/ids.ts'

export const locationKind = sqliteTable('location_kind', {
  kind: text('kind').$type<LocationKind>().primaryKey(),
  holdsStock: integer('holds_stock', { mode: 'boolean' }).notNull(),
  accountKind: text('account_kind').notNull(),
})

export const location = sqliteTable('location', {
  id: integer('id').$type<LocationId>().primaryKey(),
  branch: integer('branch').$type<BranchId>().notNull(),
  kind: text('kind').$type<LocationKind>().notNull(),
  account: integer('account').$type<AccountId>().notNull(),
  holdsStock: integer('holds_stock', { mode: 'boolean' }).notNull(),
  counterpart: integer('counterpart').$type<BranchId>(),
  run: integer('run'),
})
