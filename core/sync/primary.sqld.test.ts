import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { schemaVersion } from '../database/migrate.ts'
import { systemClock } from '../kernel/clock.ts'
import { furnish, startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openEmbeddedReplica } from './embedded-replica.ts'
import { FeedBusy } from './feed.ts'
import { currentGeneration } from './generations.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { troubleOf } from './trouble.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let book: CentralToFollow
let folder: string
/** A copy of the server's own folder, made after it was stopped as it should be, at `copiedSeq`. */
let copy: string
let copiedSeq: number
let keeper: Keeper
/** How often a sync finds the server compacting its log before the next one works. */
let busy: number

beforeEach(async () => {
  book = await startCentralToFollow()
  folder = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  copy = mkdtempSync(join(tmpdir(), 'scanbook-copy-'))
  busy = 0
  await book.write(3)
  await book.sqld.end()
  cpSync(book.sqld.folder, copy, { recursive: true })
  await book.sqld.restart()
  copiedSeq = await book.seq()
  await book.write(9)
  keeper = start()
  await keeper.round()
})
afterEach(async () => {
  keeper.close()
  await book.stop()
  for (const each of [folder, copy]) rmSync(each, { recursive: true, force: true })
})

function start(): Keeper {
  const { url, readToken: token } = book.sqld
  return createKeeper({
    folder,
    central: book.central,
    openFeed(path) {
      const feed = openEmbeddedReplica(path, { url, token })
      return {
        ...feed,
        bringUpToDate() {
          if (busy-- > 0) throw new FeedBusy('snapshot not found')
          feed.bringUpToDate()
        },
      }
    },
    clock: systemClock,
    schema: schemaVersion(),
    compareEveryMs: 24 * 60 * 60_000,
    beat: () => {},
  })
}

const name = (): string | undefined => currentGeneration(folder)?.name

async function replaceServer(act: () => void): Promise<void> {
  await book.sqld.end()
  act()
  await book.sqld.restart()
}

function copyBack(): void {
  rmSync(book.sqld.folder, { recursive: true })
  cpSync(copy, book.sqld.folder, { recursive: true })
}

function ask(sql: string): unknown {
  const reader = openReader(currentGeneration(folder)?.path ?? '')
  try {
    return reader.all(sql)
  } finally {
    reader.close()
  }
}

async function expectSame(): Promise<void> {
  expect(ask('PRAGMA integrity_check')).toEqual([['ok']])
  for (const sql of [
    'SELECT database_id, epoch, seq FROM meta',
    'SELECT count(*), sum(id), sum(unicode(text) * id) FROM filling',
  ])
    expect(ask(sql)).toEqual(await book.central.all({ sql, args: [] }))
}

describe('when central', () => {
  it('was killed and started again, the replica has all of it where it was', async () => {
    await book.sqld.kill()
    await book.sqld.restart()
    await book.write()
    await keeper.round()
    await expectSame()
    expect(name()).toBe('g1')
  })

  it('is compacting its log, the same round tries again', async () => {
    await book.write()
    busy = 3
    await keeper.round()
    await expectSame()
    expect(name()).toBe('g1')
  })

  it('was put back from a copy of its folder, the replica is built anew, and the old one used until then', async () => {
    await replaceServer(copyBack)
    expect(await book.seq()).toBe(copiedSeq)
    await keeper.round()
    await expectSame()
    expect(name()).toBe('g2')
    expect(currentGeneration(folder)?.name).toBe('g2')
    await book.write(2)
    await keeper.round()
    await expectSame()
  })

  it('was put back from a copy and given a new epoch, not a page of the old one is mixed with the new', async () => {
    await replaceServer(copyBack)
    await book.central.script('UPDATE meta SET epoch = epoch + 1, seq = seq + 1')
    // As many writes as the replica has seen, and more: by its seq alone it would pass.
    await book.write(20)
    await keeper.round()
    await expectSame()
    expect(name()).toBe('g2')
  })

  it('was put back and had as many writes again under the old epoch, the next comparison finds it', async () => {
    keeper.close()
    await replaceServer(copyBack)
    await book.write(20)
    // A comparison is due at every start whose files are not as they were left: here the clock makes it due.
    keeper = createKeeper({
      folder,
      central: book.central,
      openFeed: (path) => openEmbeddedReplica(path, { url: book.sqld.url, token: book.sqld.readToken }),
      clock: { now: () => Date.now() + 2 * 24 * 60 * 60_000 },
      schema: schemaVersion(),
      compareEveryMs: 24 * 60 * 60_000,
      beat: () => {},
    })
    keeper.check()
    await keeper.round()
    await expectSame()
  })

  it('is another company’s, nothing of it is taken, and what is here stays', async () => {
    const before = ask('SELECT database_id, seq FROM meta')
    await replaceServer(() => rmSync(book.sqld.folder, { recursive: true }))
    await furnish(book.central)
    const error = await keeper.round().catch((caught: unknown) => caught)
    expect(troubleOf(error).kind).toBe('other_company')
    expect(ask('SELECT database_id, seq FROM meta')).toEqual(before)
    expect(name()).toBe('g1')
    // Nor by a child that starts afresh, nor where the replica itself is gone.
    keeper.close()
    rmSync(join(folder, 'g1'), { recursive: true })
    keeper = start()
    keeper.check()
    expect(troubleOf(await keeper.round().catch((caught: unknown) => caught)).kind).toBe('other_company')
    expect(name()).toBe(undefined)
  })

  it('has no book yet, it is waited for', async () => {
    await replaceServer(() => rmSync(book.sqld.folder, { recursive: true }))
    expect(troubleOf(await keeper.round().catch((caught: unknown) => caught)).kind).toBe('no_answer')
    expect(name()).toBe('g1')
  })
})
