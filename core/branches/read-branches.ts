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
  /** Percent by which a run may use more than its recipe before a person is asked. */
  readonly usageTolerance: number
  /** A lot is said to expire soon from so many days before its date. */
  readonly expiryWarningDays: number
}

const BRANCHES = `SELECT id, prefix, name, time_zone, locked_until, issues_shortfall, usage_tolerance,
  expiry_warning_days FROM branch ORDER BY prefix`

/** All branches, by prefix. */
export function readBranches(reader: Reader): Branch[] {
  return reader
    .all(BRANCHES)
    .map(([id, prefix, name, timeZone, lockedUntil, issuesShortfall, usageTolerance, expiryWarningDays]) => ({
      id: Number(id) as BranchId,
      prefix: String(prefix),
      name: String(name),
      timeZone: String(timeZone),
      lockedUntil: String(lockedUntil),
      issuesShortfall: issuesShortfall === 1,
      usageTolerance: Number(usageTolerance),
      expiryWarningDays: Number(expiryWarningDays),
    }))
}
