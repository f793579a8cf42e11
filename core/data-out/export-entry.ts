import { constants, setPriority } from 'node:os'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders } from '../branches/scoped-readers.ts'
import type { BranchId } from '../kernel/ids.ts'
import { exportEverything } from './export-zip.ts'

/** The program of the exporting child: `export-entry <path of the book> <now> [branch]`. Writes a zip to its output. */
const [path, now, branch] = process.argv.slice(2)
if (path === undefined || now === undefined) throw new Error('export-entry needs a path and the time')
// The scanner's process goes first.
setPriority(constants.priority.PRIORITY_LOW)

const only = branch === undefined ? null : (Number(branch) as BranchId)
const readers = openScopedReaders(path)
const reader = readers.of(only === null ? ALL_BRANCHES : onlyBranch(only))
try {
  await pipeline(Readable.from(exportEverything({ reader, branch: only, now: Number(now) })), process.stdout)
} finally {
  readers.close()
}
