import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openStallableNetwork, type StallableNetwork } from '../testing/stallable-network.ts'
import { currentGeneration } from './generations.ts'
import { processFacts } from '../kernel/process-facts.ts'
import type { SyncState } from './sync-state.ts'

const CHILD = 'core/sync/sync-child.ts'
const PARENT = 'core/testing/sync-parent.ts'
const KILLS = 6
/** Over two seconds: a child is started several times in them. */
const LOOKS = 100
const WAIT = { timeout: 60_000, interval: 20 }

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

let programs: BuiltPrograms
let book: CentralToFollow
let line: StallableNetwork
let folder: string
let parents: Station[]

beforeAll(async () => {
  programs = buildPrograms([CHILD, PARENT])
  book = await startCentralToFollow()
  await book.fill(1)
})
afterAll(async () => {
  await book.stop()
  programs.remove()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
  line = await openStallableNetwork(book.sqld.url)
  parents = []
})
afterEach(async () => {
  for (const parent of parents) await parent.kill()
  killQuietly(childPid())
  await line.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Station {
  news(): { readonly state: SyncState; readonly seq?: number } | undefined
  kill(): Promise<void>
}

/** A process that does nothing but keep a replica. */
function startStation(silenceMs = 60_000): Station {
  const args = [folder, line.url, book.sqld.readToken, programs.program(CHILD), String(silenceMs)]
  const parent: ChildProcess = fork(programs.program(PARENT), args, { execArgv: [] })
  let news: ReturnType<Station['news']>
  parent.on('message', (message) => {
    news = message as NonNullable<typeof news>
  })
  const station: Station = {
    news: () => news,
    async kill() {
      if (parent.exitCode !== null || parent.signalCode !== null) return
      const exited = once(parent, 'exit')
      parent.kill('SIGKILL')
      await exited
    },
  }
  parents.push(station)
  return station
}

function childPid(): number {
  try {
    return Number((JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')) as { pid: number }).pid)
  } catch {
    return 0
  }
}

function killQuietly(pid: number): void {
  // Only ever the child of this test: its command names the folder.
  if (processFacts(pid)?.command.includes(folder) === true) process.kill(pid, 'SIGKILL')
}

const untilGone = (pid: number): Promise<unknown> =>
  vi.waitFor(() => expect(processFacts(pid)?.command.includes(folder) ?? false).toBe(false), WAIT)

const untilFresh = (station: Station): Promise<unknown> =>
  vi.waitFor(() => expect(station.news()?.state.kind).toBe('fresh'), WAIT)

async function untilCaughtUp(station: Station): Promise<void> {
  const seq = await book.seq()
  await vi.waitFor(() => expect(station.news()).toMatchObject({ state: { kind: 'fresh' }, seq }), WAIT)
}

/** The replica is whole, and what central is. */
async function expectSame(): Promise<void> {
  const reader = openReader(currentGeneration(folder)?.path ?? '')
  try {
    expect(reader.get('PRAGMA integrity_check')).toEqual(['ok'])
    const sql = 'SELECT count(*), sum(id), sum(unicode(text) * id) FROM filling'
    expect([reader.get(sql)]).toEqual(await book.central.all({ sql, args: [] }))
  } finally {
    reader.close()
  }
}

describe('kill -9', () => {
  it('of the child, wherever it falls, loses nothing: another one goes on', async () => {
    const station = startStation()
    for (let kill = 0; kill < KILLS; kill++) {
      await untilCaughtUp(station)
      await book.write()
      await sleep(kill * 13)
      killQuietly(childPid())
    }
    await untilCaughtUp(station)
    await expectSame()
  })

  it('of the parent, wherever it falls, leaves a replica that the next one starts from', async () => {
    await untilFresh(startStation())
    for (let kill = 0; kill < KILLS; kill++) {
      await parents.at(-1)?.kill()
      await book.write()
      startStation()
      await sleep(kill * 60)
    }
    const last = parents.at(-1) as Station
    await untilCaughtUp(last)
    await expectSame()
  })

  it('of the parent ends the child', async () => {
    const station = startStation()
    await untilFresh(station)
    const pid = childPid()
    expect(processFacts(pid)?.command).toContain(folder)
    await station.kill()
    await untilGone(pid)
  })

  it('of a parent whose child hangs in a sync: the next one kills the orphan and takes its place', async () => {
    const station = startStation()
    await untilFresh(station)
    const orphan = childPid()
    line.set('replica_held')
    await book.write()
    await vi.waitFor(() => expect(station.news()?.state.kind).toBe('stale'), WAIT)
    await station.kill()
    await sleep(1000)
    expect(processFacts(orphan)?.command).toContain(folder)
    const next = startStation()
    await untilGone(orphan)
    line.set('open')
    await untilCaughtUp(next)
    await expectSame()
  })
})

describe('two parents of one folder', () => {
  it('do not sync it both: the second says that it is held, and takes over when the first is gone', async () => {
    const first = startStation()
    await untilFresh(first)
    const pid = childPid()
    const second = startStation()
    const isHeld = (): void => expect(second.news()?.state).toMatchObject({ kind: 'failing', reason: 'held' })
    await vi.waitFor(isHeld, WAIT)
    // It ends each time that it finds it held, and is started again: nobody hears of that.
    for (let looks = 0; looks < LOOKS; looks++) {
      isHeld()
      await sleep(WAIT.interval)
    }
    expect(childPid()).toBe(pid)
    await untilFresh(first)
    await first.kill()
    await untilCaughtUp(second)
    expect(childPid()).not.toBe(pid)
  })
})
