import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createWriter } from '../../core/branches/create-branch.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { becomeAnotherBook } from '../../core/database/create-book.ts'
import type { Central } from '../../core/database/central.ts'
import { openReader } from '../../core/database/reader.ts'
import { freeBytesAt } from '../../core/kernel/disk-room.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { NoRoom, type AskedRoom, type OpenRoom, type PracticeRoom } from '../../station/practice/practice.ts'
import { createStation } from '../../station/station.ts'
import { bytesOf, copyBook } from './copy-book.ts'

/** What must stay free beside a copy: for what is practised, and for the work that goes on meanwhile. */
const SPARE_BYTES = 256_000_000

/** In front of every number and reference that is made in practice: no branch and no writer is called so. */
const PRACTICE = 'PRACTICE'

export interface PracticeParts {
  readonly dataFolder: string
  /** The file of the book that is read now. */
  readonly bookPath: () => string
  readonly zoneOf: (branch: number) => string
  /** Free bytes of the disk; asked of the system when left out. */
  readonly freeBytes?: (folder: string) => number
  /** The program that copies, for tests. */
  readonly copyProgram?: string
}

/**
 * Makes the rooms in which stations practise: the book copied by a process of its own, and beside it an outbox, poster
 * and session that nothing else knows. What an earlier process left behind when it was killed is removed at once.
 */
export function createPracticeRooms(parts: PracticeParts): OpenRoom {
  const folder = join(parts.dataFolder, 'practice')
  rmSync(folder, { recursive: true, force: true })
  return async (asked) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    assertRoom(parts, folder)
    const own = mkdtempSync(join(folder, 'room-'))
    try {
      const book = join(own, 'book.db')
      await copyBook(parts.bookPath(), book, {
        ...asked,
        ...(parts.copyProgram === undefined ? {} : { entry: parts.copyProgram }),
      })
      return await openRoom(parts, asked, own)
    } catch (error) {
      rmSync(own, { recursive: true, force: true })
      throw error
    }
  }
}

function assertRoom({ bookPath, freeBytes = freeBytesAt }: PracticeParts, folder: string): void {
  const path = bookPath()
  const needed = bytesOf(path) + bytesOf(`${path}-wal`) + SPARE_BYTES
  const free = freeBytes(folder)
  if (free < needed) throw new NoRoom({ needed, free })
}

/**
 * The station of a room. It has the people, PINs, clock and name of the one that practises. PINs are counted there as
 * everywhere: a wrong one tried in practice is a wrong one, or anybody could try all of them on one copy after another.
 */
async function openRoom(
  { zoneOf }: PracticeParts,
  { station: real, door }: AskedRoom,
  folder: string,
): Promise<PracticeRoom> {
  const [bookPath, outboxPath] = [join(folder, 'book.db'), join(folder, 'outbox.db')]
  const central = openCentralFile(bookPath)
  await makeItAnother(central, real.parts.branch.id)
  const outbox = openOutbox(outboxPath)
  const reader = openReader(bookPath, { outbox: outboxPath })
  const station = createStation({
    ...real.parts,
    // Its documents have numbers and references of their own, which nobody takes for real ones.
    writer: PRACTICE,
    branch: { ...real.parts.branch, prefix: PRACTICE },
    reader,
    outbox,
    wakePoster: () => poster.wake(),
    posterState: () => poster.state(),
    practice: door,
  })
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock: real.parts.clock,
    zoneOf,
    onOutcomes: (outcomes) => station.outcomesArrived(outcomes),
  })
  return {
    station,
    async close() {
      await poster.stop()
      reader.close()
      outbox.close()
      central.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The copy is no part of the company's books: it has an identity of its own, by which its outbox could never post to
 * the real one, and a writer that the real one does not know.
 */
async function makeItAnother(central: Central, branch: BranchId): Promise<void> {
  await becomeAnotherBook(central)
  await createWriter(central, PRACTICE, branch)
}
