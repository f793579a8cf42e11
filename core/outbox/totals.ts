import type Database from 'libsql'
import type { ExpectedChange } from './expected-changes.ts'
import { writing } from './sql.ts'

const ADD = {
  unposted: `INSERT INTO unposted (location, item, quantity) VALUES (?1, ?2, ?3)
    ON CONFLICT (location, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
  unposted_logged: `INSERT INTO unposted_logged (context, context_id, item, quantity) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (context, context_id, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
} as const
const FORGET_ZERO = {
  unposted: 'DELETE FROM unposted WHERE location = ?1 AND item = ?2 AND quantity = 0',
  unposted_logged:
    'DELETE FROM unposted_logged WHERE context = ?1 AND context_id = ?2 AND item = ?3 AND quantity = 0',
} as const

/** Lays changes over the totals; a total of zero is forgotten. */
export function createTotals(database: Database.Database): (changes: readonly ExpectedChange[]) => void {
  const add = {
    unposted: writing(database, ADD.unposted),
    unposted_logged: writing(database, ADD.unposted_logged),
  }
  const forgetZero = {
    unposted: writing(database, FORGET_ZERO.unposted),
    unposted_logged: writing(database, FORGET_ZERO.unposted_logged),
  }
  return (changes) => {
    for (const { table, key, quantity } of changes) {
      add[table](...key, quantity)
      forgetZero[table](...key)
    }
  }
}
