import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { systemClock } from '../kernel/clock.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openReplicaReaders } from './replica-readers.ts'
import { startSync, type Sync } from './start-sync.ts'
import { compareTables } from './table-sums.ts'
import type { Trouble } from './trouble.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const CHILD = 'core/sync/sync-child.ts'
const WAIT = { timeout: 60_000, interval: 20 }
const LOOK_MS = 5
/** A busy central: it is at its log for a part of the time, not for all of it. */
const PAUSE_MS = 200
/** How often a replica has to have been turned away until a test has seen enough. */
const ENOUGH = 3
/** What the driver prints when the server has no snapshot yet: that is "unavailable". */
const TURNED_AWAY = /response failed.*Code: 14/

/** A megabyte, in pages of 4 KiB. */
const PAGES_OF_A_LOG = 256

let programs: BuiltPrograms
/** A central that compacts its log after each megabyte, where others do after 200. */
let book: CentralToFollow
let folder: string
let sync: Sync
let troubles: (Trouble | undefined)[]
let turnedAway: number

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  book = await startCentralToFollow({ environment: { SQLD_MAX_LOG_SIZE: '1' } })
  await book.fill(1)
})
afterAll(async () => {
  await book.stop()
  programs.remove()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
  troubles = []
  turnedAway = 0
})
afterEach(async () => {
  await sync.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(): void {
  sync = startSync({
    folder,
    central: { url: book.sqld.url, token: book.sqld.readToken },
    clock: systemClock,
    noise(line) {
      if (TURNED_AWAY.test(line)) turnedAway++
    },
    report: (error) => expect.unreachable(String(error)),
    onTrouble: (trouble) => troubles.push(trouble),
    entry: programs.program(CHILD),
    // Central's silence is not what is tried here, and a busy machine has its own.
    times: { everyMs: 5000, timeoutMs: WAIT.timeout },
  })
}

const untilFresh = (): Promise<unknown> => vi.waitFor(() => expect(sync.state().kind).toBe('fresh'), WAIT)

const nextLook = (): Promise<false> => sleep(LOOK_MS, false as const)

/**
 * The last page write that lies in a compacted log: `<log>-<first>-<last>.snap`. How many files there are says less, as the
 * server makes one of several.
 */
const compactedUpTo = (): number =>
  Math.max(
    0,
    ...readdirSync(join(book.sqld.folder, 'dbs', 'default', 'snapshots')).map((name) =>
      Number(/-(\d+)\.snap$/.exec(name)?.[1] ?? 0),
    ),
  )

/** The server compacts beside its writes, and answers them before that is done. */
const untilCompacted = (beyond: number): Promise<unknown> =>
  vi.waitFor(() => expect(compactedUpTo()).toBeGreaterThan(beyond), WAIT)

/** Everything the book has is here, in the first generation: nothing was fetched a second time. */
async function expectSame(): Promise<void> {
  expect(await sync.waitForSeq(await book.seq(), WAIT.timeout)).toBe(true)
  expect(sync.replica()?.name).toBe('g1')
  const reader = openReader(sync.replica()?.path ?? '')
  try {
    expect(reader.get('PRAGMA integrity_check')).toEqual(['ok'])
    const found = await compareTables({ central: book.central, reader, catchUp: () => Promise.resolve() })
    expect(found).toEqual({ kind: 'same' })
  } finally {
    reader.close()
  }
}

describe('a central that compacts its log', () => {
  it('is followed while it does: its pages come a moment later, whole, and nobody hears of a trouble', async () => {
    start()
    await untilFresh()
    const readers = openReplicaReaders(sync.replica()?.path ?? '')
    // Each write adds so many rows.
    const look = readers.open().prepare('SELECT (SELECT max(id) FROM filling) - seq * 2500 FROM meta')
    const before = look()
    const compacted = compactedUpTo()
    for (const kinds = new Set<string>(); turnedAway < ENOUGH;) {
      await book.fill(1)
      for (const ends = sync.waitForSeq(await book.seq(), WAIT.timeout); ;) {
        expect(look()).toEqual(before)
        kinds.add(sync.state().kind)
        if (await Promise.race([ends, nextLook()])) break
      }
      expect([...kinds]).toEqual(['fresh'])
    }
    readers.close()
    await untilCompacted(compacted)
    expect(troubles).toEqual([])
    await expectSame()
  })

  it('and did so many times meanwhile is caught up with by who was away', async () => {
    start()
    await untilFresh()
    await sync.stop()
    const compacted = compactedUpTo()
    await book.fill(8)
    await book.write(20)
    await untilCompacted(compacted + 3 * PAGES_OF_A_LOG)
    start()
    await expectSame()
    await untilFresh()
  })

  it('fills a new replica that comes in the middle of it', async () => {
    start()
    const compacted = compactedUpTo()
    for (; sync.state().kind !== 'fresh'; await sleep(PAUSE_MS)) await book.fill(1)
    await untilCompacted(compacted)
    await expectSame()
    expect(troubles).toEqual([])
  })
})
