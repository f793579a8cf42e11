import type { ItemId } from '../kernel/ids.ts'
import type { ItemCursor } from './asked-items.ts'

/** An item that a list came by. */
export interface LookedAt {
  readonly id: ItemId
  /** It is one of those asked for. */
  readonly isMeant: boolean
  /** The list goes on behind it from here. */
  readonly cursor: ItemCursor
}

/** What a list is read from, from a cursor on. Fewer than asked for: that was all. */
export interface ItemSource {
  /** In the order asked for; otherwise as found. */
  readonly isSorted: boolean
  read(size: number, after: ItemCursor | undefined): LookedAt[]
}
