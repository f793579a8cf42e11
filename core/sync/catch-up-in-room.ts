import { cutLog } from './cut-log.ts'
import type { KeeperParts } from './keeper-parts.ts'
import { bytesInFile } from './known.ts'
import type { CentralFacts } from './mark.ts'
import type { OpenReplica } from './open-replica.ts'
import { assertRoom, bytesOfNews, freeBytesOf, hasRunOut } from './room.ts'
import { SyncTrouble } from './trouble.ts'

/** A replica, and with how many bytes free its last sync ran out of disk; 0: it did not. */
interface Filled {
  readonly replica: OpenReplica
  ranOutWith: number
}

/**
 * Syncs a replica if what is new leaves the outbox its room; the trouble `disk_full` where it does not. One write of
 * central may change more than anything here could guess: where the disk is full in the middle of it, the room is given
 * back at once, the replica stays what it was, and is not tried again before there is more. Errors: those of
 * {@link OpenReplica.catchUp}.
 */
export async function catchUpInRoom(
  parts: KeeperParts,
  filled: Filled,
  { mark, bytes }: CentralFacts,
): Promise<void> {
  const { replica } = filled
  const writes = mark.seq - replica.mark().seq
  const news = bytesOfNews({ writes, bytes, copied: replica.bytes(), inFile: bytesInFile(replica.folder) })
  const free = freeBytesOf(parts)
  assertRoom(parts, Math.max(news, filled.ranOutWith))
  try {
    await replica.catchUp()
    filled.ranOutWith = 0
  } catch (error) {
    if (!hasRunOut(parts, error)) throw error
    filled.ranOutWith = free
    cutLog(`${replica.path}-wal`)
    throw new SyncTrouble('disk_full', `${replica.folder} ran out of ${free} bytes in a sync`)
  }
}
