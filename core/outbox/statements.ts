import type Database from 'libsql'
import type { SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { bindable, type SqlValue } from '../database/central.ts'
import type { ExpectedChange } from './expected-changes.ts'

export interface OutboxRow {
  readonly content: string
  readonly outcome: string | null
}

/** The outbox's SQL, prepared once. */
export type OutboxStatements = ReturnType<typeof createOutboxStatements>

const ADD = {
  unposted: `INSERT INTO unposted (location, item, quantity) VALUES (?1, ?2, ?3)
    ON CONFLICT (location, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
  unposted_logged: `INSERT INTO unposted_logged (context, context_id, item, quantity) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (context, context_id, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
} as const
const BY_ID = 'SELECT content, outcome FROM document WHERE id = ?1'
const RECENT = 'SELECT content, outcome FROM document WHERE writer = ?1 ORDER BY seq DESC LIMIT ?2'
const WAITING = `SELECT content, outcome FROM document WHERE writer = ?1 AND state = 'waiting' ORDER BY seq LIMIT ?2`

export function createOutboxStatements(database: Database.Database) {
  const reading = (sql: string) => {
    const statement = database.prepare<unknown[]>(sql).raw()
    return (...args: SqlValue[]): SqlValue[][] => statement.all(...args.map(bindable)) as SqlValue[][]
  }
  const writing = (sql: string) => {
    const statement = database.prepare<unknown[]>(sql)
    return (...args: SqlValue[]): void => {
      statement.run(...args.map(bindable))
    }
  }
  const rows = (found: SqlValue[][]): OutboxRow[] =>
    found.map(([content, outcome]) => ({
      content: String(content),
      outcome: outcome === null || outcome === undefined ? null : String(outcome),
    }))

  const byId = reading(BY_ID)
  const recent = reading(RECENT)
  const waiting = reading(WAITING)
  const head = reading('SELECT seq, hash FROM writer WHERE name = ?1')
  const oldest = reading(`SELECT accepted_at FROM document WHERE writer = ?1 AND state = 'waiting'
    ORDER BY seq LIMIT 1`)
  const count = reading(`SELECT count(*) FROM document WHERE state = 'waiting'`)
  const writers = reading('SELECT name FROM writer ORDER BY name')
  const session = reading('SELECT state FROM session WHERE station = ?1')
  const book = reading('SELECT database_id FROM book')
  const bindBook = writing('INSERT INTO book (one, database_id) VALUES (1, ?1)')
  const setHead = writing(`INSERT INTO writer (name, seq, hash) VALUES (?1, ?2, ?3)
    ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`)
  const insert = writing(`INSERT INTO document (writer, seq, id, state, content, accepted_at)
    VALUES (?1, ?2, ?3, 'waiting', ?4, ?5)`)
  const settle = writing('UPDATE document SET state = ?2, outcome = ?3, settled_at = ?4 WHERE id = ?1')
  const add = { unposted: writing(ADD.unposted), unposted_logged: writing(ADD.unposted_logged) }
  const forgetZero = {
    unposted: writing('DELETE FROM unposted WHERE location = ?1 AND item = ?2 AND quantity = 0'),
    unposted_logged: writing(
      'DELETE FROM unposted_logged WHERE context = ?1 AND context_id = ?2 AND item = ?3 AND quantity = 0',
    ),
  }
  const saveSession = writing(`INSERT INTO session (station, state, saved_at) VALUES (?1, ?2, ?3)
    ON CONFLICT (station) DO UPDATE SET state = excluded.state, saved_at = excluded.saved_at`)
  const endSession = writing('DELETE FROM session WHERE station = ?1')

  return {
    find: (id: string): OutboxRow | undefined => rows(byId(id))[0],
    recent: (writer: string, limit: number): OutboxRow[] => rows(recent(writer, limit)),
    waiting: (writer: string, limit: number): OutboxRow[] => rows(waiting(writer, limit)),
    countWaiting: (): number => Number(count()[0]?.[0]),
    oldestWaiting(): number | undefined {
      const times = writers().flatMap(([name]) => oldest(name ?? null).map(([at]) => Number(at)))
      return times.length === 0 ? undefined : Math.min(...times)
    },
    writers: (): string[] => writers().map(([name]) => String(name)),
    head(writer: string): { seq: number; hash: string } {
      const row = head(writer)[0]
      return { seq: Number(row?.[0] ?? 0), hash: String(row?.[1] ?? '') }
    },
    setHead: (writer: string, { content, hash }: SealedDocument): void => setHead(writer, content.seq, hash),
    insert: ({ content, text }: SealedDocument): void =>
      insert(content.writer, content.seq, content.id, text, content.acceptedAt),
    settle: (outcome: Outcome, now: number): void => settle(outcome.id, outcome.state, JSON.stringify(outcome), now),
    add(changes: readonly ExpectedChange[]): void {
      for (const { table, key, quantity } of changes) {
        add[table](...key, quantity)
        forgetZero[table](...key)
      }
    },
    saveSession: (station: string, state: string, now: number): void => saveSession(station, state, now),
    readSession(station: string): string | undefined {
      const row = session(station)[0]
      return row === undefined ? undefined : String(row[0])
    },
    endSession: (station: string): void => endSession(station),
    /** The book this outbox belongs to; the first one asked about is it. */
    bind(databaseId: string): string {
      const bound = book()[0]?.[0]
      if (typeof bound === 'string') return bound
      bindBook(databaseId)
      return databaseId
    },
  }
}
