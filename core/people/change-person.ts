import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { invariant } from '../kernel/invariant.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import { revoking } from './badges.ts'
import type { NewPerson, Role } from './create-person.ts'

/** What a person is, and where. A super admin has no branch; everyone else has one. */
export interface Assignment {
  readonly role: Role
  readonly branch: BranchId | null
}

const ADD = catalogued(
  'person.added-if-new',
  `INSERT INTO person (login, name, role, branch, password_hash)
  SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM person WHERE lower(login) = lower(?1))
  RETURNING id`,
  { by: 'offices' },
)
const RENAME = catalogued('person.renamed', 'UPDATE person SET name = ?2 WHERE id = ?1', { by: 'offices' })
const SET_ACTIVE = catalogued(
  'person.set-active',
  `UPDATE person SET is_active = ?2, session_version = session_version + 1
  WHERE id = ?1 AND is_active <> ?2`,
  { by: 'offices' },
)
const LOSE_PIN = catalogued('person.pin-lost', 'UPDATE person SET pin_verifier = NULL WHERE id = ?1', {
  by: 'offices',
})
const ASSIGN = catalogued(
  'person.assigned',
  `UPDATE person SET role = ?2, branch = ?3, session_version = session_version + 1
  WHERE id = ?1 AND (role <> ?2 OR branch IS NOT ?3)`,
  { by: 'offices' },
)
const END_SESSIONS = catalogued(
  'person.sessions-ended',
  'UPDATE person SET session_version = session_version + 1 WHERE id = ?1',
  { by: 'offices' },
)
const SET_PASSWORD = catalogued(
  'person.password-set',
  `UPDATE person SET password_hash = ?2, session_version = session_version + 1
  WHERE id = ?1 AND is_service = 0`,
  { by: 'offices' },
)

/**
 * Adds a person, unless somebody has their login already, in whatever case; who may is the caller's question.
 * Returns their id.
 */
export async function addPerson(
  central: Central,
  { login, name, role, branch, passwordHash }: NewPerson,
): Promise<PersonId | 'login_taken'> {
  assertAssignment({ role, branch })
  const [rows] = await writeMaster(central, [
    {
      sql: ADD,
      args: [login, name, role, branch, passwordHash],
    },
  ])
  const id = rows?.[0]?.[0]
  return id === undefined ? 'login_taken' : (Number(id) as PersonId)
}

/** Calls a person by another name from now on, also on what they did before. */
export async function renamePerson(central: Central, person: PersonId, name: string): Promise<void> {
  await writeMaster(central, [renaming(person, name)])
}

/** The statement of {@link renamePerson}, for a batch that does more. */
export function renaming(person: PersonId, name: string): Write {
  return { sql: RENAME, args: [person, name] }
}

/**
 * Somebody stops working here, or begins again. Their open sessions end; who leaves loses badge and PIN for good, so
 * that neither works again unasked when they come back.
 */
export async function setPersonActive(
  central: Central,
  person: PersonId,
  { isActive, now }: { isActive: boolean; now: number },
): Promise<void> {
  await writeMaster(central, settingActive(person, { isActive, now }))
}

/** The statements of {@link setPersonActive}, for a batch that does more. */
export function settingActive(
  person: PersonId,
  { isActive, now }: { isActive: boolean; now: number },
): Write[] {
  const leaving: Write[] = [revoking(person, now), { sql: LOSE_PIN, args: [person] }]
  return [{ sql: SET_ACTIVE, args: [person, isActive ? 1 : 0] }, ...(isActive ? [] : leaving)]
}

/** Gives a person another role or branch. Sessions of the old one end. */
export async function assignPerson(
  central: Central,
  person: PersonId,
  assignment: Assignment,
): Promise<void> {
  assertAssignment(assignment)
  await writeMaster(central, [assigning(person, assignment)])
}

/** The statement of {@link assignPerson}, for a batch that does more. */
export function assigning(person: PersonId, { role, branch }: Assignment): Write {
  return { sql: ASSIGN, args: [person, role, branch] }
}

/** Ends every session of a person, here and at every phone; who has a password or PIN may sign in again. */
export async function endSessions(central: Central, person: PersonId): Promise<void> {
  await writeMaster(central, [{ sql: END_SESSIONS, args: [person] }])
}

/**
 * Sets the password for the admin app, as `encodePassword` gives it, or takes it away. All sessions end. Another
 * system never signs in, so that it gets none.
 */
export async function setPassword(central: Central, person: PersonId, hash: string | null): Promise<void> {
  await writeMaster(central, [
    {
      sql: SET_PASSWORD,
      args: [person, hash],
    },
  ])
}

function assertAssignment({ role, branch }: Assignment): void {
  invariant((role === 'super_admin') === (branch === null), 'a super admin has no branch, everyone else one')
}
