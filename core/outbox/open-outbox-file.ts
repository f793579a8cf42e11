import { readFileSync } from 'node:fs'
import Database from 'libsql'
import { projectFile } from '../kernel/project-root.ts'

/** Opens the file of an outbox, or makes it. What is committed survives a power cut. */
export function openOutboxFile(path: string): Database.Database {
  const database = new Database(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'busy_timeout = 5000',
  ])
    database.exec(`PRAGMA ${pragma}`)
  database.exec(readFileSync(projectFile('core', 'outbox', 'outbox.sql'), 'utf8'))
  return database
}
