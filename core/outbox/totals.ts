import type Database from 'libsql'
import { summed, type ExpectedChange } from './expected-changes.ts'
import { writing } from './sql.ts'

/**
 * What a JSON object of items and quantities changes at one place, or on one order or run: one statement, however many
 * lines a group of documents has. An object, because reading pairs out of arrays takes SQLite twice as long (measured).
 */
const ADD = {
  unposted: `INSERT INTO unposted (location, item, quantity)
    SELECT ?2, key, value FROM json_each(?1) WHERE true
    ON CONFLICT (location, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
  unposted_logged: `INSERT INTO unposted_logged (context, context_id, item, quantity)
    SELECT ?2, ?3, key, value FROM json_each(?1) WHERE true
    ON CONFLICT (context, context_id, item) DO UPDATE SET quantity = quantity + excluded.quantity`,
} as const

/** What the waiting documents will change, in the write of the caller. */
export interface Totals {
  /**
   * Lays changes over the totals, each total once. One that comes to zero stays, and says so; one that is changed by
   * nothing at all is made only with `zeros`.
   */
  add(changes: readonly ExpectedChange[], options?: { readonly zeros?: boolean }): void
  /** Nothing waits any more: there is nothing to lay over the book. */
  clear(): void
}

export function createTotals(database: Database.Database): Totals {
  const add = {
    unposted: writing(database, ADD.unposted),
    unposted_logged: writing(database, ADD.unposted_logged),
  }
  const clear = [writing(database, 'DELETE FROM unposted'), writing(database, 'DELETE FROM unposted_logged')]
  return {
    add(changes, options) {
      for (const { table, of, quantities } of summed(changes, options))
        add[table](JSON.stringify(quantities), ...of)
    },
    clear() {
      for (const each of clear) each()
    },
  }
}
