import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { reachesBeyond, READ_TEXT_MAX } from './plain-read.ts'
import { openServedGate, type ServedGate } from './testing/served-gate.ts'

let served: ServedGate
let folder: string
beforeAll(async () => {
  served = await openServedGate({ reads: { atOnce: 2, waiting: 8, answerMs: 1_000 } })
  folder = mkdtempSync(join(tmpdir(), 'scanbook-hostile-'))
}, 60_000)
afterAll(async () => {
  await served?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What a question comes to: its first value, or the name of the error. */
async function ask(sql: string): Promise<unknown> {
  try {
    return (await served.connect(served.tokens.read).all({ sql, args: [] }))[0]?.[0]
  } catch (error) {
    return error instanceof Error ? error.name : error
  }
}
/** It goes on: nobody starts it again here. What it was asked before may keep it for longer than an answer may take. */
const expectServing = async (): Promise<void> =>
  await vi.waitFor(async () => expect(await ask('SELECT 1')).toBe(1), { timeout: 60_000, interval: 100 })

/** As many terms as a question has room for: so deep goes its reader on the server's stack. */
function chained(first: string, more: string): string {
  const start = `SELECT ${first}`
  return start + more.repeat(Math.floor((READ_TEXT_MAX - start.length) / more.length))
}
function nested(open: string, inner: string, close: string): string {
  const times = Math.floor((READ_TEXT_MAX - 20) / (open.length + close.length))
  return `SELECT ${open.repeat(times)}${inner}${close.repeat(times)}`
}

describe('a question that is meant to break the server', { timeout: 90_000 }, () => {
  it.each([
    ['a sum', chained('1', '+1')],
    ['a sum of parameters', chained('?', '+?')],
    ['a text', chained('1', '||1')],
    ['a condition', chained('1', ' AND 1')],
    ['a test', chained('1', ' ISNULL')],
    ['signs', nested('- ', '1', '')],
    ['brackets', nested('(', '1', ')')],
    ['questions in questions', nested('(SELECT ', '1', ')')],
    ['functions', nested('abs(', '1', ')')],
    ['a union', chained('1', ' UNION SELECT 1')],
    ['a join', `SELECT 1 FROM meta${',meta'.repeat(3_000)}`],
  ])('%s as long as there is room for', async (_, sql) => {
    await ask(sql)
    await expectServing()
  })

  it('one that never ends is ended by the server when the time is over', async () => {
    const endless = 'WITH RECURSIVE c AS (SELECT 1 UNION ALL SELECT 1 FROM c) SELECT count(*) FROM c'
    expect(await Promise.all([1, 2, 3].map(() => ask(endless)))).toEqual(
      [1, 2, 3].map(() => 'CentralUnavailable'),
    )
    await expectServing()
  })

  it('one that asks for more memory than there is', async () => {
    await ask('SELECT length(hex(zeroblob(450000000)))')
    await ask(`SELECT group_concat(printf('%.1000000c', 'x')) FROM json_each('[${'1,'.repeat(500)}1]')`)
    await expectServing()
  })
})

describe('a question that reaches beyond the book', () => {
  it('would be answered by the server itself, and is not by the gate', async () => {
    const secret = join(folder, 'secret')
    writeFileSync(secret, 'secret')
    const bare = openCentralHttp({ url: served.sqld.url, token: served.sqld.readToken, timeoutMs: 30_000 })
    const written = { sql: `SELECT writefile('${join(folder, 'bare')}', 'x')`, args: [] }
    expect(await bare.all(written)).toEqual([[1]])
    expect(existsSync(join(folder, 'bare'))).toBe(true)
    bare.close()
    expect(await ask(`SELECT writefile('${join(folder, 'gate')}', 'x')`)).toBe('OtherRelease')
    expect(existsSync(join(folder, 'gate'))).toBe(false)
    for (const sql of [
      `SELECT hex(readfile('${secret}'))`,
      `SELECT hex(ReadFile/**/('${secret}'))`,
      `WITH a AS (SELECT "READFILE"('${secret}') AS b) SELECT hex(b) FROM a`,
      `SELECT name FROM fsdir('${folder}')`,
    ])
      expect(await ask(sql)).toBe('OtherRelease')
  })

  it('is known by every function and table of this server that can', async () => {
    const bare = openCentralHttp({ url: served.sqld.url, token: served.sqld.readToken, timeoutMs: 30_000 })
    const namesOf = async (sql: string): Promise<string[]> =>
      (await bare.all({ sql, args: [] })).map(([name]) => String(name))
    const DIRECT_ONLY = 0x80000
    const functions = await namesOf(
      `SELECT DISTINCT name FROM pragma_function_list WHERE flags & ${DIRECT_ONLY}`,
    )
    const modules = await namesOf('SELECT name FROM pragma_module_list')
    bare.close()
    expect(functions.length).toBeGreaterThan(3)
    expect(functions.filter((name) => !reachesBeyond(name))).toEqual([])
    expect(modules.filter((name) => !reachesBeyond(name)).toSorted()).toEqual(HARMLESS_MODULES)
  })

  it('does not write, whatever it begins with', async () => {
    const count = await served.book.count()
    for (const sql of [
      'WITH a AS (SELECT 1) INSERT INTO reason_code SELECT * FROM a',
      'WITH a AS (SELECT 1) UPDATE meta SET seq = seq + 1',
      'WITH a AS (SELECT 1) DELETE FROM document',
      'SELECT 1; DELETE FROM document',
    ])
      expect(['OtherRelease', 'CentralUnavailable']).toContain(await ask(sql))
    expect(await served.book.count()).toBe(count)
  })
})

/** Tables that read the book, or nothing but what they are given. */
const HARMLESS_MODULES = [
  'dbstat',
  'fts3',
  'fts4',
  'fts4aux',
  'fts5',
  'fts5vocab',
  'generate_series',
  'geopoly',
  'json_each',
  'json_tree',
  'rtree',
  'rtree_i32',
  'vector_top_k',
]
