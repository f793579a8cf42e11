import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'

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
  /** Closed for good, or until it is used again: its books stay to be read. */
  readonly isRetired: boolean
}

const BRANCH = `SELECT id, prefix, name, time_zone, locked_until, issues_shortfall, usage_tolerance,
  expiry_warning_days, is_retired FROM branch`

/** All branches, by prefix. */
export function readBranches(reader: Reader): Branch[] {
  return reader.all(`${BRANCH} ORDER BY prefix`).map(toBranch)
}

/** One branch; undefined where there is none. */
export function readBranch(reader: Reader, id: BranchId): Branch | undefined {
  const row = reader.get(`${BRANCH} WHERE id = ?1`, id)
  return row === undefined ? undefined : toBranch(row)
}

/** A branch as the book has it whenever it is looked at: what a manager sets holds from the next scan on. */
export function liveBranch(reader: Reader, id: BranchId): Branch {
  const now = (): Branch => {
    const branch = readBranch(reader, id)
    invariant(branch !== undefined, `there is no branch ${id}`)
    return branch
  }
  const { prefix } = now()
  return {
    id,
    prefix,
    get name() {
      return now().name
    },
    get timeZone() {
      return now().timeZone
    },
    get lockedUntil() {
      return now().lockedUntil
    },
    get issuesShortfall() {
      return now().issuesShortfall
    },
    get usageTolerance() {
      return now().usageTolerance
    },
    get expiryWarningDays() {
      return now().expiryWarningDays
    },
    get isRetired() {
      return now().isRetired
    },
  }
}

function toBranch(row: Row): Branch {
  const [id, prefix, name, timeZone, lockedUntil, issuesShortfall, tolerance, warningDays, isRetired] = row
  return {
    id: Number(id) as BranchId,
    prefix: String(prefix),
    name: String(name),
    timeZone: String(timeZone),
    lockedUntil: String(lockedUntil),
    issuesShortfall: issuesShortfall === 1,
    usageTolerance: Number(tolerance),
    expiryWarningDays: Number(warningDays),
    isRetired: isRetired === 1,
  }
}
