import type { RunningSqld } from '../../core/database/sqld/launch.ts'
import { words } from '../../core/words/catalogue.ts'
import { askServer } from './ask-server.ts'
import { ServerFailure } from './server-failure.ts'

const CONFIG = '/v1/namespaces/default/config'
const TIMEOUT_MS = 30_000
/** SQLite's FULL: the log is on the disk before a commit is reported. */
const FULL = '2'

/**
 * Makes a server that has just started wait for the disk at each commit, and proves it on a connection of the kind that
 * documents are posted on. The server forgets the setting when it ends, and as it comes loses what was posted last in a
 * power cut. Throws {@link ServerFailure} when it does not do it.
 */
export async function requireDurability(server: RunningSqld, token: string): Promise<void> {
  const config = (await (await server.admin(CONFIG)).json()) as object
  const answer = await server.admin(CONFIG, { ...config, durability_mode: 'strong' })
  if (!answer.ok)
    throw new ServerFailure(words.server.failure.notDurable(`HTTP ${answer.status}: ${await answer.text()}`))
  const [synchronous] = await askServer({ url: server.url, token }, ['PRAGMA synchronous'], TIMEOUT_MS)
  if (synchronous !== FULL) throw new ServerFailure(words.server.failure.notDurable(String(synchronous)))
}
