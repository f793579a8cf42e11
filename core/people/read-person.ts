import { eq, sql } from 'drizzle-orm'
import { tablesOf } from '../database/drizzle.ts'
import type { Reader } from '../database/reader.ts'
import type { PersonId } from '../kernel/ids.ts'
import { person } from './person.table.ts'

export type Person = typeof person.$inferSelect

/** Someone who may be signing in; the login is not case sensitive. */
export async function readPersonByLogin(reader: Reader, login: string): Promise<Person | undefined> {
  const found = await tablesOf(reader)
    .select()
    .from(person)
    .where(eq(sql`lower(${person.login})`, login.trim().toLowerCase()))
  return found[0]
}

export async function readPerson(reader: Reader, id: PersonId): Promise<Person | undefined> {
  const found = await tablesOf(reader).select().from(person).where(eq(person.id, id))
  return found[0]
}
