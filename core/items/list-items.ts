import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'
import { toPicture, type PictureName } from './pictures.ts'

/** An item with what is written down about it. */
export interface ListedItem extends ItemLabel {
  readonly isMeasured: boolean
  readonly isRetired: boolean
  /** The branch whose own it is; null: the company's. */
  readonly branch: BranchId | null
  readonly branchPrefix: string | undefined
  readonly purchase: { readonly unit: string; readonly quantity: number } | null
  readonly picture: PictureName | null
}

const LISTED = `SELECT ${ITEM_LABEL}, i.is_measured, i.is_retired, i.branch, b.prefix, i.purchase_unit,
  i.purchase_quantity, i.picture`
const WHOSE = 'LEFT JOIN branch b ON b.id = i.branch'
const AFTER = `${LISTED} FROM main.item k INDEXED BY item_by_name CROSS JOIN item i ON i.id = k.id ${WHOSE}
  WHERE (k.name, k.id) > (?1, ?2) ORDER BY k.name, k.id LIMIT ?3`
const BY_ID = `${LISTED} FROM item i ${WHOSE} WHERE i.id = ?1`
const BY_CODE = `${LISTED} FROM item i ${WHOSE} WHERE i.code = ?1`

export interface NameCursor {
  readonly name: string
  readonly id: number
}

/** Every item that the reader sees, in use or retired, by name. */
export function listItems(
  reader: Reader,
  { after, limit }: { readonly after: NameCursor | undefined; readonly limit: number },
): Page<ListedItem, NameCursor> {
  const rows = reader.all(AFTER, after?.name ?? '', after?.id ?? 0, limit + 1)
  return pageOf(rows.map(toListedItem), limit, ({ name, id }) => ({ name, id }))
}

/** One item by its id or its code; undefined where the reader sees none. */
export function readListedItem(reader: Reader, item: ItemId | string): ListedItem | undefined {
  const row = reader.get(typeof item === 'number' ? BY_ID : BY_CODE, item)
  return row === undefined ? undefined : toListedItem(row)
}

const BARCODES = 'SELECT code, quantity, pack_name FROM barcode WHERE item = ?1 ORDER BY code LIMIT ?2'

/** More barcodes than any item has. */
const BARCODES_MAX = 500

/** What an item is scanned by; a pack says how many base units it holds. */
export function readBarcodesOf(
  reader: Reader,
  item: ItemId,
): { readonly code: string; readonly quantity: number | null; readonly packName: string | null }[] {
  return reader.all(BARCODES, item, BARCODES_MAX).map(([code, quantity, packName]) => ({
    code: String(code),
    quantity: quantity === null ? null : Number(quantity),
    packName: packName === null ? null : String(packName),
  }))
}

function toListedItem(row: Row): ListedItem {
  const [isMeasured, isRetired, branch, prefix, unit, quantity, picture] = row.slice(ITEM_LABEL_WIDTH)
  return {
    ...toItemLabel(row),
    isMeasured: isMeasured === 1,
    isRetired: isRetired === 1,
    branch: branch === null ? null : (Number(branch) as BranchId),
    branchPrefix: typeof prefix === 'string' ? prefix : undefined,
    purchase: unit === null ? null : { unit: String(unit), quantity: Number(quantity) },
    picture: picture === null ? null : toPicture(picture),
  }
}
