import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'

export interface Branch {
  readonly id: BranchId
  readonly prefix: string
  readonly name: string
  readonly timeZone: string
  /** The last business day of the locked period. */
  readonly lockedUntil: string
  /** Usage on a run issues what the manufacturing pool lacks from the stockroom. */
  readonly issuesShortfall: boolean
}

/** All branches, by prefix. */
export function readBranches(reader: Reader): Branch[] {
  return reader
    .all('SELECT id, prefix, name, time_zone, locked_until, issues_shortfall FROM branch ORDER BY prefix')
    .map(([id, prefix, name, timeZone, lockedUntil, issuesShortfall]) => ({
      id: Number(id) as BranchId,
      prefix: String(prefix),
      name: String(name),
      timeZone: String(timeZone),
      lockedUntil: String(lockedUntil),
      issuesShortfall: issuesShortfall === 1,
    }))
}
