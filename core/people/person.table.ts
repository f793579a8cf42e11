import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from './create-person.ts'

export const person = sqliteTable('person', {
  id: integer('id').$type<PersonId>().primaryKey(),
  login: text('login').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  branch: integer('branch').$type<BranchId>(),
  passwordHash: text('password_hash'),
  sessionVersion: integer('session_version').notNull(),
  isActive: integer('is_active', { mode: 'boolean' }).notNull(),
  pinVerifier: text('pin_verifier'),
  isService: integer('is_service', { mode: 'boolean' }).notNull(),
})
