import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs'
import Database from 'libsql'

const CHUNK = 1 << 20

/** Waits until a file, or the names in a folder, are on the disk. */
export function syncPath(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Writes a small file so that it is there whole or not at all. `folder` is the one it lies in. */
export function writeWhole(folder: string, path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  syncPath(`${path}.new`)
  renameSync(`${path}.new`, path)
  syncPath(folder)
}

/** SHA-256 in hex, read piece by piece. */
export function hashFile(path: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(CHUNK)
  const opened = openSync(path, 'r')
  try {
    for (;;) {
      const read = readSync(opened, piece)
      if (read === 0) return hash.digest('hex')
      hash.update(piece.subarray(0, read))
    }
  } finally {
    closeSync(opened)
  }
}

/**
 * Copies a database as it is at one moment, while another process writes to it: readers hold up no writer. The copy is
 * one file without a log, and on the disk when this returns.
 */
export function copyDatabase(from: string, to: string): void {
  const database = new Database(`file:${encodeURI(from)}?mode=ro`)
  try {
    database.exec('PRAGMA busy_timeout = 5000')
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
  syncPath(to)
}

/** What SQLite finds wrong with the pages of a file; undefined: nothing. */
export function findDamage(path: string): string | undefined {
  const database = new Database(`file:${encodeURI(path)}?mode=ro`)
  try {
    const found = database.prepare<unknown[]>('PRAGMA integrity_check(1)').raw().get() as [string] | undefined
    return found?.[0] === 'ok' ? undefined : String(found?.[0])
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    database.close()
  }
}

/** Bytes of a database with its log; 0 where there is none. */
export function sizeOfDatabase(path: string): number {
  return [path, `${path}-wal`].reduce(
    (sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
