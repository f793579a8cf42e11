import { realpathSync } from 'node:fs'
import type { Logger } from 'pino'
import { launchSqld, type RunningSqld } from '../../core/database/sqld/launch.ts'
import { requireDurability } from './durability.ts'
import type { ServerKey } from './server-key.ts'
import { endOrphans, startedByUs } from './server-processes.ts'

/** Where the database lies in central's data folder. */
export const DATABASE_FOLDER = 'sqld'

export interface BringUp {
  readonly database: string
  readonly key: ServerKey
  readonly log: Logger
  /** How long a server that is asked to end may take (ms). */
  readonly graceMs: number
  readonly signal: AbortSignal
}

/**
 * One start of the server: ends what an earlier process left behind, starts it on free ports, and proves that it waits
 * for the disk. Throws, with nothing left running, when one of these fails.
 */
export async function bringUp({ database, key, log, graceMs, signal }: BringUp): Promise<RunningSqld> {
  const folder = realpathSync(database)
  const orphans = await endOrphans(folder, graceMs)
  if (orphans.length > 0) log.warn({ orphans }, 'ended a server that an earlier process left behind')
  const server = await launchSqld({
    folder,
    publicKey: key.publicKey,
    environment: startedByUs(),
    onLine: (line) => log.debug({ sqld: line }),
    signal,
  })
  try {
    await requireDurability(server, key.token('rw'))
    return server
  } catch (error) {
    await server.end(graceMs)
    throw error
  }
}
