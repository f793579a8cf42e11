import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What was written between two moments. */
export interface Written {
  readonly stationMb: number
  readonly syncMb: number
  /** By everybody, to the disk that the folder lies on. */
  readonly diskMb: number
  /** How often the two waited for the disk; undefined: strace is not here, or may not look on. */
  readonly syncs: number | undefined
}

export interface CountedProcesses {
  readonly dataFolder: string
  /** The station and its sync process. */
  readonly pids: () => readonly [number, number]
}

const MB = 1024 * 1024
const SECTOR = 512
/** Until strace looks on. */
const ATTACHING_MS = 500

export async function startCounting({ dataFolder, pids }: CountedProcesses) {
  const [station, sync] = pids()
  const syncs = await countSyncs([station, sync])
  const before = [writtenBy(station), writtenBy(sync), writtenTo(dataFolder)] as const
  return {
    async end(): Promise<Written> {
      const after = [writtenBy(station), writtenBy(sync), writtenTo(dataFolder)] as const
      return {
        stationMb: (after[0] - before[0]) / MB,
        syncMb: (after[1] - before[1]) / MB,
        diskMb: (after[2] - before[2]) / MB,
        syncs: await syncs?.(),
      }
    },
  }
}

/** Bytes of the pages that a process made the system write. */
function writtenBy(pid: number): number {
  return Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
}

/** What the system still holds back goes first, so that it counts where it belongs. */
function writtenTo(folder: string): number {
  spawnSync('sync', ['-f', folder])
  const { dev } = statSync(folder)
  const fields = readFileSync(`/sys/dev/block/${dev >> 8}:${dev & 255}/stat`, 'utf8')
    .trim()
    .split(/\s+/)
  return Number(fields[6]) * SECTOR
}

async function countSyncs(pids: readonly number[]): Promise<(() => Promise<number>) | undefined> {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) return undefined
  const attached = pids.flatMap((pid) => ['-p', String(pid)])
  const tracing = spawn('strace', ['-f', '-c', '-e', 'trace=fsync,fdatasync', ...attached], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  tracing.stderr.on('data', (chunk) => (said += String(chunk)))
  await sleep(ATTACHING_MS)
  return async () => {
    const closed = once(tracing, 'close')
    tracing.kill('SIGINT')
    await closed
    const rows = [...said.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$/gm)]
    return rows.reduce((sum, [, calls]) => sum + Number(calls), 0)
  }
}
