import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, MoveId, Position } from '../kernel/ids.ts'

export const transfer = sqliteTable('transfer', {
  dispatch: integer('dispatch').$type<Position>().primaryKey(),
  fromBranch: integer('from_branch').$type<BranchId>().notNull(),
  toBranch: integer('to_branch').$type<BranchId>().notNull(),
  number: integer('number').notNull(),
  reference: text('reference').notNull(),
})

/** What is still open of a dispatched line, and of a sale that something came back from. */
export const outstanding = sqliteTable('outstanding', {
  move: integer('move').$type<MoveId>().primaryKey(),
  quantity: integer('quantity').notNull(),
  amount: integer('amount').notNull(),
})
