import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { Position } from '../kernel/ids.ts'

export const verifiedCopy = sqliteTable('verified_copy', {
  n: integer('n').primaryKey(),
  madeAt: integer('made_at').notNull(),
  position: integer('position').$type<Position>().notNull(),
})
