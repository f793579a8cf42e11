import type Database from 'libsql'
import { openDurableFile } from '../database/open-durable-file.ts'
import { projectFile } from '../kernel/project-root.ts'
import { readIdentity } from './documents.ts'

/** Opens the file of an outbox, or makes it. */
export function openOutboxFile(path: string): Database.Database {
  return openDurableFile(path, projectFile('core', 'outbox', 'outbox.sql'))
}

/** Which outbox lies there, or will: for who has to say so before it is opened. */
export function readOutboxId(path: string): string {
  const database = openOutboxFile(path)
  try {
    return readIdentity(database)
  } finally {
    database.close()
  }
}
