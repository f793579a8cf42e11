import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { projectFile } from '../../core/kernel/project-root.ts'
import { openReader } from '../../core/database/reader.ts'
import type { FilledBook } from './big-book.ts'
import { plain, quantile, type Figure } from './measure.ts'
import { scanner, spread } from './resolving.ts'

const QUIET_SCANS = 20_000
const SCANS_A_TURN = 50

/** The slowest percent of scans while verify, the export and a backup run beside them, against a quiet machine. */
export async function benchUndisturbed(filled: FilledBook, outboxPath: string): Promise<Figure[]> {
  const reader = openReader(filled.path, { outbox: outboxPath })
  try {
    const scan = scanner(reader, filled)
    const times: number[] = []
    const scanSome = (round: number): void => {
      for (let at = 0; at < SCANS_A_TURN; at++) {
        const began = performance.now()
        scan(spread(round, at, filled.book.items.length))
        times.push(performance.now() - began)
      }
    }
    for (let round = 0; round < QUIET_SCANS / SCANS_A_TURN; round++) scanSome(round)
    times.length = 0
    for (let round = 0; round < QUIET_SCANS / SCANS_A_TURN; round++) scanSome(round)
    const quiet = quantile(times, 0.99)
    const busy: Record<string, number> = {}
    for (const program of ['verify-book', 'export-book', 'backups/backup-entry']) {
      times.length = 0
      await whileRunning(program, filled.folder, scanSome)
      busy[program] = quantile(times, 0.99)
    }
    rmSync(join(filled.folder, 'backups'), { recursive: true, force: true })
    const worst = Math.max(...Object.values(busy))
    const allowed = Math.max(2 * quiet, 1)
    return [
      plain('scan p99, quiet', quiet * 1000, 'µs'),
      {
        name: 'scan p99, while verify, then the export, then a backup run',
        value: Math.round(worst * 1_000_000) / 1000,
        unit: 'µs',
        limit: `at most ${Math.round(allowed * 1000)} (2 × quiet, or 1 ms)`,
        ok: worst <= allowed,
      },
    ]
  } finally {
    reader.close()
  }
}

/** Runs a program of this build on the book and works until it has ended. */
async function whileRunning(
  program: string,
  dataFolder: string,
  work: (round: number) => void,
): Promise<void> {
  const child = spawn(process.execPath, [projectFile('dist', 'scripts', `${program}.js`)], {
    env: { ...process.env, SCANBOOK_DATA: dataFolder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve)
    child.once('error', reject)
  })
  let isRunning = true
  void ended.finally(() => (isRunning = false))
  for (let round = 0; isRunning; round++) {
    work(round)
    await nextTurn()
  }
  const code = await ended
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
}
