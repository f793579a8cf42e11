import { whole } from './book-rows.ts'
import type { Check } from './proof.ts'

const WRONG_PLACE = `SELECT l.id, a.id, l.account FROM location l
  JOIN location_kind k ON k.kind = l.kind
  LEFT JOIN account a ON a.branch = l.branch AND a.kind = k.account_kind AND a.counterpart IS l.counterpart
  WHERE a.id IS NOT l.account OR l.holds_stock <> k.holds_stock ORDER BY l.id LIMIT 1`

/** The ground everything stands on, looked at before the first move. */
export const PLACE_CHECKS: readonly Check<undefined>[] = [
  {
    name: 'book_identity',
    find(_, { reader }) {
      const rows = whole(reader.get('SELECT count(*) FROM meta')?.[0])
      return rows === 1 ? undefined : { table: 'meta', row: 1, expected: 1, found: rows }
    },
  },
  {
    name: 'location_account',
    find(_, { reader }) {
      const row = reader.get(WRONG_PLACE)
      if (row === undefined) return undefined
      return { table: 'location', row: whole(row[0]), expected: row[1] ?? null, found: row[2] ?? null }
    },
  },
]
