import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { openSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openReader } from '../database/reader.ts'
import { schemaVersion } from '../database/migrate.ts'
import { systemClock } from '../kernel/clock.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import type { Beat } from './beat.ts'
import { openEmbeddedReplica } from './embedded-replica.ts'
import { currentGeneration } from './generations.ts'
import { createKeeper, type Keeper } from './keeper.ts'

const DAY_MS = 24 * 60 * 60_000

let book: CentralToFollow
let folder: string
let keeper: Keeper
let beats: Partial<Beat>[]

beforeAll(async () => {
  book = await startCentralToFollow()
  await book.write(5)
})
afterAll(() => book.stop())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  keeper = start()
  await keeper.round()
  await book.write()
  await keeper.round()
  keeper.close()
})
afterEach(() => {
  keeper.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As a new child would, in this process: its server is another one. */
function start(): Keeper {
  beats = []
  const { url, token } = book.sqld
  const started = createKeeper({
    folder,
    central: book.central,
    openFeed: (path) => openEmbeddedReplica(path, { url, token }),
    clock: systemClock,
    schema: schemaVersion(),
    compareEveryMs: DAY_MS,
    beat: (beat) => void beats.push(beat),
  })
  started.check()
  return started
}

const current = () => {
  const generation = currentGeneration(folder)
  if (generation === undefined) throw new Error('there is no replica')
  return generation
}

const inFile = (name: string): string => join(current().folder, `replica.db${name}`)

/** Everything the book has, the same on both sides. */
async function expectSame(): Promise<void> {
  const reader = openReader(current().path)
  try {
    expect(reader.get('PRAGMA integrity_check')).toEqual(['ok'])
    expect(reader.get('SELECT seq FROM meta')).toEqual([await book.seq()])
    expect(reader.get('SELECT count(*) FROM branch')).toEqual([await book.branches()])
    const sql = 'SELECT count(*), sum(id * branch) FROM location'
    expect([reader.get(sql)]).toEqual(await book.central.all({ sql, args: [] }))
  } finally {
    reader.close()
  }
}

function overwrite(path: string, at: number, text: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, text, at)
  closeSync(file)
}

const half = (path: string): void => truncateSync(path, Math.floor(statSync(path).size / 2))

/** What is done to the files while nobody runs, and whether that takes a new generation. */
const DAMAGE: readonly (readonly [what: string, act: () => void, isRebuilt: boolean])[] = [
  ['nothing', () => {}, false],
  ['the metadata is deleted', () => rmSync(inFile('-client_wal_index')), true],
]

describe('x', () => {
  it.each(DAMAGE)('%s', async (_, act, isRebuilt) => {
    const before = current().name
    act()
    await book.write()
    keeper = start()
    await keeper.round()
    await expectSame()
    console.log(beats.map((b) => b.phase ?? JSON.stringify(b)).join(' '))
    expect(current().name === before).toBe(!isRebuilt)
  })
})
