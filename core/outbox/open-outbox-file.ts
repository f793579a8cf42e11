import type Database from 'libsql'
import { openDurableFile } from '../database/open-durable-file.ts'
import { projectFile } from '../kernel/project-root.ts'

/** Opens the file of an outbox, or makes it. */
export function openOutboxFile(path: string): Database.Database {
  return openDurableFile(path, projectFile('core', 'outbox', 'outbox.sql'))
}
