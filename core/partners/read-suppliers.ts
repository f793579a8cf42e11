import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'

/** Somebody goods are bought from, to be chosen in a form. */
export interface Supplier {
  readonly id: number
  readonly name: string
  /** The branch whose own they are; null: the company's. */
  readonly branch: BranchId | null
}

/** The suppliers in use that a reader sees, by name. */
export function readSuppliers(reader: Reader, limit: number): Supplier[] {
  return reader
    .all(
      'SELECT id, name, branch FROM partner WHERE is_supplier = 1 AND is_retired = 0 ORDER BY name LIMIT ?1',
      limit,
    )
    .map(([id, name, branch]) => ({
      id: Number(id),
      name: String(name),
      branch: branch === null ? null : (Number(branch) as BranchId),
    }))
}
