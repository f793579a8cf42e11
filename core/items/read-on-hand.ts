import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Branch } from '../branches/read-branches.ts'
import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'

/** What a branch has of an item on its shelves and in its stockroom, and below which quantity it orders again. */
export interface OnHand {
  readonly branch: Branch
  readonly quantity: Quantity
  readonly reorderPoint: Quantity | undefined
}

const PLACES = `SELECT id FROM location
  WHERE branch = ?1 AND kind IN ('stockroom', 'retail') AND run IS NULL AND counterpart IS NULL`
const HELD = `SELECT item, quantity FROM json_each(?2) j CROSS JOIN stock_balance b
  WHERE b.location = ?1 AND b.item = j.value`
const POINTS = `SELECT p.item, p.quantity FROM json_each(?2) j CROSS JOIN reorder_point p
  WHERE p.branch = ?1 AND p.item = j.value`

/** Of each of these items, what every branch of the scope has, by its prefix. */
export function readOnHand(
  scope: Scope,
  reader: Reader,
  items: readonly ItemId[],
): ReadonlyMap<ItemId, readonly OnHand[]> {
  const asked = JSON.stringify(items)
  const branches = readBranchesIn(scope, reader).map((branch) => {
    const held = new Map<number, number>()
    for (const [place] of reader.all(PLACES, branch.id))
      for (const [item, amount] of reader.all(HELD, place ?? null, asked))
        held.set(Number(item), (held.get(Number(item)) ?? 0) + Number(amount))
    const points = new Map(
      reader.all(POINTS, branch.id, asked).map(([item, point]) => [Number(item), Number(point)]),
    )
    return { branch, held, points }
  })
  return new Map(
    items.map((item) => [
      item,
      branches.map(({ branch, held, points }) => {
        const point = points.get(item)
        return {
          branch,
          quantity: quantity(held.get(item) ?? 0),
          reorderPoint: point === undefined ? undefined : quantity(point),
        }
      }),
    ]),
  )
}

/** Whether it is time to order: less is there than the branch wants to have. */
export function isBelow({ quantity: held, reorderPoint }: OnHand): boolean {
  return reorderPoint !== undefined && held < reorderPoint
}
