import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId } from '../kernel/ids.ts'

export const writer = sqliteTable('writer', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  incarnation: text('incarnation').notNull(),
  branch: integer('branch').$type<BranchId>(),
  state: text('state').$type<'open' | 'closed'>().notNull(),
})
