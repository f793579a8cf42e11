import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { systemClock } from '../kernel/clock.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openStallableNetwork, type StallableNetwork } from '../testing/stallable-network.ts'
import { startSync, type Sync } from './start-sync.ts'

const CHILD = 'core/sync/sync-child.ts'
const MEGABYTES = 32
/** The driver writes 4 MB at a time: one such piece takes a second and a half, all of them take twelve. */
const BYTES_PER_SECOND = 2_700_000
/** Far more than a piece takes, also where the machine stands still for seconds, and less than all of them. */
const SILENCE_MS = 9000

let programs: BuiltPrograms
let book: CentralToFollow
let line: StallableNetwork
let folder: string
let sync: Sync

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  book = await startCentralToFollow()
  await book.fill(MEGABYTES)
  line = await openStallableNetwork(book.sqld.url)
  folder = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
}, 120_000)
afterAll(async () => {
  await sync.stop()
  await line.close()
  await book.stop()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

it('a first download that takes longer than the limit of silence is not killed while it grows, and shows how far it is', async () => {
  line.throttle(BYTES_PER_SECOND)
  const { url } = line
  sync = startSync({
    folder,
    central: { url, token: book.sqld.readToken },
    clock: systemClock,
    noise: () => {},
    report: () => {},
    entry: programs.program(CHILD),
    times: { silenceMs: SILENCE_MS },
  })
  const began = Date.now()
  const parts = new Set<number>()
  const reasons = new Set<string>()
  await vi.waitFor(
    () => {
      const state = sync.state()
      if (state.kind !== 'fresh' && state.reason !== undefined) reasons.add(state.reason)
      if (state.kind === 'first' && state.progress.expectedBytes !== undefined)
        parts.add(state.progress.bytes / state.progress.expectedBytes)
      expect(state.kind).toBe('fresh')
    },
    { timeout: 120_000, interval: 20 },
  )
  expect(reasons).toEqual(new Set())
  expect(Date.now() - began).toBeGreaterThan(SILENCE_MS)
  const shown = [...parts]
  expect(shown.length).toBeGreaterThan(2)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))
  const reader = openReader(sync.replica()?.path ?? '')
  expect(reader.get('SELECT count(*) FROM filling')).toEqual([MEGABYTES * 2500])
  reader.close()
}, 150_000)
