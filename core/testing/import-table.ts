import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders } from '../branches/scoped-readers.ts'
import { checkTable, type CheckedTable, type TableOptions } from '../data-in/check-table.ts'
import type { Authority, ImportName } from '../data-in/importer.ts'
import { importerFor } from '../data-in/importers.ts'
import { writeMaster } from '../database/write-master.ts'
import { TEST_NOW, type Bakery } from './bakery.ts'

/** The super admin of the test bakery, and its two managers. */
export const asSuperAdmin = ({ zanele }: Bakery): Authority => ({
  person: zanele,
  role: 'super_admin',
  branch: null,
})
export const asManagerOfBra = ({ palesa, bra }: Bakery): Authority => ({
  person: palesa,
  role: 'manager',
  branch: bra,
})

export interface Sent extends Partial<TableOptions> {
  readonly authority?: Authority
  readonly defaultKind?: string
}

/** What a table would do. A text is sent as UTF-8. */
export function checkSent(
  bakery: Bakery,
  name: ImportName,
  table: string | Uint8Array,
  { authority = asSuperAdmin(bakery), defaultKind, decimals, mayLeaveOut = false }: Sent = {},
): CheckedTable {
  const importer = importerFor(name, authority)
  if (importer === undefined) throw new Error(`${name} is not for ${authority.role}`)
  const readers = openScopedReaders(bakery.path)
  try {
    return checkTable(
      importer,
      typeof table === 'string' ? new TextEncoder().encode(table) : table,
      { decimals, mayLeaveOut },
      {
        reader: readers.of(authority.branch === null ? ALL_BRANCHES : onlyBranch(authority.branch)),
        whole: readers.whole,
        authority,
        now: TEST_NOW,
        moneyFactor: 100,
        currency: 'ZAR',
        defaultKind,
      },
    )
  } finally {
    readers.close()
  }
}

/** Writes it too, all or nothing, as accepting does. Throws where a row is not right. */
export async function importSent(
  bakery: Bakery,
  name: ImportName,
  table: string | Uint8Array,
  sent: Sent = {},
): Promise<CheckedTable> {
  const checked = checkSent(bakery, name, table, sent)
  if (checked.problems.length > 0) throw new Error(JSON.stringify(checked.problems.slice(0, 3)))
  await writeMaster(bakery.central, checked.statements)
  return checked
}

/** "2 name required": row, column and code of each problem. */
export const problemsOf = ({ problems }: CheckedTable): string[] =>
  problems.map(({ line, column, code }) => `${line} ${column} ${code}`)

/** How many rows are new, changed, unchanged. */
export const statesOf = ({ results }: CheckedTable): string[] =>
  results.map(({ line, state }) => `${line} ${state}`)
