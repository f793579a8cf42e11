import { placeOf, placeOfRun } from '../../branches/places.ts'
import type { Reader } from '../../database/reader.ts'
import type { BranchId } from '../../kernel/ids.ts'
import { findOpenOrder } from '../../orders/read-open-orders.ts'
import { findOpenRun } from '../../runs/read-open-runs.ts'
import type { LossPlaces, RelinkTarget } from './settle.ts'

const INGREDIENTS = 'SELECT item FROM run_ingredient WHERE run = ?1 AND bom_quantity > 0'
const HELD = 'SELECT quantity FROM stock_balance WHERE location = ?1 AND item = ?2'

/** Another open order or run of the branch, with its places; undefined: closed, unknown, or another branch's. */
export function readRelinkTarget(
  reader: Reader,
  branch: BranchId,
  { kind, id }: Pick<RelinkTarget, 'kind' | 'id'>,
): RelinkTarget | undefined {
  if (kind === 'sales_order')
    return findOpenOrder(reader, branch, id) === undefined ? undefined : { kind, id }
  if (findOpenRun(reader, branch, id) === undefined) return undefined
  return {
    kind,
    id,
    places: {
      pool: placeOf(reader, branch, 'manufacturing'),
      stockroom: placeOf(reader, branch, 'stockroom'),
      run: placeOfRun(reader, id),
    },
    ingredients: new Set(reader.all(INGREDIENTS, id).map(([item]) => Number(item))),
  }
}

/** Where used material of the branch is taken from when its run is closed, with what lies in the pool now. */
export function readLossPlaces(reader: Reader, branch: BranchId): LossPlaces {
  const pool = placeOf(reader, branch, 'manufacturing')
  return {
    pool,
    stockroom: placeOf(reader, branch, 'stockroom'),
    loss: placeOf(reader, branch, 'loss'),
    inPool: (item) => Number(reader.get(HELD, pool, item)?.[0] ?? 0),
  }
}
