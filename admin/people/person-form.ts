import { z } from 'zod'
import type { Assignment } from '../../core/people/change-person.ts'
import { ROLES } from '../../core/people/create-person.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Read } from '../form.ts'

const { problems } = words.adminPeople

const name = z.string(problems.nameMissing).min(1, problems.nameMissing).max(60, problems.nameLong)
const login = z.string(problems.loginForm).regex(/^[a-z0-9][a-z0-9.-]{1,29}$/, problems.loginForm)
const role = z.enum(ROLES)

export const nameForm = z.object({ name })
export const newPersonForm = z.object({ name, login })

/** Role and branch as a super admin chooses them; '' is no branch. */
export function readAssignment(filled: Filled, branches: readonly Branch[]): Read<Assignment> {
  const chosen = role.safeParse(filled['role'])
  const branch = branches.find(({ id }) => String(id) === filled['branch'])
  if (!chosen.success) return { ok: false, problems: { role: problems.roleMissing } }
  if (chosen.data === 'super_admin')
    return filled['branch'] === ''
      ? { ok: true, value: { role: chosen.data, branch: null } }
      : { ok: false, problems: { branch: problems.branchOfSuperAdmin } }
  if (branch === undefined) return { ok: false, problems: { branch: problems.branchMissing } }
  return { ok: true, value: { role: chosen.data, branch: branch.id } }
}

const PASSWORD_MIN = 10
const PASSWORD_MAX = 200

/** A password typed twice. Not trimmed: a space may be meant. */
export function readPassword(sent: Record<string, unknown>): Read<string> {
  const { password, again } = sent
  if (typeof password !== 'string' || password.length < PASSWORD_MIN)
    return { ok: false, problems: { password: problems.passwordShort } }
  if (password.length > PASSWORD_MAX) return { ok: false, problems: { password: problems.passwordLong } }
  if (password !== again) return { ok: false, problems: { 'password-again': problems.passwordsDiffer } }
  return { ok: true, value: password }
}

/** A PIN typed twice. What is wrong with the PIN itself, the writing function says. */
export function readPin({ pin, again }: Filled): Read<string> {
  if (pin === undefined || pin === '') return { ok: false, problems: { pin: problems.pin.too_short } }
  if (pin !== again) return { ok: false, problems: { 'pin-again': problems.pinsDiffer } }
  return { ok: true, value: pin }
}
