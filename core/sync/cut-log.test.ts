import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openReader } from '../database/reader.ts'
import { cutLog } from './cut-log.ts'

let folder: string
let path: string
let database: Database.Database
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-log-'))
  path = join(folder, 'replica.db')
  database = new Database(path)
  // Of a write that outgrows its memory pages go to the log before it is committed.
  for (const pragma of ['journal_mode = WAL', 'wal_autocheckpoint = 0', 'cache_size = 10'])
    database.exec(`PRAGMA ${pragma}`)
  database.exec('CREATE TABLE t (a TEXT)')
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const size = (): number => statSync(`${path}-wal`).size
const add = (rows: number): unknown =>
  database.exec(`INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    SELECT hex(randomblob(1000)) FROM n`)
const abandon = (): void => {
  database.exec('BEGIN')
  add(500)
  database.exec('ROLLBACK')
}

it('what was never committed is cut off the log; what was is read on, and written to', () => {
  add(50)
  const reader = openReader(path)
  const rows = (): unknown => reader.get('SELECT count(*) FROM t')
  expect(rows()).toEqual([50])
  const committed = size()
  abandon()
  expect(size()).toBeGreaterThan(committed + 500_000)
  cutLog(`${path}-wal`)
  expect(size()).toBe(committed)
  expect(rows()).toEqual([50])
  add(7)
  expect(rows()).toEqual([57])
  reader.close()
  const afresh = openReader(path)
  expect(afresh.get('PRAGMA integrity_check')).toEqual(['ok'])
  expect(afresh.get('SELECT count(*) FROM t')).toEqual([57])
  afresh.close()
})

it('a log with nothing but commits stays as it is', () => {
  add(50)
  const before = size()
  cutLog(`${path}-wal`)
  expect(size()).toBe(before)
})

it('of a log that was begun anew, what lies behind the new commits goes', () => {
  add(500)
  database.exec('PRAGMA wal_checkpoint(RESTART)')
  add(1)
  const before = size()
  cutLog(`${path}-wal`)
  expect(size()).toBeLessThan(before / 10)
  const reader = openReader(path)
  expect(reader.get('SELECT count(*) FROM t')).toEqual([501])
  reader.close()
})

it('what is no log is left alone', () => {
  const other = join(folder, 'other')
  for (const text of ['', 'short']) {
    writeFileSync(other, text)
    cutLog(other)
    expect(statSync(other).size).toBe(text.length)
  }
  appendFileSync(other, 'x'.repeat(27))
  cutLog(other)
  expect(statSync(other).size).toBe(32)
})
