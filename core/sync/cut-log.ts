import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

/** Of SQLite's write-ahead log: its own header, and that of each page in it (sqlite.org/walformat.html). */
const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/**
 * Gives back the room of pages in a log that were written and never committed: a sync that ran out of disk leaves them
 * behind, and nothing would take them away before the next one that ends well. What was committed stays, and is all
 * that a reader ever looks at. To be called by the only writer of the file, while it does not write.
 */
export function cutLog(path: string): void {
  const file = openSync(path, 'r+')
  try {
    const end = endOfCommitted(file)
    if (end !== undefined && end < fstatSync(file).size) ftruncateSync(file, end)
  } finally {
    closeSync(file)
  }
}

/** Where the last committed page ends, in bytes; undefined: it is no log that could be told. */
function endOfCommitted(file: number): number | undefined {
  const header = Buffer.alloc(HEADER_BYTES)
  if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return undefined
  const salts = header.subarray(16, 24)
  const frameBytes = FRAME_HEADER_BYTES + header.readUInt32BE(8)
  const frame = Buffer.alloc(FRAME_HEADER_BYTES)
  let end = HEADER_BYTES
  for (let at = HEADER_BYTES; ; at += frameBytes) {
    const read = readSync(file, frame, 0, FRAME_HEADER_BYTES, at)
    // Other salts: of a log that was begun anew over this one, and not written as far.
    if (read < FRAME_HEADER_BYTES || !frame.subarray(8, 16).equals(salts)) return end
    // The last page of a commit says how long the database is after it.
    if (frame.readUInt32BE(4) > 0) end = at + frameBytes
  }
}
