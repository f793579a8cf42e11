import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { syncPath, writeWhole } from './durable-files.ts'

/** Where what is restored lies until it is whole. */
const STAGE = 'restoring'
/** Says that it is whole, and what is to happen: with this file the switch is decided, and only forward from there. */
const DECIDED = 'decided.json'

/** The folder of a libSQL server's database moves as one. */
const SERVED = 'sqld'
const fileName = z.string().regex(/^(?:sqld|[a-z][a-z-]*\.(?:db|db-wal|db-shm|key))$/)
const decision = z.object({
  /** The folder beside that keeps what was there. */
  replaced: z.string().regex(/^replaced-[\w-]+$/),
  /** Leaves the data folder, logs before their databases: a log that stays would be read into the new file. */
  leaving: z.array(fileName),
  coming: z.array(fileName),
})

/** An empty stage in a data folder; what an earlier attempt left on it is gone. */
export function clearStage(dataFolder: string): string {
  const stage = join(dataFolder, STAGE)
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { mode: 0o700 })
  return stage
}

/**
 * Switches a data folder over to what is on its stage. What it held, books and the secrets that are replaced, lies in
 * the returned folder afterwards; undefined: it held nothing. Cut off anywhere, {@link finishSwitch} does the rest.
 */
export function switchToStage(dataFolder: string, stamp: string): string | undefined {
  const stage = join(dataFolder, STAGE)
  const coming = readdirSync(stage)
  for (const name of coming) syncPath(join(stage, name))
  const leaving = ['book.db', 'outbox.db', 'webhooks.db']
    .flatMap((name) => [`${name}-wal`, `${name}-shm`, name])
    .concat(coming.filter((name) => name === SERVED || name.endsWith('.key')))
    .filter((name) => existsSync(join(dataFolder, name)))
  const replaced = `replaced-${stamp}`
  writeWhole(stage, join(stage, DECIDED), JSON.stringify({ replaced, leaving, coming }))
  finishSwitch(dataFolder)
  return leaving.length === 0 ? undefined : join(dataFolder, replaced)
}

/** Goes on with a restore that was cut off: forward if it was decided, else as if it had not begun. */
export function finishSwitch(dataFolder: string): void {
  const stage = join(dataFolder, STAGE)
  if (!existsSync(stage)) return
  if (existsSync(join(stage, DECIDED))) {
    const { replaced, leaving, coming } = decision.parse(
      JSON.parse(readFileSync(join(stage, DECIDED), 'utf8')),
    )
    const aside = join(dataFolder, replaced)
    if (leaving.length > 0) mkdirSync(aside, { recursive: true, mode: 0o700 })
    for (const name of leaving) moveOnce(join(dataFolder, name), join(aside, name))
    syncPath(dataFolder)
    for (const name of coming)
      if (existsSync(join(stage, name))) renameSync(join(stage, name), join(dataFolder, name))
    syncPath(dataFolder)
  }
  rmSync(stage, { recursive: true, force: true })
}

/** What has left already is not taken for what came instead. */
function moveOnce(from: string, to: string): void {
  if (!existsSync(to) && existsSync(from)) renameSync(from, to)
}
