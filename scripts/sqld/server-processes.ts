import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { words } from '../../core/words/catalogue.ts'
import { ServerFailure } from './server-failure.ts'

/** In the server's environment: who started it, so that nothing has to be kept in a file that can be out of date. */
const STARTED_BY = 'SCANBOOK_STARTED_BY'
const LOOK_EVERY_MS = 20

/** A process of this machine, told from a later one with the same number by when it started. */
export interface ProcessId {
  readonly pid: number
  /** In ticks since the machine started. */
  readonly startTime: string
}

/** What a server has to be started with, so that {@link endOrphans} of a later process knows whose it was. */
export function startedByUs(): Record<string, string> {
  return { [STARTED_BY]: `${process.pid} ${startTimeOf(process.pid) ?? ''}` }
}

/**
 * Ends what serves a database although the process that started it is gone, so that two servers never write one
 * database. A process counts only when its program is `sqld` and its arguments name this very folder. SIGTERM first:
 * after a kill every replica would start anew. Throws {@link ServerFailure} when its parent lives, or may not be asked.
 */
export async function endOrphans(databaseFolder: string, graceMs: number): Promise<ProcessId[]> {
  const servers = findServers(databaseFolder)
  for (const server of servers) requireOrphan(server, databaseFolder)
  await Promise.all(servers.map((server) => endProcess(server, graceMs)))
  return servers
}

/** Every process that serves this database. */
export function findServers(databaseFolder: string): ProcessId[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => serves(pid, databaseFolder))
    .flatMap((pid) => {
      const startTime = startTimeOf(pid)
      return startTime === undefined ? [] : [{ pid, startTime }]
    })
}

function serves(pid: number, databaseFolder: string): boolean {
  const args = readProc(pid, 'cmdline')?.split('\0') ?? []
  const at = args.indexOf('--db-path')
  if (at < 0 || args[at + 1] !== databaseFolder) return false
  try {
    // After an update the program of a running process has no name any more.
    return basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')) === 'sqld'
  } catch {
    // Another user's program may not be looked at; its arguments say enough to keep away.
    return basename(args[0] ?? '') === 'sqld'
  }
}

function requireOrphan({ pid }: ProcessId, databaseFolder: string): void {
  const environment = readProc(pid, 'environ')?.split('\0')
  if (environment === undefined) throw new ServerFailure(words.server.failure.foreign(databaseFolder, pid))
  const startedBy = environment.find((entry) => entry.startsWith(`${STARTED_BY}=`))
  const [parent, startTime] = startedBy?.slice(STARTED_BY.length + 1).split(' ') ?? []
  if (parent !== undefined && startTimeOf(Number(parent)) === startTime)
    throw new ServerFailure(words.server.failure.inUse(databaseFolder, Number(parent)))
}

async function endProcess(server: ProcessId, graceMs: number): Promise<void> {
  signalTo(server, 'SIGTERM')
  // One that was stopped hears the first signal only now.
  signalTo(server, 'SIGCONT')
  for (let waited = 0; waited < graceMs && isAlive(server); waited += LOOK_EVERY_MS)
    await sleep(LOOK_EVERY_MS)
  while (isAlive(server)) {
    signalTo(server, 'SIGKILL')
    await sleep(LOOK_EVERY_MS)
  }
}

const isAlive = ({ pid, startTime }: ProcessId): boolean => startTimeOf(pid) === startTime

function signalTo(server: ProcessId, signal: NodeJS.Signals): void {
  try {
    if (isAlive(server)) process.kill(server.pid, signal)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error
  }
}

/** When a living process started; undefined: there is none, or only what nobody has collected yet. */
export function startTimeOf(pid: number): string | undefined {
  // "1234 (any name) S 1 …": the state is field 3, the start time field 22.
  const fields =
    readProc(pid, 'stat')
      ?.replace(/^.*\) /s, '')
      .split(' ') ?? []
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

function readProc(pid: number, what: 'cmdline' | 'environ' | 'stat'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return undefined
  }
}
