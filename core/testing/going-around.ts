import Database from 'libsql'
import { expect } from 'vitest'
import type { Reader } from '../database/reader.ts'
import type { Bakery } from './bakery.ts'

/** A way into the book that does not go through our code. */
export interface Attack {
  readonly what: string
  /** Statements of one database transaction, on a connection of its own. */
  readonly sql: readonly string[]
  /** What the database must say: our code, or SQLite's own words. */
  readonly says: string
}

/** Tries it, and expects that the database says no and that not one value of one row has changed. */
export function expectRefused({ path, reader }: Bakery, { what, sql, says }: Attack): void {
  const before = dump(reader)
  const database = new Database(path)
  database.exec('PRAGMA foreign_keys = ON')
  let said = 'nothing: it was taken'
  try {
    database.exec('BEGIN IMMEDIATE')
    for (const statement of sql) database.exec(statement)
    database.exec('COMMIT')
  } catch (error) {
    said = error instanceof Error ? error.message : String(error)
    if (database.inTransaction) database.exec('ROLLBACK')
  } finally {
    database.close()
  }
  expect(said, what).toContain(says)
  expect(dump(reader), what).toEqual(before)
}

/** Every row of every table. */
function dump(reader: Reader): Record<string, unknown> {
  const tables = reader.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  return Object.fromEntries(tables.map(([name]) => [name, reader.all(`SELECT * FROM ${String(name)}`)]))
}

type Columns = Readonly<Record<string, string | number>>

/** A hand-written header: a purchase of branch 1 by writer 1 that seals what was moved before it, but for `changed`. */
export function header(changed: Columns = {}): string {
  const {
    event = "'purchase_invoice'",
    writer = 1,
    seq = nextSeq(writer),
    id = "'around'",
    branch = 1,
  } = changed
  const series = changed['series'] ?? `(SELECT series FROM event WHERE event = ${event})`
  return insert('document', {
    position: '(SELECT coalesce(max(position), 0) + 1 FROM document)',
    id,
    writer,
    seq,
    state: "'posted'",
    event,
    branch,
    series,
    number: `1 + (SELECT coalesce(max(number), 0) FROM document WHERE branch = ${branch} AND series = ${series})`,
    posting_date: "'2026-11-20'",
    accepted_at: 0,
    posted_at: 0,
    clock_doubtful: 0,
    accepted_by: 1,
    first_move: NEXT_MOVE,
    line_count: `(SELECT max(id) FROM move) - ${NEXT_MOVE} + 1`,
    total: `(SELECT coalesce(sum(amount), 0) FROM move WHERE id >= ${NEXT_MOVE})`,
    content: `json_object('id', ${id}, 'seq', ${seq}, 'previous', (SELECT content_hash FROM document
      WHERE writer = ${writer} ORDER BY seq DESC LIMIT 1))`,
    content_hash: "'h'",
    ...changed,
  })
}

/** A header of something the book would not take. */
export function refusedHeader(changed: Columns = {}): string {
  const nothing = { series: 'NULL', number: 'NULL', posting_date: 'NULL', line_count: 0, total: 0 }
  return header({ state: "'refused'", refusal: "'{}'", ...nothing, ...changed })
}

const NEXT_MOVE = '(SELECT first_move + line_count FROM document ORDER BY position DESC LIMIT 1)'
const nextSeq = (writer: string | number): string =>
  `(SELECT coalesce(max(seq), 0) + 1 FROM document WHERE writer = ${writer})`

/** A hand-written line, which the book itself turns into a move. */
export function line(columns: Columns): string {
  return insert('line', columns)
}

/** A hand-written row of the book: every column as the guards want it, but for `changed`. */
export function move(
  changed: Columns & { from_location: string | number; to_location: string | number },
): string {
  const { from_location: from, to_location: to, item = 'NULL' } = changed
  const last = (place: string | number): string =>
    `(SELECT last_move FROM stock_balance WHERE location = ${place} AND item = ${item})`
  const account = (place: string | number): string => `(SELECT account FROM location WHERE id = ${place})`
  const lastOf = (place: string | number): string =>
    `(SELECT last_move FROM account_balance WHERE account = ${account(place)})`
  return insert('move', {
    document: '(SELECT coalesce(max(position), 0) + 1 FROM document)',
    quantity: 1,
    amount: 1,
    debit_account: account(to),
    credit_account: account(from),
    from_previous: last(from),
    to_previous: last(to),
    debit_previous: lastOf(to),
    credit_previous: lastOf(from),
    ...changed,
  })
}

function insert(table: string, columns: Columns): string {
  return `INSERT INTO ${table} (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')})`
}
