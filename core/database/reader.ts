import Database from 'libsql'
import { bindable, type Row, type SqlValue } from './central.ts'

/** Reads of the book on this machine: synchronous, prepared once, never a write. */
export interface Reader {
  all(sql: string, ...args: readonly SqlValue[]): Row[]
  get(sql: string, ...args: readonly SqlValue[]): Row | undefined
  /** A statement kept by its caller, for reads that are made on every scan. */
  prepare(sql: string): (...args: readonly SqlValue[]) => Row | undefined
  /** Runs `work` on one unchanging state of the book. */
  snapshot<T>(work: () => T): T
  close(): void
}

/** Databases beside the book that one statement may read with it: schema name and path. */
export type Attached = Readonly<Record<string, string>>

/**
 * Views of this connection alone, name and SELECT. One that is called like a table stands in front of it; `main.` is
 * the table behind.
 */
export type TemporaryViews = Readonly<Record<string, string>>

/**
 * Opens the book for reading. `mode=ro` with query_only is the one way that was proven while another connection
 * writes (notes: kept open, sees new commits at once); `readonly: true` is ignored by this driver.
 */
export function openReader(path: string, attached: Attached = {}, views: TemporaryViews = {}): Reader {
  const database = new Database(`file:${encodeURI(path)}?mode=ro`)
  // First: after a kill somebody else may be bringing the file in order.
  database.exec('PRAGMA busy_timeout = 5000')
  for (const [name, file] of Object.entries(attached))
    database.prepare(`ATTACH ? AS ${name}`).run(`file:${encodeURI(file)}?mode=ro`)
  // In memory, and made before nothing may be written any more: the book itself stays untouched.
  database.exec('PRAGMA temp_store = MEMORY')
  for (const [name, select] of Object.entries(views))
    database.exec(`CREATE TEMPORARY VIEW ${name} AS ${select}`)
  database.exec('PRAGMA query_only = 1')
  const prepared = new Map<string, ReturnType<typeof prepareRaw>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const made = prepareRaw(database, sql)
    prepared.set(sql, made)
    return made
  }
  return {
    all: (sql, ...args) => statement(sql).all(args.map(bindable)) as Row[],
    get: (sql, ...args) => statement(sql).get(args.map(bindable)) as Row | undefined,
    prepare(sql) {
      const kept = statement(sql)
      return (...args) => kept.get(args.map(bindable)) as Row | undefined
    },
    snapshot(work) {
      database.exec('BEGIN')
      try {
        return work()
      } finally {
        database.exec('COMMIT')
      }
    },
    close() {
      database.close()
    },
  }
}

/** The same, with views that are worked out from what the book holds. */
export function openViewed(
  path: string,
  attached: Attached,
  viewsOf: (book: Reader) => TemporaryViews,
): Reader {
  const book = openReader(path)
  try {
    return openReader(path, attached, viewsOf(book))
  } finally {
    book.close()
  }
}

function prepareRaw(database: Database.Database, sql: string) {
  return database.prepare<unknown[]>(sql).raw()
}
