import { freeBytesAt, RESERVE_BYTES } from '../kernel/disk-room.ts'
import type { KeeperParts } from './keeper-parts.ts'
import { ReplicaDamaged } from './feed.ts'
import { SyncTrouble } from './trouble.ts'

/** What a write of central brings: about 22 pages for a document that is posted alone (design section 5). */
const BYTES_A_WRITE = 22 * 4096
/** However much is behind, central sends no more of its log than this, but what it was compacted to. */
const BYTES_AT_MOST = 200 * 1024 * 1024

type RoomParts = Pick<KeeperParts, 'folder' | 'freeBytes'>

/** Bytes that may still be written where the replicas lie. */
export function freeBytesOf({ folder, freeBytes = freeBytesAt }: RoomParts): number {
  return freeBytes(folder)
}

/** Throws the trouble `disk_full` where so much more would take what the outbox needs: documents come before news. */
export function assertRoom(parts: RoomParts, bytes: number): void {
  const free = freeBytesOf(parts)
  const needed = bytes + RESERVE_BYTES
  if (free < needed)
    throw new SyncTrouble('disk_full', `${parts.folder} has ${free} bytes free, ${needed} are needed`)
}

/** What a copy lacks. */
export interface News {
  /** How many writes of central. */
  readonly writes: number
  /** How long central's file is, in bytes. */
  readonly bytes: number
  /** How much of that the copy has, wherever it lies. */
  readonly copied: number
  /** How much of it lies in the copy's file; the rest is in its log. */
  readonly inFile: number
}

/**
 * How much room news may take, in bytes. They come to the log, and the whole log is copied to the file then. One write
 * may be an import of thousands of rows: how much longer central's file is tells that.
 */
export function bytesOfNews({ writes, bytes, copied, inFile }: News): number {
  const toLog = Math.min(writes * BYTES_A_WRITE, BYTES_AT_MOST) + Math.max(0, bytes - copied)
  return toLog + Math.max(0, bytes - inFile)
}

/**
 * Whether a sync failed because the disk was full under it: then what was to be kept free is not. The driver says the
 * same of pages that it could not write as of pages that do not fit.
 */
export function hasRunOut(parts: RoomParts, error: unknown): boolean {
  return error instanceof ReplicaDamaged && freeBytesOf(parts) < RESERVE_BYTES
}
