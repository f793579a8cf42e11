import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, ItemId } from '../kernel/ids.ts'

export const productionRun = sqliteTable('production_run', {
  id: integer('id').primaryKey(),
  branch: integer('branch').$type<BranchId>().notNull(),
  serial: text('serial').notNull(),
  bom: integer('bom').notNull(),
  item: integer('item').$type<ItemId>().notNull(),
  bomOutput: integer('bom_output').notNull(),
  planned: integer('planned').notNull(),
  built: integer('built').notNull(),
  issueOn: text('issue_on').notNull(),
  dueOn: text('due_on').notNull(),
  state: text('state').$type<'open' | 'closed'>().notNull(),
})

export const runIngredient = sqliteTable(
  'run_ingredient',
  {
    run: integer('run').notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    bomQuantity: integer('bom_quantity').notNull(),
    planned: integer('planned').notNull(),
    backflush: integer('backflush', { mode: 'boolean' }).notNull(),
    used: integer('used').notNull(),
  },
  (ingredient) => [primaryKey({ columns: [ingredient.run, ingredient.item] })],
)
