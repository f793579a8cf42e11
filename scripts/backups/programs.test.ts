import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listCopies, type Copy } from '../../core/backup/list-copies.ts'
import { copyDatabase, hashFile } from '../../core/backup/durable-files.ts'
import { COPY_WEEK_MS } from '../../core/backup/record-copy.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { newDocumentId } from '../../core/kernel/ids.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { askMayGo } from '../../core/outbox/may-go.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { nextGeneration, REPLICA_FOLDER, switchTo } from '../../core/sync/generations.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../../core/testing/bakery.ts'
import { lockDataFolder } from '../serve/data-folder.ts'

// The programs as scripts/backup and scripts/restore run them; scripts/test builds before it tests.
const PROGRAMS = { backup: 'backup-entry.js', restore: 'restore-entry.js' } as const
vi.setConfig({ testTimeout: 120_000 })

let bakery: Bakery
let outbox: Outbox
let elsewhere: string
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  elsewhere = mkdtempSync(join(tmpdir(), 'scanbook-restored-'))
})
afterEach(() => {
  outbox.close()
  bakery.close()
  rmSync(elsewhere, { recursive: true, force: true })
})

interface Ran {
  readonly code: number | null
  readonly said: string
}

/** Runs a program on a data folder; kills it after a while when asked to. `limit`: how its files may grow, in KB. */
async function run(
  program: keyof typeof PROGRAMS,
  dataFolder: string,
  {
    args = [],
    killAfterMs,
    limitKb,
  }: { args?: readonly string[]; killAfterMs?: number; limitKb?: number } = {},
): Promise<Ran> {
  const path = projectFile('dist', 'scripts', 'backups', PROGRAMS[program])
  const command = [process.execPath, path, ...args]
  // `ulimit -f` counts in blocks of 512 bytes.
  const [file = '', ...rest] =
    limitKb === undefined ? command : ['sh', '-c', `ulimit -f ${limitKb * 2}; exec "$@"`, 'sh', ...command]
  const child = spawn(file, rest, {
    env: { ...process.env, SCANBOOK_DATA: dataFolder, SCANBOOK_BACKUP: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  if (killAfterMs !== undefined) {
    await sleep(killAfterMs)
    child.kill('SIGKILL')
  }
  return { code: await ended, said }
}

function acceptInvoice(): void {
  const { coke, place, bra, palesa } = bakery
  const take = { by: 'stated', amount: 990 } as const
  outbox.accept({
    writer: 'HQ-A1',
    draft: {
      id: newDocumentId(),
      event: 'purchase_invoice',
      branch: bra,
      acceptedAt: TEST_NOW,
      acceptedBy: palesa,
      lines: [{ item: coke, from: place('supplier'), to: place('retail'), quantity: 1, take }],
    },
  })
}

function post() {
  return startPoster({
    centralOf: () => bakery.central,
    outbox,
    clock: { now: () => TEST_NOW },
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
}

/** Accepts and posts one after the other until the work is done. Returns how many. */
async function postWhile(work: Promise<unknown>): Promise<number> {
  const poster = post()
  let [isDone, accepted] = [false, 0]
  void work.finally(() => (isDone = true))
  while (!isDone) {
    acceptInvoice()
    accepted++
    poster.wake()
    await sleep(2)
  }
  await poster.drained()
  await poster.stop()
  return accepted
}

async function postSome(count: number): Promise<void> {
  const poster = post()
  for (let n = 0; n < count; n++) acceptInvoice()
  await poster.drained()
  await poster.stop()
}

/** The documents of a book by their writer's number, and whether it is in order. */
function booksOf(folder: string): { numbers: unknown[]; isInOrder: boolean } {
  const reader = openReader(join(folder, 'book.db'))
  const numbers = reader.all('SELECT seq, id, number FROM document ORDER BY position').map((row) => [...row])
  const { ok } = verifyBook(reader)
  reader.close()
  return { numbers, isInOrder: ok }
}

/** Of which copies a book was told: when each was made, and the last position in it. */
function copiesInBook(path = bakery.path): unknown[] {
  const reader = openReader(path)
  const rows = reader.all('SELECT made_at, position FROM verified_copy ORDER BY n')
  reader.close()
  return rows
}
const recordOf = ({ manifest }: Copy) => [manifest.madeAt, manifest.lastPosition]

const copiesIn = (folder: string) => listCopies(join(folder, 'backups'))

describe('scripts/backup', () => {
  it('copies while documents post, and nothing of the copy is lost or doubled', async () => {
    await postSome(200)
    const backup = run('backup', bakery.folder)
    const accepted = await postWhile(backup)
    expect((await backup).said).toContain('all green')
    expect(accepted).toBeGreaterThan(20)

    const [copy] = await copiesIn(bakery.folder)
    const restored = await run('restore', elsewhere, { args: [copy?.path ?? ''] })
    expect([restored.code, restored.said]).toEqual([
      0,
      expect.stringContaining('The book of Test Bakery is restored'),
    ])
    const { numbers, isInOrder } = booksOf(elsewhere)
    const outboxHead = copy?.manifest.outboxWriters[0]?.seq ?? 0
    expect(isInOrder).toBe(true)
    // As far as the outbox was copied, the same documents under the same numbers; the book was copied before it.
    expect(numbers).toEqual(booksOf(bakery.folder).numbers.slice(0, numbers.length))
    expect(numbers.length).toBeGreaterThanOrEqual(copy?.manifest.lastPosition ?? Infinity)
    const restoredOutbox = openOutbox(join(elsewhere, 'outbox.db'))
    expect(numbers.length + restoredOutbox.waitingTotal().documents).toBe(outboxHead)
    restoredOutbox.close()
  })

  it('leaves complete copies only, wherever kill -9 falls', async () => {
    await postSome(300)
    for (const killAfterMs of [60, 130, 180, 220, 260, 300, 350])
      await run('backup', bakery.folder, { killAfterMs })
    for (const { path, manifest } of await copiesIn(bakery.folder))
      for (const { name, sha256 } of manifest.files) expect(hashFile(join(path, name))).toBe(sha256)
    expect((await run('backup', bakery.folder)).code).toBe(0)
    expect(readdirSync(join(bakery.folder, 'backups')).filter((name) => name.startsWith('.'))).toEqual([])
    expect(booksOf(bakery.folder).isInOrder).toBe(true)
  })

  it('says that the disk is full, leaves nothing behind, and the book goes on', async () => {
    await postSome(200)
    const { code, said } = await run('backup', bakery.folder, { limitKb: 200 })
    expect([code, said]).toEqual([1, expect.stringContaining('became full')])
    expect(readdirSync(join(bakery.folder, 'backups'))).toEqual([])
    await postSome(1)
    expect(booksOf(bakery.folder)).toMatchObject({ isInOrder: true })
    expect(booksOf(bakery.folder).numbers).toHaveLength(201)
  })

  it('tells the book of each copy, so that documents may go that have lain in one for a week', async () => {
    await postSome(3)
    const mayGo = () => askMayGo(bakery.central, ['HQ-A1'])
    for (const now of [TEST_NOW, TEST_NOW + COPY_WEEK_MS]) {
      expect(await mayGo()).toEqual([])
      expect((await run('backup', bakery.folder, { args: ['--now', String(now)] })).code).toBe(0)
    }
    expect(copiesInBook()).toEqual((await copiesIn(bakery.folder)).map(recordOf).toReversed())
    expect(await mayGo()).toEqual([{ writer: 'HQ-A1', upTo: 3, but: [] }])
  })

  it('counts no copy of a replica: it lies on the card that it would have to outlive', async () => {
    const replicas = join(bakery.folder, REPLICA_FOLDER)
    mkdirSync(replicas)
    const replica = nextGeneration(replicas)
    copyDatabase(bakery.path, replica.path)
    switchTo(replicas, replica)
    expect((await run('backup', bakery.folder)).code).toBe(0)
    expect(await copiesIn(bakery.folder)).toHaveLength(1)
    expect([copiesInBook(), copiesInBook(replica.path)]).toEqual([[], []])
  })

  it('says so where a book of an earlier release cannot be told, and the copy is there', async () => {
    await bakery.central.script('DROP TABLE verified_copy')
    const { code, said } = await run('backup', bakery.folder)
    expect([code, said]).toEqual([0, expect.stringContaining('could not be told of it: no such table')])
    expect(await copiesIn(bakery.folder)).toHaveLength(1)
  })

  it('says in one line that there is no book', async () => {
    const { code, said } = await run('backup', elsewhere)
    expect([code, said.trim().split('\n')]).toEqual([1, [expect.stringContaining('There is no book')]])
  })
})

describe('scripts/restore', () => {
  it('refuses while a process works in the folder', async () => {
    await run('backup', bakery.folder)
    const [copy] = await copiesIn(bakery.folder)
    const lock = lockDataFolder(bakery.folder)
    const { code, said } = await run('restore', bakery.folder, { args: [copy?.path ?? ''] })
    lock.release()
    expect([code, said]).toEqual([2, expect.stringContaining(`in use by process ${process.pid}`)])
  })

  it('restores all or nothing, wherever kill -9 falls', async () => {
    await postSome(100)
    await run('backup', bakery.folder)
    const [copy] = await copiesIn(bakery.folder)
    await postSome(60)
    const before = booksOf(bakery.folder).numbers
    outbox.close()
    for (const killAfterMs of [100, 180, 240, 300, 360, 420, 500, 600]) {
      await run('restore', bakery.folder, { args: [copy?.path ?? ''], killAfterMs })
      // Between two moves of files there is no book: the next attempt, or a start, puts it there.
      const isThere = existsSync(join(bakery.folder, 'book.db'))
      expect(isThere ? booksOf(bakery.folder).numbers : before).toEqual(before)
    }
    expect((await run('restore', bakery.folder, { args: [copy?.path ?? ''] })).code).toBe(0)
    expect(booksOf(bakery.folder)).toEqual({ numbers: before, isInOrder: true })
    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
    expect(outbox.waitingTotal().documents).toBe(0)
  })

  it.each([[[]], [['a', 'b']], [['--what', 'a']]])(
    'says how it is used when it is called with %j',
    async (args) => {
      writeFileSync(join(elsewhere, 'x'), '')
      const { code, said } = await run('restore', elsewhere, { args })
      expect([code, said.trim()]).toEqual([2, expect.stringContaining('Usage: scripts/restore folder')])
    },
  )
})
