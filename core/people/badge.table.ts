import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PersonId } from '../kernel/ids.ts'

export const badge = sqliteTable('badge', {
  codeHash: text('code_hash').primaryKey(),
  person: integer('person').$type<PersonId>().notNull(),
  issuedAt: integer('issued_at').notNull(),
  revokedAt: integer('revoked_at'),
})
