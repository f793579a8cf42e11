import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { systemClock } from '../kernel/clock.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openStallableNetwork, type StallableNetwork } from '../testing/stallable-network.ts'
import { startSync, type Sync } from './start-sync.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const CHILD = 'core/sync/sync-child.ts'
const WAIT = { timeout: 30_000, interval: 20 }
/** As after a long time without a line: the next try is 15 to 30 s off. */
const LONG_PAUSE_MS = 30_000
/** Each look is 2 to 3 s after the one before. */
const SOON_MS = 5000

const untilFresh = (): Promise<unknown> => vi.waitFor(() => expect(sync.state().kind).toBe('fresh'), WAIT)
const untilAway = (): Promise<unknown> =>
  vi.waitFor(() => expect(sync.state()).toMatchObject({ kind: 'stale', reason: 'no_answer' }), WAIT)

let programs: BuiltPrograms
let book: CentralToFollow
let line: StallableNetwork
let folder: string
let sync: Sync

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  book = await startCentralToFollow()
})
afterAll(async () => {
  await book.stop()
  programs.remove()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
  line = await openStallableNetwork(book.sqld.url)
  sync = startSync({
    folder,
    central: { url: line.url, token: book.sqld.readToken },
    clock: systemClock,
    noise: () => {},
    report: () => {},
    entry: programs.program(CHILD),
    times: { everyMs: 200, retryMs: LONG_PAUSE_MS, timeoutMs: 1000 },
  })
  await untilFresh()
})
afterEach(async () => {
  await sync.stop()
  await line.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['cut', () => line.set('cut')],
  ['silent', () => line.set('held')],
] as const)(
  'a line that was %s for long is found again within seconds, and what it missed is fetched',
  async (_, goAway) => {
    goAway()
    await untilAway()
    // Long enough for a look that finds nobody.
    await sleep(SOON_MS)
    const seq = await book.write(5)
    line.set('open')
    const began = performance.now()
    await vi.waitFor(() => expect(sync.seq()).toBe(seq), WAIT)
    expect(performance.now() - began).toBeLessThan(SOON_MS)
    expect(sync.state().kind).toBe('fresh')
  },
)

it('a server that was away itself is found again as soon', async () => {
  await book.sqld.end()
  await untilAway()
  await sleep(SOON_MS)
  await book.sqld.restart()
  const began = performance.now()
  await untilFresh()
  expect(performance.now() - began).toBeLessThan(SOON_MS)
})
