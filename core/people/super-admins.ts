import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { addPerson } from './change-person.ts'

/** 'name_missing': nobody is called so yet, and a new person needs a name. 'somebody_else': no super admin's login. */
export type SuperAdminOutcome = 'made' | 'reset' | 'name_missing' | 'somebody_else'

const FIND = 'SELECT id, role, is_service FROM person WHERE lower(login) = lower(?1)'
const RESET = catalogued(
  'person.let-in',
  `UPDATE person SET password_hash = ?2, name = coalesce(?3, name), is_active = 1,
  session_version = session_version + 1 WHERE id = ?1 AND role = 'super_admin' AND is_service = 0`,
  { by: 'offices' },
)

/**
 * Lets somebody with a shell on the machine in: makes a super admin, or gives one a new password, the use of it again
 * where they had left, and another name where one is said. All their sessions end. Nobody else becomes one this way.
 */
export async function makeOrResetSuperAdmin(
  central: Central,
  { login, name, passwordHash }: { login: string; name: string | undefined; passwordHash: string },
): Promise<SuperAdminOutcome> {
  const [known] = await central.all({ sql: FIND, args: [login] })
  if (known !== undefined) {
    const [id, role, isService] = known
    if (role !== 'super_admin' || isService === 1) return 'somebody_else'
    await writeMaster(central, [{ sql: RESET, args: [id ?? null, passwordHash, name ?? null] }])
    return 'reset'
  }
  if (name === undefined) return 'name_missing'
  const made = await addPerson(central, { login, name, role: 'super_admin', branch: null, passwordHash })
  return made === 'login_taken' ? 'somebody_else' : 'made'
}
