import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { AccountId, ItemId, LocationId, MoveId, Position } from '../kernel/ids.ts'

export const move = sqliteTable('move', {
  id: integer('id').$type<MoveId>().primaryKey(),
  document: integer('document').$type<Position>().notNull(),
  item: integer('item').$type<ItemId>(),
  fromLocation: integer('from_location').$type<LocationId>().notNull(),
  toLocation: integer('to_location').$type<LocationId>().notNull(),
  quantity: integer('quantity').notNull(),
  // Nullable only in form: CHECKs of their own refuse NULL, so that a refusal can say what was missing.
  amount: integer('amount'),
  debitAccount: integer('debit_account').$type<AccountId>(),
  creditAccount: integer('credit_account').$type<AccountId>(),
  answers: integer('answers').$type<MoveId>(),
  mirrors: integer('mirrors').$type<MoveId>(),
  fromPrevious: integer('from_previous').$type<MoveId>(),
  toPrevious: integer('to_previous').$type<MoveId>(),
  debitPrevious: integer('debit_previous').$type<MoveId>(),
  creditPrevious: integer('credit_previous').$type<MoveId>(),
})
