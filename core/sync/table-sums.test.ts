import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, describe, expect, it } from 'vitest'
import { openCentralFile } from '../database/central-file.ts'
import { openReader } from '../database/reader.ts'
import { compareTables, type Comparison } from './table-sums.ts'

const folder = mkdtempSync(join(tmpdir(), 'scanbook-sums-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

const BOOK = `
  CREATE TABLE meta (database_id TEXT, epoch INTEGER, seq INTEGER) STRICT;
  CREATE TABLE migration (number INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE stock (id INTEGER PRIMARY KEY, quantity INTEGER, value INTEGER, note TEXT) STRICT;
  CREATE TABLE word (text TEXT PRIMARY KEY, item INTEGER) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('a', 1, 5);
  INSERT INTO migration VALUES (1);
  INSERT INTO stock VALUES (1, 10, 500, 'flour'), (2, 20, 700, NULL), (3, 20, 900, 'salt'), (4, -1, 0, '');
  INSERT INTO word VALUES ('flour', 1), ('salt', 3);`

function make(...changes: readonly string[]): string {
  const path = join(folder, `${(files += 1)}.db`)
  const database = new Database(path)
  for (const sql of [BOOK, ...changes]) database.exec(sql)
  database.close()
  return path
}

async function compare(replicaChange: string): Promise<Comparison> {
  const central = openCentralFile(make())
  const reader = openReader(make(replicaChange))
  try {
    return await compareTables({ central, reader, catchUp: () => Promise.resolve() })
  } finally {
    reader.close()
    central.close()
  }
}

const different = (table: string): Comparison => ({ kind: 'different', table })

describe('comparing a replica with central', () => {
  it('finds two that are alike alike', async () => {
    expect(await compare('VACUUM')).toEqual({ kind: 'same' })
  })

  it.each([
    ['a row is missing', 'DELETE FROM stock WHERE id = 4', 'stock'],
    ['a row is too many', "INSERT INTO word VALUES ('sugar', 9)", 'word'],
    ['a number is another', 'UPDATE stock SET value = value + 1 WHERE id = 2', 'stock'],
    ['a number has the other sign', 'UPDATE stock SET quantity = 1 WHERE id = 4', 'stock'],
    ['a number is much bigger', 'UPDATE stock SET value = value + 9000000000000000 WHERE id = 1', 'stock'],
    ['a text is longer', "UPDATE stock SET note = 'flours' WHERE id = 1", 'stock'],
    ['a text begins otherwise', "UPDATE word SET text = 'malt' WHERE item = 3", 'word'],
    ['nothing became an empty text', "UPDATE stock SET note = '' WHERE id = 2", 'stock'],
    ['an empty text became nothing', 'UPDATE stock SET note = NULL WHERE id = 4', 'stock'],
    ['two rows have each other’s value', 'UPDATE stock SET value = 1600 - value WHERE id IN (2, 3)', 'stock'],
    [
      'two columns of a row have each other’s',
      'UPDATE stock SET quantity = 500, value = 10 WHERE id = 1',
      'stock',
    ],
    ['a table is missing', 'DROP TABLE word', 'sqlite_master'],
    ['a table is too many', 'CREATE TABLE mine (i INTEGER) STRICT', 'sqlite_master'],
    ['an index is too many', 'CREATE INDEX mine ON stock (value)', 'sqlite_master'],
    ['it is of another company', "UPDATE meta SET database_id = 'b'", 'meta'],
  ])('sees that %s', async (_, change, table) => {
    expect(await compare(change)).toEqual(different(table))
  })

  it('does not compare what is at another seq, and says that central moves', async () => {
    expect(await compare('UPDATE meta SET seq = 4; DELETE FROM stock')).toEqual({
      kind: 'moving',
      table: 'sqlite_master',
    })
  })

  it('tries again after it has caught up', async () => {
    const path = make('UPDATE meta SET seq = 4')
    const central = openCentralFile(make())
    const reader = openReader(path)
    const writing = new Database(path)
    let tries = 0
    const catchUp = (): Promise<void> => {
      if ((tries += 1) === 3) writing.exec('UPDATE meta SET seq = 5')
      return Promise.resolve()
    }
    expect(await compareTables({ central, reader, catchUp })).toEqual({ kind: 'same' })
    expect(tries).toBeGreaterThan(3)
    for (const each of [writing, reader, central]) each.close()
  })
})
