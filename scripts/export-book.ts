import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportHledger } from '../core/book/hledger-export.ts'
import { openBookOrEnd } from './open-book.ts'

const CHUNK = 64 * 1024

const reader = openBookOrEnd()
try {
  await pipeline(Readable.from(inChunks(exportHledger(reader))), process.stdout)
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
