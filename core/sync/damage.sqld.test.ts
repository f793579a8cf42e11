import {
  closeSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { schemaVersion } from '../database/migrate.ts'
import { systemClock } from '../kernel/clock.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import type { Beat } from './beat.ts'
import { openEmbeddedReplica } from './embedded-replica.ts'
import { currentGeneration } from './generations.ts'
import { createKeeper, type Keeper } from './keeper.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const DAY_MS = 24 * 60 * 60_000

let book: CentralToFollow
let folder: string
let keeper: Keeper
/** All that a keeper has said, and of which generation it said that it is proven. */
let said: Partial<Beat> = {}
let proven: (string | undefined)[] = []

/** Replicas as a killed child leaves them, with the log that nobody tidied away: now, and twelve writes before. */
let killed: string
let older: string

beforeAll(async () => {
  book = await startCentralToFollow()
  await book.write(50)
  folder = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  killed = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  older = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  keeper = start()
  await keeper.round()
  // What was fetched first lies in the database itself, what comes now in its log.
  writeLocally('PRAGMA wal_checkpoint(TRUNCATE)')
  await keeper.round()
  copyFolder(folder, older)
  await book.write(12)
  await keeper.round()
  copyFolder(folder, killed)
  keeper.close()
  rmSync(folder, { recursive: true })
})
afterAll(async () => {
  for (const each of [killed, older]) rmSync(each, { recursive: true, force: true })
  await book.stop()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  copyFolder(killed, folder)
})
afterEach(() => {
  keeper.close()
  rmSync(folder, { recursive: true, force: true })
})

function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('-shm') })
}

/** As a new child would, in this process: its server is another one. */
function start(): Keeper {
  said = {}
  proven = []
  const { url, readToken: token } = book.sqld
  const started = createKeeper({
    folder,
    central: book.central,
    openFeed: (path) => openEmbeddedReplica(path, { url, token }),
    clock: systemClock,
    schema: schemaVersion(),
    compareEveryMs: DAY_MS,
    beat(news) {
      said = { ...said, ...news }
      if (said.lag === 0 && news.knownAt !== undefined) proven.push(said.generation)
    },
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
    for (const sql of [
      'SELECT count(*), sum(id), sum(unicode(text) * id) FROM filling',
      'SELECT sum(number), group_concat(name) FROM migration',
    ])
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

const PAGE = 4096
/** On a page that central does not write any more. */
const OTHER_NAME = "UPDATE migration SET name = 'mine' WHERE number = 1"

const half = (path: string): void => truncateSync(path, Math.floor(statSync(path).size / 2))

const bringBack = (name: string): void => copyFileSync(join(older, 'g1', `replica.db${name}`), inFile(name))

/** What somebody with a database tool would do. */
function writeLocally(...statements: readonly string[]): void {
  const database = new Database(current().path)
  for (const sql of statements) database.exec(sql)
  database.close()
}

const NUMBERS =
  '(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n)'
const LOCAL_TABLE = [
  'CREATE TABLE mine (i INTEGER) STRICT',
  `INSERT INTO mine SELECT i FROM ${NUMBERS}`,
  "UPDATE filling SET text = text || ' of mine'",
]

/** What is done to the files while nobody runs, and what becomes of the generation. */
const DAMAGE: readonly (readonly [what: string, act: () => void, becomes: 'kept' | 'rebuilt' | 'either'])[] =
  [
    ['nothing is wrong', () => {}, 'kept'],
    ['the metadata is gone', () => rmSync(inFile('-client_wal_index')), 'rebuilt'],
    ['the metadata is empty', () => truncateSync(inFile('-client_wal_index'), 0), 'kept'],
    ['the metadata is cut off', () => half(inFile('-client_wal_index')), 'kept'],
    ['the metadata is garbage', () => overwrite(inFile('-client_wal_index'), 0, 'x'.repeat(32)), 'kept'],
    // The frames come once more: over the same pages, or to a database that the driver then finds malformed.
    ['the metadata is older', () => bringBack('-client_wal_index'), 'either'],
    ['the database is gone, its metadata is not', () => rmSync(inFile('')), 'rebuilt'],
    [
      'the database and its log are gone',
      () => ['-wal', ''].forEach((each) => rmSync(inFile(each))),
      'rebuilt',
    ],
    ['the log is gone', () => rmSync(inFile('-wal')), 'either'],
    // Whether what central wrote since covers every page that was cut off is chance.
    ['the log is cut off in the middle', () => half(inFile('-wal')), 'either'],
    ['the first frame of the log is damaged', () => overwrite(inFile('-wal'), 32, 'x'.repeat(64)), 'either'],
    ['an old database lies there, with newer metadata', () => ['', '-wal'].forEach(bringBack), 'rebuilt'],
    ['all its files are older', () => ['', '-wal', '-client_wal_index'].forEach(bringBack), 'kept'],
    ['the database is cut to ten pages', () => truncateSync(inFile(''), 10 * PAGE), 'rebuilt'],
    ['the database is empty', () => truncateSync(inFile(''), 0), 'rebuilt'],
    // Every write touches the first page: it is in the log.
    ['its header is garbage', () => overwrite(inFile(''), 0, 'x'.repeat(100)), 'kept'],
    ['a page is garbage', () => overwrite(inFile(''), 20 * PAGE, 'x'.repeat(PAGE)), 'rebuilt'],
    ['somebody wrote a row into it', () => writeLocally(OTHER_NAME), 'rebuilt'],
    ['somebody made a table in it', () => writeLocally(...LOCAL_TABLE), 'rebuilt'],
    ['somebody made it look newer', () => writeLocally('UPDATE meta SET seq = seq + 1000'), 'rebuilt'],
    ['the pointer is gone', () => rmSync(join(folder, 'current')), 'kept'],
    ['the pointer is garbage', () => overwrite(join(folder, 'current'), 0, '\0\0\0'), 'kept'],
    ['what was known is gone', () => rmSync(join(current().folder, 'known.json')), 'kept'],
    ['what was known is garbage', () => truncateSync(join(current().folder, 'known.json'), 20), 'kept'],
    ['whose books these are is forgotten', () => rmSync(join(folder, 'company')), 'kept'],
    ['everything is gone', () => rmSync(folder, { recursive: true }), 'kept'],
  ]

describe('while nobody ran', () => {
  it.each(DAMAGE)('%s', async (_, act, becomes) => {
    const { name } = current()
    act()
    // Central goes on: new frames may hide what is missing under them.
    await book.write(2)
    keeper = start()
    await keeper.round()
    await expectSame()
    expect([current().name === name ? 'kept' : 'rebuilt', 'either']).toContain(becomes)
    // Never of the one that was found damaged.
    expect(proven).toEqual([current().name])
    await book.write()
    await keeper.round()
    await expectSame()
  })
})
