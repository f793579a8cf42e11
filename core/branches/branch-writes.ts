import { catalogued, type Write, type WriteText } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId } from '../kernel/ids.ts'
import { WORKFLOW_NAMES } from '../stations/workflow-names.ts'
import { HINDRANCES } from './branch-hindrances.ts'
import { createBranch, type NewBranch } from './create-branch.ts'
import { oldBooksStatement } from './old-books-rows.ts'
import type { LimitsOfBranch } from './old-books.ts'

/** What a branch works by. */
export interface BranchNumbers {
  readonly issuesShortfall: boolean
  /** Percent, 0 to 100. */
  readonly usageTolerance: number
  /** Days, 0 to 365. */
  readonly expiryWarningDays: number
}

/** Every write about branches: to central, each one atomic. Who may do it is the caller's question. */
export interface BranchWrites {
  add(branch: NewBranch): Promise<BranchId | 'prefix_taken'>
  /**
   * 'zone_fixed': documents are posted, and the day of each was counted in the zone of then. The book keeps no history
   * of zones, so that a later one would make every older day look wrong.
   */
  rename(
    id: BranchId,
    called: { readonly name: string; readonly timeZone: string },
  ): Promise<'zone_fixed' | undefined>
  setNumbers(id: BranchId, numbers: BranchNumbers): Promise<void>
  /** When the copies of the books at its stations are too old. Throws where a step comes after a graver one. */
  setOldBooks(id: BranchId, limits: LimitsOfBranch): Promise<void>
  /**
   * Nothing is posted on this business day or before it. 'earlier': that would open a closed day again, which only
   * `mayReopen` does.
   */
  lock(id: BranchId, until: string, mayReopen: boolean): Promise<'earlier' | undefined>
  /** False where something is in the way of retiring, which `hindrancesOf` names; nothing is changed then. */
  setRetired(id: BranchId, isRetired: boolean): Promise<boolean>
}

/** Locked until this day: nothing is. */
export const NOTHING_LOCKED = '1970-01-01'

const RENAME = catalogued(
  'branch.renamed',
  `UPDATE branch SET name = ?2, time_zone = ?3
  WHERE id = ?1 AND (time_zone = ?3 OR NOT EXISTS (SELECT 1 FROM document WHERE branch = ?1)) RETURNING id`,
  { by: 'offices', own: { branch: 1 } },
)
const NUMBERS = catalogued(
  'branch.numbers-set',
  `UPDATE branch SET issues_shortfall = ?2, usage_tolerance = ?3, expiry_warning_days = ?4
  WHERE id = ?1`,
  { by: 'offices', own: { branch: 1 } },
)
const LOCK = catalogued(
  'branch.locked',
  `UPDATE branch SET locked_until = ?2 WHERE id = ?1 AND (?3 = 1 OR locked_until <= ?2) RETURNING id`,
  { by: 'offices', own: { branch: 1 } },
)
const RETIRE = catalogued(
  'branch.retired',
  `UPDATE branch SET is_retired = 1 WHERE id = ?1
  ${Object.values(HINDRANCES)
    .map((isThere) => `AND NOT EXISTS (${isThere})`)
    .join('\n  ')} RETURNING id`,
  { by: 'offices', own: { branch: 1 } },
)
const BRING_BACK = catalogued(
  'branch.brought-back',
  'UPDATE branch SET is_retired = 0 WHERE id = ?1 RETURNING id',
  { by: 'offices', own: { branch: 1 } },
)

/** Retires a branch, where nothing is in the way, or opens it again, within a larger batch. */
export const retirementStatement = (id: BranchId, isRetired: boolean): Write => ({
  sql: isRetired ? RETIRE : BRING_BACK,
  args: [id],
})

export function writeBranches(central: Central): BranchWrites {
  const isWritten = async (write: Write): Promise<boolean> => {
    const [rows] = await writeMaster(central, [write])
    return rows?.length === 1
  }
  const writesOne = async (sql: WriteText, ...args: readonly (string | number)[]): Promise<boolean> =>
    await isWritten({ sql, args })
  return {
    async add(branch) {
      const taken = { sql: 'SELECT 1 FROM branch WHERE prefix = ?1', args: [branch.prefix] }
      return (await central.all(taken)).length > 0 ? 'prefix_taken' : await createBranch(central, branch)
    },
    async rename(id, { name, timeZone }) {
      return (await writesOne(RENAME, id, name, timeZone)) ? undefined : 'zone_fixed'
    },
    async setNumbers(id, { issuesShortfall, usageTolerance, expiryWarningDays }) {
      await writesOne(NUMBERS, id, issuesShortfall ? 1 : 0, usageTolerance, expiryWarningDays)
    },
    async setOldBooks(id, limits) {
      await writeMaster(
        central,
        WORKFLOW_NAMES.map((workflow) => oldBooksStatement(id, workflow, limits[workflow])),
      )
    },
    async lock(id, until, mayReopen) {
      return (await writesOne(LOCK, id, until, mayReopen ? 1 : 0)) ? undefined : 'earlier'
    },
    async setRetired(id, isRetired) {
      return await isWritten(retirementStatement(id, isRetired))
    },
  }
}
