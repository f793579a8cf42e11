import { readFileSync } from 'node:fs'
import Database from 'libsql'

/**
 * How a file is kept of which nothing may be lost: what is committed is on the disk, also after a power cut. First, to
 * wait: after a kill a reader may be bringing the file in order just when it is opened here (measured: a start failed).
 */
const DURABLE = ['busy_timeout = 5000', 'journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']

/**
 * Opens a file of our own, or makes it. `schemaPath`: a script that makes its tables where they are not there yet, and
 * may run at every start.
 */
export function openDurableFile(path: string, schemaPath?: string): Database.Database {
  const database = new Database(path)
  for (const pragma of DURABLE) database.exec(`PRAGMA ${pragma}`)
  if (schemaPath !== undefined) database.exec(readFileSync(schemaPath, 'utf8'))
  return database
}
