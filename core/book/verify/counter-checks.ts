import { compareRows } from './balance-checks.ts'
import { BEFORE_ALL, pages } from '../../database/pages.ts'
import { whole } from './book-rows.ts'
import type { Check, Fault, Proof } from './proof.ts'
import { costKey, pair, unpair } from './running-state.ts'

const USED = `SELECT run, item, used FROM run_ingredient WHERE (run, item) > (?1, ?2) ORDER BY run, item LIMIT ?3`
const BUILT = 'SELECT id, built FROM production_run WHERE id > ?1 ORDER BY id LIMIT ?2'
const LOGGED = `SELECT sales_order, item, logged FROM sales_order_line
  WHERE (sales_order, item) > (?1, ?2) ORDER BY sales_order, item LIMIT ?3`
const ORDER_COSTS = `SELECT sales_order, item, cost FROM sales_order_line
  WHERE (sales_order, item) > (?1, ?2) ORDER BY sales_order, item LIMIT ?3`
const OPENINGS = `SELECT location, item, move FROM opening_entry
  WHERE (location, item) > (?1, ?2) ORDER BY location, item LIMIT ?3`
const FIRST_MOVES = 'SELECT id, first_move FROM item WHERE id > ?1 ORDER BY id LIMIT ?2'
const OPEN_REFUSALS =
  'SELECT position, branch FROM refusal_open WHERE position > ?1 ORDER BY position LIMIT ?2'
const COSTS = `SELECT c.branch, c.item, c.kind, c.move, c.quantity, c.amount, m.quantity, m.amount
  FROM cost_source c LEFT JOIN move m ON m.id = c.move
  WHERE (c.branch, c.item, c.kind, c.move) > (?1, ?2, ?3, ?4) ORDER BY c.branch, c.item, c.kind, c.move LIMIT ?5`

/** A counter by two keys, or by one. */
const counted = (
  table: string,
  sql: string,
  sumsOf: (proof: Proof) => ReadonlyMap<number, number>,
  { isPair, empty }: { isPair: boolean; empty: number | null },
): Check<undefined>['find'] => {
  return (_, proof) =>
    compareRows(proof, {
      table,
      sql,
      start: isPair ? [BEFORE_ALL, BEFORE_ALL] : [BEFORE_ALL],
      sums: sumsOf(proof),
      key: (row) => (isPair ? pair(whole(row[0]), whole(row[1])) : whole(row[0])),
      rowOf: (key) => (isPair ? unpair(key).join(',') : String(key)),
      parts: (sum) => [sum ?? empty],
      found: (row) => row.slice(isPair ? 2 : 1),
    })
}

/** What runs, orders and items count is what their moves say, and what waits for a person what was refused. */
export const COUNTER_CHECKS: readonly Check<undefined>[] = [
  {
    name: 'run_used',
    find: counted('run_ingredient', USED, ({ state }) => state.used, { isPair: true, empty: 0 }),
  },
  {
    name: 'run_built',
    find: counted('production_run', BUILT, ({ state }) => state.built, { isPair: false, empty: 0 }),
  },
  { name: 'run_state', find: (_, proof) => findOpenedRun(proof) },
  {
    name: 'order_logged',
    find: counted('sales_order_line', LOGGED, ({ state }) => state.logged, { isPair: true, empty: 0 }),
  },
  {
    name: 'order_cost',
    find: counted('sales_order_line', ORDER_COSTS, ({ state }) => state.orderCosts, {
      isPair: true,
      empty: 0,
    }),
  },
  {
    name: 'opening_entry',
    find: counted('opening_entry', OPENINGS, ({ state }) => state.openings, { isPair: true, empty: null }),
  },
  {
    name: 'item_first_move',
    find: counted('item', FIRST_MOVES, ({ state }) => state.firstMoves, { isPair: false, empty: null }),
  },
  {
    name: 'refusal_open',
    find: counted('refusal_open', OPEN_REFUSALS, ({ state }) => state.open, { isPair: false, empty: null }),
  },
  { name: 'cost_source', find: (_, proof) => findWrongCost(proof) },
]

/** A run whose close stands is closed, and nothing is left on it. */
function findOpenedRun({ reader, state, master }: Proof): Fault | undefined {
  const stateOf = reader.prepare('SELECT state FROM production_run WHERE id = ?1')
  for (const run of state.closedRuns) {
    const found = stateOf(run)?.[0] ?? null
    if (found !== 'closed') return { table: 'production_run', row: run, expected: 'closed', found }
  }
  for (const [key, { quantity }] of state.stock) {
    const [location, item] = unpair(key)
    const run = master.places.get(location)?.run ?? null
    if (quantity > 0 && run !== null && state.closedRuns.has(run))
      return { table: 'stock_balance', row: `${location},${item}`, expected: 0, found: quantity }
  }
  return undefined
}

/** The rows are those of the moves that tell a cost, each with its move's quantity and amount. */
function findWrongCost({ reader, state }: Proof): Fault | undefined {
  const left = new Map([...state.costSources].map(([key, moves]) => [key, new Set(moves)]))
  for (const row of pages(reader, COSTS, [BEFORE_ALL, BEFORE_ALL, '', BEFORE_ALL])) {
    const [branch, item, kind, move, quantity, amount, movedQuantity, movedAmount] = row
    const key = costKey(whole(branch), kind === 'build' ? 'build' : 'purchase', whole(item))
    const name = row.slice(0, 4).join(',')
    const isKnown = left.get(key)?.delete(whole(move)) === true
    if (!isKnown) return { table: 'cost_source', row: name, expected: null, found: move ?? null }
    if (quantity !== movedQuantity)
      return { table: 'cost_source', row: name, expected: movedQuantity ?? null, found: quantity ?? null }
    if (amount !== movedAmount)
      return { table: 'cost_source', row: name, expected: movedAmount ?? null, found: amount ?? null }
  }
  for (const [key, moves] of left)
    for (const move of moves) {
      const [branch, kind, item] = key.split(' ')
      return { table: 'cost_source', row: `${branch},${item},${kind},${move}`, expected: move, found: null }
    }
  return undefined
}
