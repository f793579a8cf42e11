import { freeBytesAt, RESERVE_BYTES } from '../kernel/disk-room.ts'
import type { KeeperParts } from './keeper-parts.ts'
import { SyncTrouble } from './trouble.ts'

/** What a write of central brings: about 22 pages for a document that is posted alone (design section 5). */
const BYTES_A_WRITE = 22 * 4096
/** However much is behind, central sends no more of its log than this, but what it was compacted to. */
const BYTES_AT_MOST = 200 * 1024 * 1024

/** Throws the trouble `disk_full` where so much more would take what the outbox needs: documents come before news. */
export function assertRoom(
  { folder, freeBytes = freeBytesAt }: Pick<KeeperParts, 'folder' | 'freeBytes'>,
  bytes: number,
): void {
  const free = freeBytes(folder)
  const needed = bytes + RESERVE_BYTES
  if (free < needed)
    throw new SyncTrouble('disk_full', `${folder} has ${free} bytes free, ${needed} are needed`)
}

/** How much so many writes of central may bring, in bytes. */
export function bytesOfWrites(writes: number): number {
  return Math.min(writes * BYTES_A_WRITE, BYTES_AT_MOST)
}
