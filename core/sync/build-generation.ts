import { rmSync } from 'node:fs'
import { ReplicaDamaged } from './feed.ts'
import { nextGeneration } from './generations.ts'
import type { KeeperParts } from './keeper-parts.ts'
import { builtBytesOf, bytesInFile } from './known.ts'
import { isProven, type CentralFacts } from './mark.ts'
import { assertRoom, bytesOfNews, hasRunOut } from './room.ts'
import { openReplica, type OpenReplica } from './open-replica.ts'
import { compareTables } from './table-sums.ts'
import { SyncTrouble } from './trouble.ts'

/**
 * Fetches everything into a folder of its own, beside what is in use, and proves it; goes on where a killed process
 * stopped. Nothing is switched here. What turns out wrong is deleted.
 */
export async function buildGeneration(parts: KeeperParts, central: CentralFacts): Promise<OpenReplica> {
  const next = nextGeneration(parts.folder)
  const copied = builtBytesOf(next.folder)
  const inFile = bytesInFile(next.folder)
  assertRoom(parts, bytesOfNews({ writes: 0, bytes: central.bytes, copied, inFile }))
  parts.beat({ phase: 'building', building: { name: next.name, expectedBytes: central.bytes } })
  const replica = openReplica(next, parts.openFeed)
  try {
    await replica.catchUp()
    if (!isProven(replica.mark(), central.mark)) throw new ReplicaDamaged('it is not what central has')
    parts.beat({ phase: 'checking' })
    replica.checkPages()
    // What lies there from another process may have been hurt since.
    if (next.isResumed) await assertSame(parts, replica)
    return replica
  } catch (error) {
    replica.close()
    if (!(error instanceof ReplicaDamaged)) throw error
    const kind = hasRunOut(parts, error) ? 'disk_full' : 'unproven'
    rmSync(next.folder, { recursive: true, force: true })
    throw new SyncTrouble(kind, error.message)
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
