import type { Branch } from '../../core/branches/read-branches.ts'
import type { BranchCounts } from '../../core/needs/branch-counts.ts'
import type { SlowCounts } from '../../core/needs/follow-counts.ts'

/** Which of the items a list shows: all, what one of the needs on the home page counted, or what has no barcode. */
export const ITEM_ONLY = [
  'all',
  'below_reorder_point',
  'items_without_barcode',
  'items_without_stock',
  'no_barcode',
] as const
export type ItemOnly = (typeof ITEM_ONLY)[number]

const COUNTED: Partial<Record<ItemOnly, keyof BranchCounts>> = {
  below_reorder_point: 'belowReorder',
  items_without_barcode: 'withoutBarcode',
  items_without_stock: 'withoutStock',
}

interface Counted {
  /** The items that alone are meant, by branch; undefined: this is nothing that is counted. */
  readonly among: readonly ReadonlySet<number>[] | undefined
  /** A branch was not counted yet since the process began, so that some may be missing. */
  readonly isCounting: boolean
}

/** The items that a need of these branches counts. What is short in two branches is two there and one row here. */
export function readCounted(counts: SlowCounts, branches: readonly Branch[], only: ItemOnly): Counted {
  const key = COUNTED[only]
  if (key === undefined) return { among: undefined, isCounting: false }
  const known = branches.map(({ id }) => counts.of(id)?.[key])
  return {
    among: known.flatMap((items) => (items === undefined ? [] : [setOf(items)])),
    isCounting: known.includes(undefined),
  }
}

/** Made once for each count, however many pages show it. */
const setsOfCounts = new WeakMap<readonly number[], ReadonlySet<number>>()

function setOf(items: readonly number[]): ReadonlySet<number> {
  const known = setsOfCounts.get(items)
  if (known !== undefined) return known
  const made = new Set(items)
  setsOfCounts.set(items, made)
  return made
}
