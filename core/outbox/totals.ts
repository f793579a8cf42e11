import type Database from 'libsql'
import { summed, type ExpectedChange } from './expected-changes.ts'
import { writing } from './sql.ts'

/** A total for each row of a JSON list: one statement, however many lines a group of documents has. */
const ADD = {
  unposted: `INSERT INTO unposted (location, item, quantity)
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true
    ON CONFLICT (location, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
  unposted_logged: `INSERT INTO unposted_logged (context, context_id, item, quantity)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1) WHERE true
    ON CONFLICT (context, context_id, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
} as const
/** By an index of nothing but zeros, so that it reads no other total. */
const FORGET_ZEROS = {
  unposted: 'DELETE FROM unposted INDEXED BY unposted_zero WHERE quantity = 0',
  unposted_logged: 'DELETE FROM unposted_logged INDEXED BY unposted_logged_zero WHERE quantity = 0',
} as const
const TABLES = ['unposted', 'unposted_logged'] as const

/** Lays changes over the totals, each total once; a total of zero is forgotten. */
export function createTotals(database: Database.Database): (changes: readonly ExpectedChange[]) => void {
  const add = {
    unposted: writing(database, ADD.unposted),
    unposted_logged: writing(database, ADD.unposted_logged),
  }
  const forgetZeros = {
    unposted: writing(database, FORGET_ZEROS.unposted),
    unposted_logged: writing(database, FORGET_ZEROS.unposted_logged),
  }
  return (changes) => {
    const sums = summed(changes)
    for (const table of TABLES) {
      const rows = sums.flatMap((sum) => (sum.table === table ? [[...sum.key, sum.quantity]] : []))
      if (rows.length === 0) continue
      add[table](JSON.stringify(rows))
      forgetZeros[table]()
    }
  }
}
