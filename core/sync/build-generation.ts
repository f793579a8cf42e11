import { rmSync } from 'node:fs'
import { ReplicaDamaged } from './feed.ts'
import { nextGeneration } from './generations.ts'
import type { KeeperParts } from './keeper-parts.ts'
import { bytesOf } from './known.ts'
import { isProven, type Mark } from './mark.ts'
import { assertRoom } from './room.ts'
import { openReplica, type OpenReplica } from './open-replica.ts'
import { compareTables } from './table-sums.ts'
import { SyncTrouble } from './trouble.ts'

const SIZE = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size'
/** A first sync can hold the whole database twice: in the log, and in the file that the log is copied to. */
const ROOM_FACTOR = 2

/**
 * Fetches everything into a folder of its own, beside what is in use, and proves it; goes on where a killed process
 * stopped. Nothing is switched here. What turns out wrong is deleted.
 */
export async function buildGeneration(parts: KeeperParts, central: Mark): Promise<OpenReplica> {
  const next = nextGeneration(parts.folder)
  const expectedBytes = Number((await parts.central.all({ sql: SIZE, args: [] }))[0]?.[0])
  assertRoom(parts, Math.max(0, expectedBytes - bytesOf(next.folder)) * ROOM_FACTOR)
  parts.beat({ phase: 'building', building: { name: next.name, expectedBytes } })
  const replica = openReplica(next, parts.openFeed)
  try {
    await replica.catchUp()
    if (!isProven(replica.mark(), central)) throw new ReplicaDamaged('it is not what central has')
    parts.beat({ phase: 'checking' })
    replica.checkPages()
    // What lies there from another process may have been hurt since.
    if (next.isResumed) await assertSame(parts, replica)
    return replica
  } catch (error) {
    replica.close()
    if (!(error instanceof ReplicaDamaged)) throw error
    rmSync(next.folder, { recursive: true, force: true })
    throw new SyncTrouble('unproven', error.message)
  }
}

/**
 * Compares the whole content with central's. Throws {@link ReplicaDamaged} where it differs, and the trouble
 * `in_doubt` where central did not stand still long enough.
 */
export async function assertSame({ central, beat }: KeeperParts, replica: OpenReplica): Promise<void> {
  const reader = replica.reader()
  const catchUp = async (): Promise<void> => {
    beat({ phase: 'comparing' })
    await replica.catchUp()
  }
  const found = await compareTables({ central, reader, catchUp })
  if (found.kind === 'different') throw new ReplicaDamaged(`${found.table} is not what central has`)
  if (found.kind === 'moving')
    throw new SyncTrouble('in_doubt', `${found.table} could not be compared: central is busy`)
}
