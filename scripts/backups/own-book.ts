import { join } from 'node:path'
import { hostBookPath } from '../../core/backup/make-copy.ts'
import type { Manifest } from '../../core/backup/manifest.ts'
import { recordCopy } from '../../core/backup/record-copy.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { openReader } from '../../core/database/reader.ts'
import type { MachineTime } from '../../core/kernel/machine-time.ts'
import { ownClock } from '../serve/own-clock.ts'

/**
 * The book itself, where it lies in a host's data folder. Undefined where that follows a central: a copy of a replica
 * lies on the card that documents are kept there for, and counts for nothing.
 */
export function ownBookIn(dataFolder: string): string | undefined {
  const own = join(dataFolder, 'book.db')
  return hostBookPath(dataFolder) === own ? own : undefined
}

/** What time it is for that book (ms), as for its process. */
export function timeOfBook(path: string, machine?: MachineTime): number {
  const book = openReader(path)
  try {
    return ownClock(book, machine).now()
  } finally {
    book.close()
  }
}

/**
 * Tells the book of a copy that was made of it by hand, as its process tells it of the daily one. Throws where the book
 * cannot be written now, or is of an earlier release and does not know of copies yet.
 */
export async function tellOwnBook(path: string, manifest: Manifest): Promise<void> {
  const central = openCentralFile(path)
  try {
    await recordCopy(central, manifest)
  } finally {
    central.close()
  }
}
