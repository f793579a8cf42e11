import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId } from '../kernel/ids.ts'

export const branch = sqliteTable('branch', {
  id: integer('id').$type<BranchId>().primaryKey(),
  prefix: text('prefix').notNull(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  lockedUntil: text('locked_until').notNull(),
  issuesShortfall: integer('issues_shortfall', { mode: 'boolean' }).notNull(),
  usageTolerance: integer('usage_tolerance').notNull(),
  expiryWarningDays: integer('expiry_warning_days').notNull(),
  isRetired: integer('is_retired', { mode: 'boolean' }).notNull(),
})
