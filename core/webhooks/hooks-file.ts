import { readFileSync } from 'node:fs'
import Database from 'libsql'
import { inOneWrite } from '../outbox/sql.ts'
import { projectFile } from '../kernel/project-root.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { createHooks, type Hooks } from './hooks.ts'

/** What is kept of other systems: who they are, what they were told, what they have not heard yet. */
export interface HooksFile {
  readonly hooks: Hooks
  readonly deliveries: Deliveries
  /** Does all of it or none, on disk when this returns. */
  atomically<T>(work: () => T): T
  close(): void
}

/** Opens, or makes, the file. WAL with synchronous=FULL: what was taken on survives a power cut. */
export function openHooksFile(path: string): HooksFile {
  const database = new Database(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'busy_timeout = 5000',
  ])
    database.exec(`PRAGMA ${pragma}`)
  database.exec(readFileSync(projectFile('core', 'webhooks', 'webhooks.sql'), 'utf8'))
  return {
    hooks: createHooks(database),
    deliveries: createDeliveries(database),
    atomically: (work) => inOneWrite(database, work),
    close() {
      database.close()
    },
  }
}
