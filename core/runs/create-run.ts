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

const ADD = `INSERT INTO production_run (id, branch, serial, bom, item, bom_output, planned, issue_on, due_on, state)
  SELECT ?1, ?2, printf('%s-PR-%05d', b.prefix, 1 + (SELECT count(*) FROM production_run WHERE branch = ?2)),
    m.id, m.item, m.output_quantity, ?4, ?5, ?6, 'open'
  FROM branch b JOIN bom m ON m.id = ?3 WHERE b.id = ?2`
/** The run keeps its own copy of the recipe, scaled to what is planned, rounded up. */
const INGREDIENTS = `INSERT INTO run_ingredient (run, item, bom_quantity, planned, backflush)
  SELECT ?1, l.item, l.quantity, (l.quantity * r.planned + r.bom_output - 1) / r.bom_output, l.backflush
  FROM production_run r JOIN bom_line l ON l.bom = r.bom WHERE r.id = ?1`
const PLACE = `INSERT INTO location (branch, kind, account, holds_stock, run)
  SELECT r.branch, 'run', a.id, 1, r.id FROM production_run r
  JOIN account a ON a.branch = r.branch AND a.kind = 'manufacturing_inventory' WHERE r.id = ?1`

/** Opens a production run with its serial number, its ingredients and its place. Returns its id. */
export async function createRun(central: Central, run: NewRun): Promise<number> {
  const rows = await central.all({ sql: 'SELECT coalesce(max(id), 0) + 1 FROM production_run', args: [] })
  const id = Number(rows[0]?.[0])
  await writeMaster(central, [
    { sql: ADD, args: [id, run.branch, run.bom, run.planned, run.issueOn, run.dueOn] },
    { sql: INGREDIENTS, args: [id] },
    { sql: PLACE, args: [id] },
  ])
  return id
}
