import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, PersonId, Position } from '../kernel/ids.ts'
import type { Role } from './create-person.ts'

export const personRole = sqliteTable(
  'person_role',
  {
    person: integer('person').$type<PersonId>().notNull(),
    since: integer('since').$type<Position>().notNull(),
    role: text('role').$type<Role>().notNull(),
    branch: integer('branch').$type<BranchId>(),
  },
  (given) => [primaryKey({ columns: [given.person, given.since] })],
)
