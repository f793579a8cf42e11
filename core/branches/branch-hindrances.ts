import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'

/** What keeps a branch from being retired: a row of any of these, `?1` being the branch. */
export const HINDRANCES = {
  stock: `SELECT 1 FROM location l CROSS JOIN stock_balance s ON s.location = l.id
    WHERE l.branch = ?1 AND l.holds_stock = 1 AND s.quantity > 0`,
  on_the_road: `SELECT 1 FROM outstanding o CROSS JOIN move m ON m.id = o.move
    CROSS JOIN location l ON l.id = m.to_location WHERE o.quantity > 0 AND ?1 IN (l.branch, l.counterpart)`,
  refusals: 'SELECT 1 FROM refusal_open WHERE branch = ?1',
  orders: `SELECT 1 FROM sales_order WHERE branch = ?1 AND state = 'open'`,
  runs: `SELECT 1 FROM production_run WHERE branch = ?1 AND state = 'open'`,
  stations: `SELECT 1 FROM writer WHERE branch = ?1 AND state = 'open'`,
  people: 'SELECT 1 FROM person WHERE branch = ?1 AND is_active = 1',
} as const
export type Hindrance = keyof typeof HINDRANCES

/** What is in the way of retiring a branch. Looks through its stock: for an answer, not for every page. */
export function hindrancesOf(reader: Reader, branch: BranchId): Hindrance[] {
  const isThere = ([, sql]: [Hindrance, string]): boolean =>
    reader.get(`${sql} LIMIT 1`, branch) !== undefined
  return (Object.entries(HINDRANCES) as [Hindrance, string][]).filter(isThere).map(([name]) => name)
}

/** Whether anything was posted or refused in a branch, which fixes its time zone. */
export function hasDocuments(reader: Reader, branch: BranchId): boolean {
  return reader.get('SELECT 1 FROM document WHERE branch = ?1 LIMIT 1', branch) !== undefined
}
