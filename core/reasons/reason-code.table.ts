import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a reason may be given for. */
export const REASON_USES = ['write_off', 'gain', 'loss', 'return', 'run_close', 'transfer'] as const
export type ReasonUse = (typeof REASON_USES)[number]

export const reasonCode = sqliteTable('reason_code', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  usedFor: text('used_for').$type<ReasonUse>().notNull(),
  isRetired: integer('is_retired', { mode: 'boolean' }).notNull(),
})
