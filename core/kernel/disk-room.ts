import { statfsSync } from 'node:fs'

/**
 * Left free by whatever is not a document: copies, practice, and what the sync process fetches. A station that works
 * offline for a week, with 120 documents an hour of five lines, takes about 30 MB.
 */
export const RESERVE_BYTES = 64 * 1024 * 1024
/** With less than this a person is told, while all still goes on. */
export const LITTLE_ROOM_BYTES = 256 * 1024 * 1024

/** Whether a person is told to make room before long; bytes free. */
export const isRoomLittle = (free: number): boolean => free < LITTLE_ROOM_BYTES

/** Bytes that this user may still write where a folder lies: one system call. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
