import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { newestFound, numbersMeant } from '../due/found-due.ts'
import { searchItems } from '../items/search-items.ts'
import { RUN_HEAD, RUN_HEAD_JOINS, toRunHead, type RunHead } from './read-runs.ts'

const BY_SERIAL = `${RUN_HEAD} FROM production_run r ${RUN_HEAD_JOINS}
  WHERE r.serial >= ?1 AND r.serial < ?1 || '~' ORDER BY r.serial DESC LIMIT ?2`
// The table gives the keys, the rows come through the reader's view.
const OF_PRODUCT = `${RUN_HEAD} FROM main.production_run k INDEXED BY production_run_of_item
  CROSS JOIN production_run r ON r.id = k.id ${RUN_HEAD_JOINS}
  WHERE k.item = ?1 AND k.branch = ?2 ORDER BY k.id DESC LIMIT ?3`

/** More products of one name than anybody reads the runs of. */
const PRODUCTS_MAX = 20

/**
 * Production runs by serial number (BRA-PR-00012, its beginning, or only 12) or by the words of the product's name,
 * open or closed, the newest first.
 */
export function searchRuns(
  scope: Scope,
  reader: Reader,
  { text, limit }: { text: string; limit: number },
): RunHead[] {
  const branches = readBranchesIn(scope, reader)
  const typed = text.trim()
  const bySerial = numbersMeant(typed, branches, 'PR').flatMap((serial) =>
    reader.all(BY_SERIAL, serial, limit),
  )
  const ofProducts = searchItems(reader, typed, PRODUCTS_MAX)
    .filter(({ kind }) => kind === 'manufactured')
    .flatMap(({ id }) => branches.flatMap((branch) => reader.all(OF_PRODUCT, id, branch.id, limit)))
  return newestFound(scope, [...bySerial, ...ofProducts].map(toRunHead), limit)
}
