import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'libsql'
import { z } from 'zod'
import { processFacts } from '../kernel/process-facts.ts'
import { SyncTrouble } from './trouble.ts'

const holderSchema = z.object({
  pid: z.number(),
  startedAt: z.string(),
  parent: z.number(),
  command: z.string(),
})

type Holder = Readonly<z.infer<typeof holderSchema>>

export interface ChildLock {
  release(): void
}

/** A connection that nobody refers to is closed by the garbage collector, and its lock given back. */
const held = new Set<Database.Database>()

const TRIES = 50
const PAUSE_MS = 100

/**
 * Takes the folder of replicas for this process alone. The lock is a database lock on `lock.db`, which the system
 * gives back whatever way the process ends; `lock.json` beside it says who holds it. A holder whose parent is gone is
 * an orphan that hangs in a sync: it is killed. Throws the trouble `held` when the holder is alive and well.
 */
export async function takeChildLock(folder: string): Promise<ChildLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const about = join(folder, 'lock.json')
  for (let tries = 1; ; tries++) {
    const database = tryLock(join(folder, 'lock.db'))
    if (database !== undefined) {
      held.add(database)
      writeFileSync(about, JSON.stringify(processFacts(process.pid) ?? {}), { mode: 0o600 })
      return {
        release() {
          held.delete(database)
          database.exec('ROLLBACK')
          database.close()
        },
      }
    }
    const holder = readHolder(about)
    const isOrphan = holder !== undefined && isOrphaned(holder)
    if (isOrphan) killQuietly(holder.pid)
    // One that was just killed gives the lock back a moment later.
    if (tries === TRIES || (!isOrphan && holder !== undefined && processFacts(holder.pid) !== undefined))
      throw new SyncTrouble('held', `${folder} is in use by process ${holder?.pid ?? 'unknown'}`)
    await sleep(PAUSE_MS)
  }
}

function tryLock(path: string): Database.Database | undefined {
  const database = new Database(path)
  try {
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined
    throw error
  }
}

/** Whether this very process is alive, and was given to another parent since: only the death of its own does that. */
function isOrphaned(holder: Holder): boolean {
  const now = processFacts(holder.pid)
  return (
    now !== undefined &&
    now.startedAt === holder.startedAt &&
    now.command === holder.command &&
    now.parent !== holder.parent
  )
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
