import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { BranchId, Position } from '../kernel/ids.ts'

export const refusalOpen = sqliteTable(
  'refusal_open',
  {
    branch: integer('branch').$type<BranchId>().notNull(),
    position: integer('position').$type<Position>().notNull(),
  },
  (open) => [primaryKey({ columns: [open.branch, open.position] })],
)
