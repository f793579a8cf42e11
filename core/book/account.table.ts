import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AccountId, BranchId, MoveId } from '../kernel/ids.ts'
import type { AccountKind } from './account-kinds.ts'

export const accountKind = sqliteTable('account_kind', {
  kind: text('kind').$type<AccountKind>().primaryKey(),
  class: text('class').$type<'asset' | 'liability' | 'equity' | 'expense' | 'income'>().notNull(),
  isInventory: integer('is_inventory', { mode: 'boolean' }).notNull(),
})

export const account = sqliteTable('account', {
  id: integer('id').$type<AccountId>().primaryKey(),
  branch: integer('branch').$type<BranchId>().notNull(),
  kind: text('kind').$type<AccountKind>().notNull(),
  counterpart: integer('counterpart').$type<BranchId>(),
})

export const accountBalance = sqliteTable('account_balance', {
  account: integer('account').$type<AccountId>().primaryKey(),
  debit: integer('debit').notNull(),
  credit: integer('credit').notNull(),
  lastMove: integer('last_move').$type<MoveId>(),
})
