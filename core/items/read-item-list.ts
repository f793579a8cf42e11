import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import type { Page } from '../kernel/page.ts'
import type { AskedItems, ItemCursor } from './asked-items.ts'
import { sourceOf } from './choose-source.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'
import type { ItemSource, LookedAt } from './item-source.ts'

/** An item in the list. */
export interface ListedItem extends ItemLabel {
  /** Of the branch whose own it is; undefined: the company's. */
  readonly branchPrefix: string | undefined
  readonly isRetired: boolean
  readonly barcodeCount: number
  readonly firstBarcode: string | undefined
}

export interface ItemList extends Page<ListedItem, ItemCursor> {
  /** So many items were looked through and did not fill the page; what is behind them is on the next one. */
  readonly lookedThrough: number | undefined
  /** Not when very many have a typed word: those come as they are found, the best first. */
  readonly isSorted: boolean
}

/** A page looks through so many items at the most, also where few of very many are meant. */
const LOOK_MAX = 500

/**
 * Items in an order, a page at a time, each read by an index until the page is full or enough was looked through: a
 * page costs no more among very many items than among some hundred.
 */
export function readItemList(reader: Reader, asked: AskedItems): ItemList {
  return reader.snapshot(() => {
    const { found, ...page } = findItems(reader, asked)
    return { ...page, entries: readListed(reader, found) }
  })
}

interface Filled {
  readonly found: readonly ItemId[]
  readonly next: ItemCursor | undefined
  readonly lookedThrough: number | undefined
}

export interface FoundItems extends Filled {
  readonly isSorted: boolean
}

/** The ids of a page of items, for lists that show something else of them. */
export function findItems(reader: Reader, asked: AskedItems): FoundItems {
  const source = sourceOf(reader, asked)
  return { ...fillPage(asked, source), isSorted: source.isSorted }
}

function fillPage({ after, limit }: AskedItems, source: ItemSource): Filled {
  const found: LookedAt[] = []
  let from = after
  for (let looked = 0; looked < LOOK_MAX;) {
    // Where everything is meant, the first rows are the page; then as many again, so that what is read stays near
    // what is needed.
    const size = Math.min(Math.max(limit + 1, looked), LOOK_MAX - looked)
    const rows = source.read(size, from)
    found.push(...rows.filter(({ isMeant }) => isMeant))
    if (found.length > limit) return pageEnding(found.slice(0, limit), found[limit - 1]?.cursor)
    if (rows.length < size) return pageEnding(found, undefined)
    from = rows.at(-1)?.cursor
    looked += rows.length
  }
  return { ...pageEnding(found, from), lookedThrough: LOOK_MAX }
}

function pageEnding(found: readonly LookedAt[], next: ItemCursor | undefined): Filled {
  return { found: found.map(({ id }) => id), next, lookedThrough: undefined }
}

const LISTED = `SELECT ${ITEM_LABEL}, b.prefix, i.is_retired,
    (SELECT count(*) FROM barcode c WHERE c.item = i.id), (SELECT min(c.code) FROM barcode c WHERE c.item = i.id)
  FROM json_each(?1) j CROSS JOIN item i ON i.id = j.value LEFT JOIN branch b ON b.id = i.branch ORDER BY j.key`

function readListed(reader: Reader, ids: readonly ItemId[]): ListedItem[] {
  return reader.all(LISTED, JSON.stringify(ids)).map((row) => {
    const [prefix, isRetired, barcodeCount, firstBarcode] = row.slice(ITEM_LABEL_WIDTH)
    return {
      ...toItemLabel(row),
      branchPrefix: prefix === null ? undefined : String(prefix),
      isRetired: isRetired === 1,
      barcodeCount: Number(barcodeCount),
      firstBarcode: firstBarcode === null ? undefined : String(firstBarcode),
    }
  })
}
