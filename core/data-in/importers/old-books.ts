import { oldBooksStatement, readOldBooksLimits } from '../../branches/old-books-rows.ts'
import { LIMIT_MAX, OLD_BOOKS_STEPS, outOfOrder, type OldBooksLimits } from '../../branches/old-books.ts'
import type { BranchId } from '../../kernel/ids.ts'
import { adminBranches } from '../../words/en/admin-branches.ts'
import { adminData } from '../../words/en/admin-data.ts'
import { durationOrNever } from '../amount-text.ts'
import { branchesFor } from '../book-facts.ts'
import { choice, duration, required, text } from '../cells.ts'
import { changesOf } from '../changes.ts'
import { importer, Tally } from '../importer.ts'
import { problem } from '../problem.ts'

const columns = {
  branch: text(6, { example: 'BRA', aliases: ['branchid', 'branchprefix'] }),
  workflow: required(
    choice({ sales: [], production: [], general: ['general updates'] }, { example: 'sales' }),
  ),
  warn_after: duration(LIMIT_MAX, { example: '15 min' }),
  ask_after: duration(LIMIT_MAX, { example: '3 days' }),
  stop_after: duration(LIMIT_MAX, { example: 'never' }),
}

/** The column that says when a step comes. */
const COLUMN_OF = { warnAfter: 'warn_after', askAfter: 'ask_after', stopAfter: 'stop_after' } as const

/**
 * How old the books at a station may be, by branch and what is scanned. Nothing here is ever new: where a branch set
 * nothing, what is usual holds, and that is what a row changes.
 */
export const oldBooks = importer('old-books', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const branches = branchesFor(context)
    const limitsOf = remembering((branch) => readOldBooksLimits(context.reader, branch))
    for (const { line, cells } of rows) {
      const branch = branches.readOne(cells.branch)
      if (!branch.ok) {
        tally.refuse(line, 'branch', branch.problem)
        continue
      }
      const { workflow } = cells
      if (tally.isTwice(line, 'workflow', `${branch.value}.${workflow}`)) continue
      const before = limitsOf(branch.value)[workflow]
      const said = (step: keyof OldBooksLimits): number | null => {
        const written = cells[COLUMN_OF[step]]
        return written === undefined ? before[step] : written
      }
      const after: OldBooksLimits = {
        warnAfter: said('warnAfter'),
        askAfter: said('askAfter'),
        stopAfter: said('stopAfter'),
      }
      const tooSoon = outOfOrder(after)
      if (tooSoon !== undefined) {
        tally.refuse(line, COLUMN_OF[tooSoon], problem('too_soon'))
        continue
      }
      const details = OLD_BOOKS_STEPS.map(
        (step) => [COLUMN_OF[step], durationOrNever(before[step]), durationOrNever(after[step])] as const,
      )
      const title = adminData.inBranch(
        adminBranches.oldBooks.workflows[workflow],
        branches.prefixOf(branch.value),
      )
      tally.differs(line, title, changesOf(details), [oldBooksStatement(branch.value, workflow, after)])
    }
    return tally
  },
})

/** Asks once for each branch. */
function remembering<Known>(ask: (branch: BranchId) => Known): (branch: BranchId) => Known {
  const known = new Map<BranchId, Known>()
  return (branch) => {
    const found = known.get(branch) ?? ask(branch)
    known.set(branch, found)
    return found
  }
}
