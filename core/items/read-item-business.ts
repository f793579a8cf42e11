import type { LocationKind } from '../book/events.ts'
import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Branch } from '../branches/read-branches.ts'
import type { SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { exactRatio } from '../kernel/exact-ratio.ts'
import type { LocationId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import type { ItemLabel } from './item-label.ts'

/** What lies of an item at a place. */
export interface ItemAtPlace {
  readonly branch: Branch
  readonly kind: LocationKind
  /** undefined: in all open production runs of the branch together. */
  readonly location: LocationId | undefined
  readonly quantity: Quantity
  readonly value: Minor
}

const PLACES = `SELECT id, kind FROM location WHERE branch = ?1
  AND kind IN ('stockroom', 'manufacturing', 'retail') AND run IS NULL AND counterpart IS NULL
  ORDER BY kind DESC`
const BALANCE = 'SELECT quantity, value FROM stock_balance WHERE location = ?1 AND item = ?2'
const IN_RUNS = `SELECT coalesce(sum(b.quantity), 0), coalesce(sum(b.value), 0) FROM production_run r
  CROSS JOIN location l ON l.run = r.id CROSS JOIN stock_balance b ON b.location = l.id AND b.item = ?2
  WHERE r.branch = ?1 AND r.state = 'open'`

/** Where an item is, or has been, in the branches of a scope; of production runs only what is in open ones. */
export function readPlacesOf(scope: Scope, reader: Reader, { id: item }: ItemLabel): ItemAtPlace[] {
  return readBranchesIn(scope, reader).flatMap((branch) => {
    const atPlaces = reader.all(PLACES, branch.id).flatMap(([location = null, kind]) => {
      const balance = reader.get(BALANCE, location, item)
      if (balance === undefined) return []
      const place = { kind: kind as LocationKind, location: Number(location) as LocationId }
      return [{ branch, ...place, ...amountsOf(balance) }]
    })
    const inRuns = amountsOf(reader.get(IN_RUNS, branch.id, item) ?? [0, 0])
    const runs = { branch, kind: 'run', location: undefined, ...inRuns } as const
    return inRuns.quantity === 0 && inRuns.value === 0 ? atPlaces : [...atPlaces, runs]
  })
}

function amountsOf([held, value]: readonly SqlValue[]): { quantity: Quantity; value: Minor } {
  return { quantity: quantity(Number(held)), value: minor(Number(value)) }
}

/** What a branch paid last for one display unit, rounded half up: to be shown, never booked. */
export interface LastPrice {
  readonly branch: Branch
  readonly each: Minor
}

const LAST_PAID = `SELECT amount, quantity FROM cost_source
  WHERE branch = ?1 AND item = ?2 AND kind = 'purchase' ORDER BY move DESC LIMIT 1`

/** The last paid prices of the branches of a scope that bought an item. */
export function readLastPaid(scope: Scope, reader: Reader, { id: item, unit }: ItemLabel): LastPrice[] {
  return readBranchesIn(scope, reader).flatMap((branch) => {
    const [amount, bought] = reader.get(LAST_PAID, branch.id, item) ?? []
    if (amount === undefined || Number(bought) === 0) return []
    const each = exactRatio({ value: Number(amount), times: unit.factor, by: Number(bought) })
    return each === undefined ? [] : [{ branch, each: minor(each) }]
  })
}
