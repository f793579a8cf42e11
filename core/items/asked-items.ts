import type { ItemKind } from '../book/events.ts'
import type { LocationId } from '../kernel/ids.ts'

export const ITEM_SORTS = ['name', 'code'] as const
export const ITEM_WHOSE = ['all', 'company', 'own'] as const

export interface AskedItems {
  /** Words that words of the name or code begin with; '' for all. */
  readonly text: string
  readonly kind: ItemKind | 'all'
  readonly whose: (typeof ITEM_WHOSE)[number]
  /** undefined: those in use and those that are not. */
  readonly isRetired: boolean | undefined
  /** Only items that have no barcode. */
  readonly isBare: boolean
  /** Only what lies at this place, or ever lay there. */
  readonly at?: { readonly location: LocationId; readonly isEmptyToo: boolean }
  /** Only those in any of these, whatever else is asked; undefined: all of them. */
  readonly among: readonly ReadonlySet<number>[] | undefined
  readonly sort: (typeof ITEM_SORTS)[number]
  /** Where the page before ended. */
  readonly after: ItemCursor | undefined
  readonly limit: number
}

/** What a list is sorted by, and the id; or which part of what was found, the word it was found by, and the id. */
export type ItemCursor = readonly (string | number)[]
