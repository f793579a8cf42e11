import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId } from '../kernel/ids.ts'

export interface NewRun {
  readonly branch: BranchId
  readonly bom: number
  /** Base units of the product. */
  readonly planned: number
  /** Business days, YYYY-MM-DD. */
  readonly issueOn: string
  readonly dueOn: string
}

// Id and serial number are found inside the batch, so that two at once get two; the plus keeps SQLite from
// sorting all of the branch's runs to find its last one.
const ADD = catalogued(
  'run.opened',
  `INSERT INTO production_run (id, branch, serial, bom, item, bom_output, planned, issue_on, due_on, state)
  SELECT (SELECT coalesce(max(id), 0) + 1 FROM production_run), b.id,
    printf('%s-PR-%05d', b.prefix, 1 + coalesce((
      SELECT CAST(substr(serial, length(b.prefix) + 5) AS INTEGER) FROM production_run
      WHERE +branch = b.id ORDER BY id DESC LIMIT 1), 0)),
    m.id, m.item, m.output_quantity, ?3, ?4, ?5, 'open'
  FROM branch b JOIN bom m ON m.id = ?2 WHERE b.id = ?1
  RETURNING id`,
  { by: 'offices', own: { branch: 1 } },
)
/** The run keeps its own copy of the recipe, scaled to what is planned, rounded up. */
const INGREDIENTS = catalogued(
  'run.ingredients-added',
  `INSERT INTO run_ingredient (run, item, bom_quantity, planned, backflush)
  SELECT r.id, l.item, l.quantity, (l.quantity * r.planned + r.bom_output - 1) / r.bom_output, l.backflush
  FROM production_run r JOIN bom_line l ON l.bom = r.bom WHERE r.id = (SELECT max(id) FROM production_run)`,
  { by: 'offices' },
)
const PLACE = catalogued(
  'run.place-opened',
  `INSERT INTO location (branch, kind, account, holds_stock, run)
  SELECT r.branch, 'run', a.id, 1, r.id FROM production_run r
  JOIN account a ON a.branch = r.branch AND a.kind = 'manufacturing_inventory'
  WHERE r.id = (SELECT max(id) FROM production_run)`,
  { by: 'offices' },
)

/** What opens a production run, for one atomic batch: the first statement returns its id. */
export function runStatements(run: NewRun): Write[] {
  return [
    { sql: ADD, args: [run.branch, run.bom, run.planned, run.issueOn, run.dueOn] },
    { sql: INGREDIENTS, args: [] },
    { sql: PLACE, args: [] },
  ]
}

/** Opens a production run with its serial number, its ingredients and its place. Returns its id. */
export async function createRun(central: Central, run: NewRun): Promise<number> {
  const [rows] = await writeMaster(central, runStatements(run))
  return Number(rows?.[0]?.[0])
}
