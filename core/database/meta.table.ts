import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Position } from '../kernel/ids.ts'

export const meta = sqliteTable('meta', {
  one: integer('one').primaryKey(),
  databaseId: text('database_id').notNull(),
  epoch: integer('epoch').notNull(),
  seq: integer('seq').notNull(),
  company: text('company').notNull(),
  currency: text('currency').notNull(),
  isDemo: integer('is_demo', { mode: 'boolean' }).notNull(),
  lastDocument: integer('last_document').$type<Position>(),
})

export const migration = sqliteTable('migration', {
  number: integer('number').primaryKey(),
  name: text('name').notNull(),
})
