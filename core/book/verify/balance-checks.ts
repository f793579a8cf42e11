import type { Row, SqlValue } from '../../database/central.ts'
import { BEFORE_ALL, pages } from '../../database/pages.ts'
import { whole } from './book-rows.ts'
import { firstFault, type Check, type Fault, type Proof } from './proof.ts'
import { pair, unpair } from './running-state.ts'

const STOCK = `SELECT location, item, quantity, value, last_move FROM stock_balance
  WHERE (location, item) > (?1, ?2) ORDER BY location, item LIMIT ?3`
const ACCOUNTS = `SELECT a.id, b.account, b.debit, b.credit, b.last_move
  FROM account a LEFT JOIN account_balance b ON b.account = a.id WHERE a.id > ?1 ORDER BY a.id LIMIT ?2`
const OUTSTANDING = 'SELECT move, quantity, amount FROM outstanding WHERE move > ?1 ORDER BY move LIMIT ?2'

/** Every balance the book keeps is the sum of its moves, and every sum has its balance. */
export const BALANCE_CHECKS: readonly Check<undefined>[] = [
  {
    name: 'stock_balance',
    find: (_, proof) =>
      compareRows(proof, {
        table: 'stock_balance',
        sql: STOCK,
        start: [BEFORE_ALL, BEFORE_ALL],
        sums: proof.state.stock,
        key: (row) => pair(whole(row[0]), whole(row[1])),
        rowOf: (key) => unpair(key).join(','),
        parts: (sum) => [sum?.quantity ?? null, sum?.value ?? null, sum?.lastMove ?? null],
        found: (row) => row.slice(2),
      }),
  },
  {
    name: 'account_balance',
    find: (_, proof) =>
      compareRows(proof, {
        table: 'account_balance',
        sql: ACCOUNTS,
        start: [BEFORE_ALL],
        sums: proof.state.accounts,
        key: (row) => whole(row[0]),
        rowOf: String,
        parts: (sum) => [sum?.debit ?? 0, sum?.credit ?? 0, sum?.lastMove ?? null],
        found: (row) => row.slice(2),
      }),
  },
  {
    name: 'outstanding',
    find: (_, proof) =>
      compareRows(proof, {
        table: 'outstanding',
        sql: OUTSTANDING,
        start: [BEFORE_ALL],
        sums: proof.state.outstanding,
        key: (row) => whole(row[0]),
        rowOf: String,
        parts: (sum) => [sum?.quantity ?? null, sum?.amount ?? null],
        found: (row) => row.slice(1),
      }),
  },
]

/** A table whose rows are sums by one key. */
export interface KeptTable<Sum> {
  readonly table: string
  /** Pages by key: see `pages`. */
  readonly sql: string
  readonly start: readonly SqlValue[]
  readonly sums: ReadonlyMap<number, Sum>
  readonly key: (row: Row) => number
  readonly rowOf: (key: number) => string
  /** What the row must say when the sum is this, or when there is none. */
  readonly parts: (sum: Sum | undefined) => readonly SqlValue[]
  readonly found: (row: Row) => readonly SqlValue[]
}

/** The first row that is not its sum, or the first sum that has no row. */
export function compareRows<Sum>({ reader }: Proof, kept: KeptTable<Sum>): Fault | undefined {
  let met = 0
  for (const row of pages(reader, kept.sql, kept.start)) {
    const key = kept.key(row)
    const sum = kept.sums.get(key)
    if (sum !== undefined) met++
    const fault = compareParts(kept.table, kept.rowOf(key), kept.parts(sum), kept.found(row))
    if (fault !== undefined) return fault
  }
  return met === kept.sums.size ? undefined : findUnkept(reader, kept)
}

function compareParts(
  table: string,
  row: string,
  expected: readonly SqlValue[],
  found: readonly SqlValue[],
): Fault | undefined {
  return firstFault(
    ...expected.map(
      (part, index) => () =>
        part === (found[index] ?? null)
          ? undefined
          : { table, row, expected: part, found: found[index] ?? null },
    ),
  )
}

/** Reads the keys once more: this happens only when a row is gone. */
function findUnkept<Sum>(reader: Proof['reader'], kept: KeptTable<Sum>): Fault | undefined {
  const left = new Set(kept.sums.keys())
  for (const row of pages(reader, kept.sql, kept.start)) left.delete(kept.key(row))
  const [first] = [...left].toSorted((one, other) => one - other)
  if (first === undefined) return undefined
  const expected = kept.parts(kept.sums.get(first)).join(', ')
  return { table: kept.table, row: kept.rowOf(first), expected, found: null }
}
