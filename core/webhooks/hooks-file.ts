import { openDurableFile } from '../database/open-durable-file.ts'
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
  const database = openDurableFile(path, projectFile('core', 'webhooks', 'webhooks.sql'))
  return {
    hooks: createHooks(database),
    deliveries: createDeliveries(database),
    atomically: (work) => inOneWrite(database, work),
    close() {
      database.close()
    },
  }
}
