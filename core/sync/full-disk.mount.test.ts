import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { RESERVE_BYTES } from '../kernel/disk-room.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import type { SmallDiskNews, SmallDiskOrder } from '../testing/on-small-disk.ts'

const CHILD = 'core/sync/sync-child.ts'
const PROGRAM = 'core/testing/on-small-disk.ts'
const MB = 1024 * 1024
/** In namespaces of its own: it ends with the program. */
const ON_SMALL_DISK = `mount -t tmpfs -o size=${400 * MB} none "$1" && exec "$2" "$3" "$1" "$4" "$5" "$6"`
/** Left beyond the reserve. */
const SOME_BYTES = 4 * MB
/** A file that says how old the replica is, and the like. */
const CRUMBS = MB / 4
const DOCUMENTS = 50
/** After a trouble it is tried again within half a minute. */
const WAIT = { timeout: 90_000, interval: 100 }

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let programs: BuiltPrograms
let book: CentralToFollow
let folder: string
let program: ChildProcess

beforeAll(() => {
  programs = buildPrograms([CHILD, PROGRAM])
})
afterAll(() => programs.remove())
beforeEach(async () => {
  book = await startCentralToFollow()
  await book.fill(1)
  folder = mkdtempSync(join(tmpdir(), 'scanbook-small-disk-'))
  const { url, readToken } = book.sqld
  const inside = [
    folder,
    process.execPath,
    programs.program(PROGRAM),
    url,
    readToken,
    programs.program(CHILD),
  ]
  program = spawn('unshare', ['-rm', 'sh', '-c', ON_SMALL_DISK, 'sh', ...inside], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await untilSame()
})
afterEach(async () => {
  if (program.connected) {
    const ended = once(program, 'exit')
    program.disconnect()
    await ended
  }
  await book.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(order: SmallDiskOrder): Promise<SmallDiskNews> {
  const answered = once(program, 'message')
  program.send(order)
  return (await answered)[0] as SmallDiskNews
}

const look = (): Promise<SmallDiskNews> => ask({ kind: 'look' })

const until = (state: object): Promise<unknown> =>
  vi.waitFor(async () => expect((await look()).state).toMatchObject(state), WAIT)

/** The replica is where it was: nothing was fetched a second time. */
async function untilCaughtUp(): Promise<SmallDiskNews> {
  const seq = await book.seq()
  return vi.waitFor(async () => {
    const news = await look()
    expect(news).toMatchObject({ state: { kind: 'fresh' }, generation: 'g1', seq })
    return news
  }, WAIT)
}

async function untilSame(): Promise<void> {
  await untilCaughtUp()
  expect(await ask({ kind: 'compare' })).toMatchObject({ isSame: true, integrity: 'ok' })
}

/** What is taken on while the disk is too full for news is all there, and so is the replica as it was. */
async function expectOutboxGoesOn(): Promise<void> {
  const before = await ask({ kind: 'read' })
  const accepted = await ask({ kind: 'accept', documents: DOCUMENTS })
  expect(accepted).toMatchObject({ error: null, documents: before.documents + DOCUMENTS })
  const { seq, rows } = before
  expect(await ask({ kind: 'read' })).toMatchObject({
    error: null,
    generation: 'g1',
    seq,
    rows,
    integrity: 'ok',
  })
}

describe('central’s news and the outbox on one small disk', () => {
  it('many writes: stops before the outbox’s room, says so, and goes on when there is more', async () => {
    await ask({ kind: 'leave', bytes: RESERVE_BYTES + SOME_BYTES })
    const full = await fillUntilFailing()
    expect(full.state).toMatchObject({ kind: 'failing', reason: 'disk_full' })
    expect(full.freeBytes).toBeGreaterThan(RESERVE_BYTES - CRUMBS)
    expect(full.lag).toBeGreaterThan(0)
    await expectOutboxGoesOn()
    await ask({ kind: 'make_room' })
    await untilSame()
  })

  it('one write that is larger than all that is free is not begun', async () => {
    await ask({ kind: 'leave', bytes: RESERVE_BYTES + SOME_BYTES })
    const before = await look()
    await fillAtOnce(100)
    await until({ kind: 'failing', reason: 'disk_full' })
    const full = await look()
    expect(full.freeBytes).toBeGreaterThan(before.freeBytes - CRUMBS)
    await expectOutboxGoesOn()
    await ask({ kind: 'make_room' })
    await untilSame()
  })

  it('a write that nobody could foresee fills it: the room is given back, and the replica is what it was', async () => {
    // Until all of its pages are more than its log, which is written over each time, and the disk have room for.
    let { fileBytes, logBytes } = await look()
    while (fileBytes < logBytes + RESERVE_BYTES + 2 * SOME_BYTES) {
      await fillAtOnce(10)
      ;({ fileBytes, logBytes } = await untilCaughtUp())
    }
    await ask({ kind: 'leave', bytes: RESERVE_BYTES + SOME_BYTES })
    const before = await look()
    // Not a byte longer: by its size it is nothing new.
    await book.central.script(
      'BEGIN IMMEDIATE; UPDATE filling SET text = hex(randomblob(200)); UPDATE meta SET seq = seq + 1; COMMIT',
    )
    await until({ kind: 'failing', reason: 'disk_full' })
    const full = await look()
    expect(full.freeBytes).toBeGreaterThan(before.freeBytes - CRUMBS)
    await expectOutboxGoesOn()
    // Nor is it tried again and again.
    const low: number[] = []
    for (let n = 0; n < 40; n++) {
      low.push((await look()).freeBytes)
      await sleep(50)
    }
    expect(Math.min(...low)).toBeGreaterThan(RESERVE_BYTES)
    await ask({ kind: 'make_room' })
    await untilSame()
  })
})

/** One write after the other: what comes while a sync is on its way is not foreseen by it. */
async function fillUntilFailing(): Promise<SmallDiskNews> {
  let news = await look()
  while (news.state.kind !== 'failing') {
    await book.fill(1)
    const seq = await book.seq()
    news = await vi.waitFor(async () => {
      const now = await look()
      expect(now.state.kind === 'failing' || now.seq === seq).toBe(true)
      return now
    }, WAIT)
  }
  return news
}

/** So many megabytes in one write. */
async function fillAtOnce(megabytes: number): Promise<void> {
  await book.central.script(`BEGIN IMMEDIATE; INSERT INTO filling (text)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${megabytes * 2_500})
    SELECT hex(randomblob(200)) FROM n; UPDATE meta SET seq = seq + 1; COMMIT`)
}
