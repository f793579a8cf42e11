import { sees, type Scope } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { hasWords } from '../kernel/folded.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from './create-person.ts'

/** A person as those who look after people see them. */
export interface PersonCard {
  readonly id: PersonId
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly branch: BranchId | null
  readonly branchPrefix: string | undefined
  readonly branchName: string | undefined
  /** The zone of their branch; undefined for a super admin, who has none. */
  readonly zone: string | undefined
  readonly isActive: boolean
  readonly hasPin: boolean
  readonly hasPassword: boolean
  /** When their badge was made, milliseconds since 1970; undefined: they have none in use. */
  readonly badgeSince: number | undefined
}

const CARD = `SELECT p.id, p.login, p.name, p.role, p.branch, b.prefix, b.name, b.time_zone, p.is_active,
    p.pin_verifier IS NOT NULL, p.password_hash IS NOT NULL,
    (SELECT max(issued_at) FROM badge WHERE person = p.id AND revoked_at IS NULL)
  FROM person p LEFT JOIN branch b ON b.id = p.branch`

export interface AskedPeople {
  /** Those who work here, or those who do not any more. */
  readonly isActive: boolean
  /** Words of name or login; '' for everybody. */
  readonly text?: string
  readonly role?: Role | undefined
  /** null: those of no branch. */
  readonly branch?: BranchId | null | undefined
}

/**
 * Everybody of a scope, by branch and name; not other systems, which work under names of their own and never sign in.
 * Not paged: a company's people are few. Super admins belong to no branch and are seen where all branches are.
 */
export function readPeople(scope: Scope, reader: Reader, asked: AskedPeople): PersonCard[] {
  const { isActive, text = '', role, branch } = asked
  return reader
    .all(
      `${CARD} WHERE p.is_active = ?1 AND p.is_service = 0 ORDER BY b.prefix IS NULL, b.prefix, p.name, p.id`,
      isActive ? 1 : 0,
    )
    .map(toCard)
    .filter(
      (person) =>
        isSeen(scope, person) &&
        (role === undefined || person.role === role) &&
        (branch === undefined || person.branch === branch) &&
        hasWords(`${person.name} ${person.login}`, text),
    )
}

/** One person of a scope; undefined for one of another, as for none. */
export function readPersonCard(scope: Scope, reader: Reader, id: PersonId): PersonCard | undefined {
  const row = reader.get(`${CARD} WHERE p.id = ?1 AND p.is_service = 0`, id)
  const card = row === undefined ? undefined : toCard(row)
  return card !== undefined && isSeen(scope, card) ? card : undefined
}

function isSeen(scope: Scope, { branch }: PersonCard): boolean {
  return branch === null ? scope.kind === 'all' : sees(scope, branch)
}

function toCard(row: Row): PersonCard {
  const [id, login, name, role, branch, prefix, branchName, zone, isActive, hasPin, hasPassword, badge] = row
  return {
    id: Number(id) as PersonId,
    login: String(login),
    name: String(name),
    role: role as Role,
    branch: branch === null ? null : (Number(branch) as BranchId),
    branchPrefix: prefix === null ? undefined : String(prefix),
    branchName: branchName === null ? undefined : String(branchName),
    zone: zone === null ? undefined : String(zone),
    isActive: isActive === 1,
    hasPin: hasPin === 1,
    hasPassword: hasPassword === 1,
    badgeSince: typeof badge === 'number' ? badge : undefined,
  }
}
