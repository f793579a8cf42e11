import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import type { SqlValue } from './central.ts'
import type { Reader } from './reader.ts'

/** The book's tables, typed, for plain reads. What only SQL says well (chains, totals) goes to the reader itself. */
export type Tables = SqliteRemoteDatabase

const known = new WeakMap<Reader, Tables>()

/** Drizzle over a reader of the book. It cannot write: the connection refuses, and so does this. */
export function tablesOf(reader: Reader): Tables {
  const made = known.get(reader) ?? connect(reader)
  known.set(reader, made)
  return made
}

function connect(reader: Reader): Tables {
  return drizzle((sql, params: readonly SqlValue[], method) => {
    if (method === 'run') return Promise.reject(new Error('the book is written by postDocuments only'))
    try {
      if (method !== 'get') return Promise.resolve({ rows: reader.all(sql, ...params) as SqlValue[][] })
      return Promise.resolve({ rows: reader.get(sql, ...params) as unknown as SqlValue[][] })
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
  })
}
