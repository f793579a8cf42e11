import type { Reader } from '../database/reader.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'

/** Somebody who can work at a station. */
export interface Operator {
  readonly id: PersonId
  readonly name: string
}

/** The active people of a branch, by name: operators and managers alike stand at its stations. */
export function readOperators(reader: Reader, branch: BranchId): Operator[] {
  return reader
    .all('SELECT id, name FROM person WHERE branch = ?1 AND is_active = 1 ORDER BY name, id', branch)
    .map(([id, name]) => ({ id: Number(id) as PersonId, name: String(name) }))
}
