import { catalogued, type Write } from '../database/catalogue.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import type { WorkflowName } from '../stations/workflow-names.ts'
import { areUsual, USUAL_LIMITS, type LimitsOfBranch, type OldBooksLimits } from './old-books.ts'

const LIMITS = 'SELECT workflow, warn_after, ask_after, stop_after FROM old_books_limit WHERE branch = ?1'

const SET = catalogued(
  'old-books-limit.set',
  `INSERT INTO old_books_limit (branch, workflow, warn_after, ask_after, stop_after) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (branch, workflow) DO UPDATE SET warn_after = excluded.warn_after, ask_after = excluded.ask_after,
    stop_after = excluded.stop_after`,
  { by: 'offices', own: { branch: 1 } },
)
const MAKE_USUAL = catalogued(
  'old-books-limit.made-usual',
  'DELETE FROM old_books_limit WHERE branch = ?1 AND workflow = ?2',
  { by: 'offices', own: { branch: 1 } },
)

/** What a branch set for each thing that is scanned, and what is usual where it set nothing. */
export function readOldBooksLimits(reader: Reader, branch: BranchId): LimitsOfBranch {
  const minutes = (value: unknown): number | null => (value === null ? null : Number(value))
  const own = reader
    .all(LIMITS, branch)
    .map(([workflow, warnAfter, askAfter, stopAfter]) => [
      String(workflow),
      { warnAfter: minutes(warnAfter), askAfter: minutes(askAfter), stopAfter: minutes(stopAfter) },
    ])
  return { sales: USUAL_LIMITS, production: USUAL_LIMITS, general: USUAL_LIMITS, ...Object.fromEntries(own) }
}

/** Sets the limits of one thing that is scanned, within a larger batch. What is usual leaves no row. */
export function oldBooksStatement(branch: BranchId, workflow: WorkflowName, limits: OldBooksLimits): Write {
  const { warnAfter, askAfter, stopAfter } = limits
  return areUsual(limits)
    ? { sql: MAKE_USUAL, args: [branch, workflow] }
    : { sql: SET, args: [branch, workflow, warnAfter, askAfter, stopAfter] }
}
