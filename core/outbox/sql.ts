import type Database from 'libsql'
import { bindable, type SqlValue } from '../database/central.ts'

/** Prepares a reading statement: its rows as arrays. */
export function reading(database: Database.Database, sql: string): (...args: SqlValue[]) => SqlValue[][] {
  const statement = database.prepare<unknown[]>(sql).raw()
  return (...args) => statement.all(args.map(bindable)) as SqlValue[][]
}

/** Prepares a statement that reads one row, or none. */
export function readingOne(
  database: Database.Database,
  sql: string,
): (...args: SqlValue[]) => SqlValue[] | undefined {
  const statement = database.prepare<unknown[]>(sql).raw()
  return (...args) => statement.get(args.map(bindable)) as SqlValue[] | undefined
}

/** Prepares a writing statement. */
export function writing(database: Database.Database, sql: string): (...args: SqlValue[]) => void {
  const statement = database.prepare<unknown[]>(sql)
  return (...args) => {
    statement.run(args.map(bindable))
  }
}

/** Does all of `work` or none of it, on disk when this returns. */
export function inOneWrite<T>(database: Database.Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/**
 * The same, but left to the system to bring to the disk, with the next synced write at the latest: a power cut may take
 * it back, and nothing that was synced before or after. For what is found out again.
 */
export function inOneUnsyncedWrite<T>(database: Database.Database, work: () => T): T {
  database.exec('PRAGMA synchronous = NORMAL')
  try {
    return inOneWrite(database, work)
  } finally {
    database.exec('PRAGMA synchronous = FULL')
  }
}
