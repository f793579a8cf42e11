import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'

/** A production run that material can still be logged on. */
export interface OpenRun {
  readonly id: number
  readonly serial: string
  readonly product: string
  readonly unit: DisplayUnit
  /** Base units of the product. */
  readonly planned: number
  readonly built: number
  /** Business day, YYYY-MM-DD. */
  readonly dueOn: string
}

const OPEN = `SELECT r.id, r.serial, i.name, i.base_unit, i.display_unit, i.display_factor,
    r.planned, r.built, r.due_on
  FROM production_run r JOIN item i ON i.id = r.item
  WHERE r.branch = ?1 AND r.state = 'open' AND (?2 = 0 OR r.id = ?2)
  ORDER BY r.due_on, r.serial`

/** The branch's active production runs, the ones due first on top. */
export function readOpenRuns(reader: Reader, branch: BranchId): OpenRun[] {
  return reader.all(OPEN, branch, 0).map(toRun)
}

/** One active run of the branch; undefined when it is closed, unknown, or another branch's. */
export function findOpenRun(reader: Reader, branch: BranchId, id: number): OpenRun | undefined {
  return reader.all(OPEN, branch, id).map(toRun)[0]
}

function toRun(row: readonly (string | number | null)[]): OpenRun {
  const [id, serial, product, base, unit, factor, planned, built, dueOn] = row
  return {
    id: Number(id),
    serial: String(serial),
    product: String(product),
    unit: { base: base as BaseUnit, name: String(unit), factor: Number(factor) },
    planned: Number(planned),
    built: Number(built),
    dueOn: String(dueOn),
  }
}
