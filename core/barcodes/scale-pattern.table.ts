import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const scalePattern = sqliteTable('scale_pattern', {
  rank: integer('rank').primaryKey(),
  pattern: text('pattern').notNull(),
})
