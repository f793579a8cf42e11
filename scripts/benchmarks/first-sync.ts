import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openReader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { startSync, type Sync } from '../../core/sync/start-sync.ts'
import { startCentralToFollow, type CentralToFollow } from '../../core/testing/central-to-follow.ts'
import { atMost, pairedRatio, plain, residentMb, timed, type Figure } from './measure.ts'

const MEGABYTES = 50
const PAIRS = 3
const LIMIT = 1.5
const RAW = projectFile('dist', 'scripts', 'benchmarks', 'raw-sync.js')
const LOOK_MS = 5

/**
 * A first sync as stations make it (asked, fetched, proven, checked, switched, in a child of its own) against the
 * driver's own in a child that does nothing else; then what both processes take, and how soon a replica that is there
 * can be read.
 */
export async function benchFirstSync(): Promise<Figure[]> {
  const book = await startCentralToFollow()
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-first-sync-'))
  try {
    await book.fill(MEGABYTES)
    const ratio = await pairedRatio(
      PAIRS,
      (round) => syncOnce(book, join(folder, `ours-${round}`)),
      (round) => syncRaw(book, join(folder, `raw-${round}.db`)),
    )
    return [
      atMost(`first sync of ${MEGABYTES} MB ÷ the driver's own`, ratio, LIMIT, '×'),
      ...(await standing(book, join(folder, 'ours-0'))),
    ]
  } finally {
    await book.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function syncOnce(book: CentralToFollow, folder: string): Promise<void> {
  const sync = start(book, folder)
  await untilFresh(sync)
  await sync.stop()
}

async function syncRaw({ sqld }: CentralToFollow, file: string): Promise<void> {
  const [code] = (await once(fork(RAW, [file, sqld.url, sqld.readToken], { execArgv: [] }), 'exit')) as [
    number,
  ]
  if (code !== 0) throw new Error('the raw sync failed')
}

/** With a replica on the disk: to the first answer, and what both processes hold when all is fresh. */
async function standing(book: CentralToFollow, folder: string): Promise<Figure[]> {
  let sync: Sync | undefined
  const bootMs = await timed(() => {
    sync = start(book, folder)
    const reader = openReader(sync.replica()?.path ?? '')
    reader.get('SELECT seq FROM meta')
    reader.close()
  })
  if (sync === undefined) throw new Error('it was not started')
  await untilFresh(sync)
  const { pid } = JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')) as { pid: number }
  const figures = [
    plain('a replica on the disk, to its first answer', bootMs, 'ms'),
    plain('memory of the process that reads', residentMb(process.pid), 'MB'),
    plain('memory of the sync child', residentMb(pid), 'MB'),
  ]
  await sync.stop()
  return figures
}

function start({ sqld }: CentralToFollow, folder: string): Sync {
  const central = { url: sqld.url, token: sqld.readToken }
  return startSync({ folder, central, clock: systemClock, noise: () => {}, report: rethrow })
}

function rethrow(error: unknown): void {
  throw error
}

async function untilFresh(sync: Sync): Promise<void> {
  while (sync.state().kind !== 'fresh') {
    const state = sync.state()
    if (state.kind === 'failing') throw new Error(state.message)
    await sleep(LOOK_MS)
  }
}
