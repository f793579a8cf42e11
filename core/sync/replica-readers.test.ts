import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openScopedReaders } from '../branches/scoped-readers.ts'
import type { BranchId } from '../kernel/ids.ts'
import { openReplicaReaders, type ReplicaReaders } from './replica-readers.ts'

let folder: string
let readers: ReplicaReaders
const at = (name: string): string => join(folder, name)

/** A small book at some seq. */
function makeBook(name: string, seq: number, ...more: readonly string[]): string {
  const database = new Database(at(name))
  database.exec('CREATE TABLE meta (seq INTEGER) STRICT; CREATE TABLE branch (id INTEGER PRIMARY KEY) STRICT')
  database.exec(`INSERT INTO meta VALUES (${seq}); INSERT INTO branch VALUES (1), (2)`)
  for (const sql of more) database.exec(sql)
  database.close()
  return at(name)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-readers-'))
  readers = openReplicaReaders(makeBook('one.db', 1))
})
afterEach(() => {
  readers.close()
  rmSync(folder, { recursive: true, force: true })
})

const SEQ = 'SELECT seq FROM meta'

describe('readers of a replica', () => {
  it('read the new file after a switch, with statements that were prepared before it', () => {
    const reader = readers.open()
    const seq = reader.prepare(SEQ)
    expect([seq(), reader.get(SEQ), reader.all(SEQ)]).toEqual([[1], [1], [[1]]])
    readers.moveTo(makeBook('two.db', 2))
    rmSync(at('one.db'))
    expect([seq(), reader.get(SEQ), reader.all(SEQ), reader.snapshot(() => seq())]).toEqual([
      [2],
      [2],
      [[2]],
      [2],
    ])
    readers.moveTo(makeBook('three.db', 3))
    expect(seq()).toEqual([3])
  })

  it('make no file where there is none: a replica could not be opened over an empty one', () => {
    expect(() => openReplicaReaders(at('missing.db')).open()).toThrow('Unable to open')
    expect(existsSync(at('missing.db'))).toBe(false)
  })

  it('write nothing, whatever they are asked: a sync would take it back without a word', () => {
    const reader = readers.open()
    expect(() => reader.all('UPDATE meta SET seq = 2 RETURNING seq')).toThrow('readonly')
    expect(reader.get(SEQ)).toEqual([1])
  })

  it('take what is attached along', () => {
    const outbox = new Database(at('outbox.db'))
    outbox.exec('CREATE TABLE waiting (n INTEGER) STRICT; INSERT INTO waiting VALUES (7)')
    outbox.close()
    const reader = readers.open({ outbox: at('outbox.db') })
    readers.moveTo(makeBook('two.db', 2))
    expect(reader.get('SELECT seq, n FROM meta, outbox.waiting')).toEqual([2, 7])
  })

  it('all stay where they are when one of them cannot follow', () => {
    const [first, second] = [readers.open(), readers.open({}, () => ({ branch: 'SELECT 5 AS id' }))]
    for (const text of ['', 'no database at all, only words'.repeat(40)]) {
      writeFileSync(at('garbage.db'), text)
      expect(() => readers.moveTo(at('garbage.db'))).toThrow(/no such table|not a database/)
      expect(() => readers.moveTo(at('missing.db'))).toThrow(/unable to open/i)
      expect([first.get(SEQ), second.get(SEQ), readers.open().get(SEQ)]).toEqual([[1], [1], [1]])
    }
  })

  it('that were closed are not opened again', () => {
    const [closed, kept] = [readers.open(), readers.open()]
    closed.close()
    readers.moveTo(makeBook('two.db', 2))
    expect(kept.get(SEQ)).toEqual([2])
    expect(() => closed.get(SEQ)).toThrow(/not open|closed/i)
  })

  it('of a scope see no more than it after a switch, of tables that are new as well', () => {
    const rules = { branch: { where: 't.id = ?' }, meta: 'whole' } as const
    const scoped = openScopedReaders((viewsOf) => readers.open({}, viewsOf), rules)
    const own = scoped.of({ kind: 'branch', branch: 2 as BranchId })
    expect(own.all('SELECT id FROM branch')).toEqual([[2]])
    const more = ['CREATE TABLE extra (id INTEGER) STRICT', 'INSERT INTO extra VALUES (1)']
    readers.moveTo(makeBook('two.db', 2, ...more))
    expect(own.all('SELECT id FROM branch')).toEqual([[2]])
    expect(own.all('SELECT id FROM extra')).toEqual([])
    expect(scoped.whole.all('SELECT id FROM extra')).toEqual([[1]])
  })

  it('show what is written to a file while they have it open', () => {
    const path = makeBook('two.db', 2)
    copyFileSync(path, at('three.db'))
    readers.moveTo(at('three.db'))
    const seq = readers.open().prepare(SEQ)
    const writing = new Database(at('three.db'))
    writing.exec('UPDATE meta SET seq = 30')
    writing.close()
    expect(seq()).toEqual([30])
  })
})
