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

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CHILD = 'core/sync/sync-child.ts'
/** Each look for a line is 2 to 3 s after the one before; a busy machine makes that more. */
const WAIT = { timeout: 60_000, interval: 20 }
/** Long enough for a look that finds nobody. */
const A_LOOK_MS = 5000
/** As after a long time without a line: the next try is 5 to 10 minutes off, and nobody here waits for it. */
const LONG_PAUSE_MS = 600_000

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
    times: { everyMs: 200, retryMs: LONG_PAUSE_MS, timeoutMs: 3000 },
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
  'a line that was %s for long is found again long before the next try, and what it missed is fetched',
  async (_, goAway) => {
    goAway()
    await untilAway()
    await sleep(A_LOOK_MS)
    const seq = await book.write(5)
    line.set('open')
    await vi.waitFor(() => expect([sync.seq(), sync.state().kind]).toEqual([seq, 'fresh']), WAIT)
  },
)

it('a server that was away itself is found again as soon', async () => {
  await book.sqld.end()
  await untilAway()
  await sleep(A_LOOK_MS)
  await book.sqld.restart()
  await untilFresh()
})
