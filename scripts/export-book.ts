import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { Scope } from '../core/branches/scope.ts'
import type { BranchId } from '../core/kernel/ids.ts'
import { exportBeancount } from '../core/book/beancount-export.ts'
import { exportHledger } from '../core/book/hledger-export.ts'
import { isLedgerFormat, LEDGER_FORMATS, type LedgerFormat } from '../core/book/journal/ledger-formats.ts'
import { words } from '../core/words/catalogue.ts'
import { readOrEnd } from './open-book.ts'

const CHUNK = 64 * 1024

const WRITERS: Readonly<Record<LedgerFormat, typeof exportHledger>> = {
  hledger: exportHledger,
  beancount: exportBeancount,
}

/** `--branch=1`: the books of that branch alone. */
const { branch, format } = parseArgs({
  options: { branch: { type: 'string' }, format: { type: 'string', default: 'hledger' } },
}).values
if (!isLedgerFormat(format)) {
  console.error(words.adminData.unknownFormat(format, LEDGER_FORMATS.join(', ')))
  process.exit(2)
}
const scope: Scope =
  branch === undefined ? { kind: 'all' } : { kind: 'branch', branch: Number(branch) as BranchId }
const reader = readOrEnd()
try {
  await pipeline(Readable.from(inChunks(WRITERS[format](scope, reader))), process.stdout)
} catch (error) {
  // `scripts/export | head` has read enough.
  if (!isClosedPipe(error)) throw error
} finally {
  reader.close()
}

/** Few large writes instead of one for each line; the stream waits for its reader between them. */
function* inChunks(parts: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const part of parts) {
    chunk += part
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function isClosedPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}
