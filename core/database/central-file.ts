import type Database from 'libsql'
import type { Write } from './catalogue.ts'
import { asCentralError, bindable, type Central, type Row, type Statement } from './central.ts'
import { openDurableFile } from './open-durable-file.ts'

/** Documents a local batch carries at the most: about 5 ms of the event loop at 0.2 ms a document (scripts/bench). */
const GROUP_LIMIT = 20

type Prepared = ReturnType<typeof prepare>

/**
 * The embedded central: a local libSQL file. WAL with synchronous=FULL, so that a batch is on disk before it is
 * reported. Statements are prepared once; the catalogue of writes is small and constant.
 */
export function openCentralFile(path: string): Central {
  const database = openDurableFile(path)
  const run = createRunner(database)

  return {
    groupLimit: GROUP_LIMIT,
    // The driver is synchronous; the interface is not, because a server's would not be.
    batch(statements) {
      return promised(() => runAtomically(database, run, statements))
    },
    all(statement) {
      return promised(() => run(statement))
    },
    script(sql) {
      return promised(() => {
        try {
          database.exec(sql)
        } finally {
          // A script that fails after its BEGIN leaves nothing behind, and the connection usable.
          if (database.inTransaction) database.exec('ROLLBACK')
        }
      })
    },
    close() {
      database.close()
    },
  }
}

function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      resolve(work())
    } catch (error) {
      reject(error instanceof Error && error.name === 'SqliteError' ? asCentralError(error, 0) : error)
    }
  })
}

function prepare(database: Database.Database, sql: string) {
  return database.prepare<unknown[]>(sql)
}

function createRunner(database: Database.Database): (statement: Statement) => Row[] {
  const prepared = new Map<string, { statement: Prepared; returnsRows: boolean }>()
  return ({ sql, args }) => {
    let entry = prepared.get(sql)
    if (entry === undefined) {
      const returnsRows = /^\s*(select|with)\b|\breturning\b/i.test(sql)
      const statement = prepare(database, sql)
      entry = { statement: returnsRows ? statement.raw() : statement, returnsRows }
      prepared.set(sql, entry)
    }
    const values = args.map(bindable)
    if (entry.returnsRows) return entry.statement.all(values) as Row[]
    entry.statement.run(values)
    return []
  }
}

function runAtomically(
  database: Database.Database,
  run: (statement: Statement) => Row[],
  statements: readonly Write[],
): Row[][] {
  let index = 0
  try {
    database.exec('BEGIN IMMEDIATE')
    const rows: Row[][] = []
    for (const statement of statements) {
      rows.push(run(statement))
      index++
    }
    database.exec('COMMIT')
    return rows
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw asCentralError(error, index)
  }
}
