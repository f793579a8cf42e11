import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs'
import type { z } from 'zod'

/** Room for one page of a disk: always written whole, so that an older text never shows behind a newer one. */
const LENGTH = 1024

/** What was last written down; undefined where nothing legible was. */
export function readNote<Note>(path: string, schema: z.ZodType<Note>): Note | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Writes a few facts in place and leaves the disk to the system: for what is written often, and found out again where
 * a power cut spoils it or takes it back. Throws where the disk would not take it.
 */
export function writeNote(path: string, note: unknown): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600)
  try {
    writeSync(file, JSON.stringify(note).padEnd(LENGTH), 0)
  } finally {
    closeSync(file)
  }
}
