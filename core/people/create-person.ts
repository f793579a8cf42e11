import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'

export const ROLES = ['operator', 'manager', 'super_admin'] as const
export type Role = (typeof ROLES)[number]

export interface NewPerson {
  readonly login: string
  readonly name: string
  readonly role: Role
  /** A super admin has none and sees all. */
  readonly branch: BranchId | null
  /** As `passwords.ts` encodes it; null: cannot sign in to the admin app. */
  readonly passwordHash: string | null
}

const ADD = catalogued(
  'person.added',
  `INSERT INTO person (login, name, role, branch, password_hash) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id`,
  { by: 'offices' },
)

/** Adds a person. Returns their id. */
export async function createPerson(central: Central, person: NewPerson): Promise<PersonId> {
  const [rows] = await writeMaster(central, [
    {
      sql: ADD,
      args: [person.login, person.name, person.role, person.branch, person.passwordHash],
    },
  ])
  return Number(rows?.[0]?.[0]) as PersonId
}
