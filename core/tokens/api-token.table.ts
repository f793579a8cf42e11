import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PersonId } from '../kernel/ids.ts'

export const apiToken = sqliteTable('api_token', {
  id: text('id').primaryKey(),
  person: integer('person').$type<PersonId>().notNull(),
  tokenHash: text('token_hash').notNull(),
  madeBy: integer('made_by').$type<PersonId>(),
  madeAt: integer('made_at').notNull(),
  revokedAt: integer('revoked_at'),
})

export const apiRequest = sqliteTable(
  'api_request',
  {
    person: integer('person').$type<PersonId>().notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    kind: text('kind').$type<'sales_order' | 'run'>().notNull(),
    made: integer('made').notNull(),
    at: integer('at').notNull(),
  },
  (request) => [primaryKey({ columns: [request.person, request.key] })],
)
