import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from './create-person.ts'

/** Somebody who can work at a station. */
export interface Operator {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
  /** Has a PIN, so can sign in by their tile; without one only by a badge. */
  readonly hasPin: boolean
  /** Of their sessions: another one ends those of before. */
  readonly version: number
}

const OPERATOR = 'id, name, role, pin_verifier IS NOT NULL, session_version'

/** The active people of a branch, by name: operators and managers alike stand at its stations. */
export function readOperators(reader: Reader, branch: BranchId): Operator[] {
  return reader
    .all(
      `SELECT ${OPERATOR} FROM person WHERE branch = ?1 AND is_active = 1 AND is_service = 0 ORDER BY name, id`,
      branch,
    )
    .map(toOperator)
}

/**
 * One active person who may work at the stations of a branch: one of its people, or a super admin; undefined for
 * anybody else.
 */
export function readWorker(reader: Reader, branch: BranchId, id: PersonId): Operator | undefined {
  const row = reader.get(
    `SELECT ${OPERATOR} FROM person
     WHERE id = ?2 AND is_active = 1 AND is_service = 0 AND (branch = ?1 OR role = 'super_admin')`,
    branch,
    id,
  )
  return row === undefined ? undefined : toOperator(row)
}

function toOperator([id, name, role, hasPin, version]: Row): Operator {
  return {
    id: Number(id) as PersonId,
    name: String(name),
    role: role as Role,
    hasPin: hasPin === 1,
    version: Number(version),
  }
}
