import type Database from 'libsql'
import { summed, type ExpectedChange } from './expected-changes.ts'
import { reading, readingOne, writing } from './sql.ts'

/** How far a writer's documents have come. */
export interface Way {
  /** The last one that the copy of the book is known to have. */
  readonly arrived: number
  /** The last one that it may have by now: the changes of those between the two are kept one by one. */
  readonly last: number
}

/** What one document changes. */
export interface Laid {
  readonly seq: number
  readonly changes: readonly ExpectedChange[]
}

/** Items and quantities as one JSON object, as the totals take them (totals.ts). */
const ADD = `INSERT INTO sent_change (context, context_id, item, writer, seq, quantity)
  SELECT ?2, ?3, key, ?4, ?5, value FROM json_each(?1)`
const OF_DOCUMENTS = 'FROM sent_change WHERE writer = ?1 AND seq > ?2 AND seq <= ?3'
const OFF_PLACES = `INSERT INTO unposted (location, item, quantity)
  SELECT context_id, item, -sum(quantity) ${OF_DOCUMENTS} AND context = 'place' GROUP BY context_id, item
  ON CONFLICT (location, item) DO UPDATE SET quantity = quantity + excluded.quantity`
const OFF_PAPERS = `INSERT INTO unposted_logged (context, context_id, item, quantity)
  SELECT context, context_id, item, -sum(quantity) ${OF_DOCUMENTS} AND context <> 'place'
  GROUP BY context, context_id, item
  ON CONFLICT (context, context_id, item) DO UPDATE SET quantity = quantity + excluded.quantity`
const SET_WAY = `INSERT INTO sent (writer, arrived, last) VALUES (?1, ?2, ?3)
  ON CONFLICT (writer) DO UPDATE SET arrived = excluded.arrived, last = excluded.last`
const IS_ALL_THERE = `SELECT NOT EXISTS (
  SELECT 1 FROM writer w LEFT JOIN sent s ON s.writer = w.name WHERE coalesce(s.arrived, 0) < w.seq)`

/** The rows of `sent` and `sent_change`: SQL prepared once, in the write of the caller. */
export function createSentRows(database: Database.Database) {
  const way = readingOne(database, 'SELECT arrived, last FROM sent WHERE writer = ?1')
  const setWay = writing(database, SET_WAY)
  const add = writing(database, ADD)
  const off = [OFF_PLACES, OFF_PAPERS, `DELETE ${OF_DOCUMENTS}`].map((sql) => writing(database, sql))
  const isAllThere = reading(database, IS_ALL_THERE)
  return {
    isAny: (): boolean => reading(database, 'SELECT 1 FROM sent LIMIT 1')().length > 0,
    hasWay: (writer: string): boolean => way(writer) !== undefined,
    wayOf(writer: string): Way {
      const [arrived, last] = way(writer) ?? []
      return { arrived: Number(arrived ?? 0), last: Number(last ?? 0) }
    },
    setWay: (writer: string, { arrived, last }: Way): void => setWay(writer, arrived, last),
    lay(writer: string, laid: readonly Laid[]): void {
      for (const { seq, changes } of laid)
        for (const { table, of, quantities } of summed(changes))
          add(JSON.stringify(quantities), ...(table === 'unposted' ? ['place', ...of] : of), writer, seq)
    },
    /** Takes what the documents after a number up to another change off the totals; they have no rows any more. */
    takeOff(writer: string, after: number, upTo: number): void {
      for (const each of off) each(writer, after, upTo)
    },
    /** Whether the copy has every document that was ever made here. */
    isAllThere: (): boolean => isAllThere()[0]?.[0] === 1,
    clearChanges: writing(database, 'DELETE FROM sent_change'),
    clearWays: writing(database, 'DELETE FROM sent'),
  }
}
export type SentRows = ReturnType<typeof createSentRows>
