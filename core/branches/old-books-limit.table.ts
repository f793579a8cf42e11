import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId } from '../kernel/ids.ts'
import type { WorkflowName } from '../stations/workflow-names.ts'

export const oldBooksLimit = sqliteTable(
  'old_books_limit',
  {
    branch: integer('branch').$type<BranchId>().notNull(),
    workflow: text('workflow').$type<WorkflowName>().notNull(),
    warnAfter: integer('warn_after'),
    askAfter: integer('ask_after'),
    stopAfter: integer('stop_after'),
  },
  (table) => [primaryKey({ columns: [table.branch, table.workflow] })],
)
