import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'
import { toPicture, type PictureName } from './pictures.ts'

/** An item as those who look after it see it. */
export interface Item extends ItemLabel {
  readonly isMeasured: boolean
  readonly isRetired: boolean
  /** It was posted, so that its kind and units stay as they are. */
  readonly isFixed: boolean
  /** The branch whose own it is; null: the company's. */
  readonly branch: BranchId | null
  /** How suppliers sell it; undefined: by its display unit. */
  readonly purchase: { readonly unit: string; readonly quantity: Quantity } | undefined
  /** undefined: none was chosen. */
  readonly picture: PictureName | undefined
}

const ITEM = `SELECT ${ITEM_LABEL}, i.is_measured, i.is_retired, i.first_move, i.branch, i.purchase_unit,
  i.purchase_quantity, i.picture FROM item i`

/** One item; undefined where the reader sees none. */
export function readItem(reader: Reader, item: ItemId): Item | undefined {
  return toItem(reader.get(`${ITEM} WHERE i.id = ?1`, item))
}

/** The item that has this code. */
export function readItemOfCode(reader: Reader, code: string): Item | undefined {
  return toItem(reader.get(`${ITEM} WHERE i.code = ?1`, code))
}

/** The item that a barcode is stored for. */
export function readItemOfBarcode(reader: Reader, barcode: string): Item | undefined {
  return toItem(reader.get(`${ITEM} JOIN barcode b ON b.item = i.id WHERE b.code = ?1`, barcode))
}

function toItem(row: Row | undefined): Item | undefined {
  if (row === undefined) return undefined
  const [isMeasured, isRetired, firstMove, branch, unit, purchased, picture] = row.slice(ITEM_LABEL_WIDTH)
  return {
    ...toItemLabel(row),
    isMeasured: isMeasured === 1,
    isRetired: isRetired === 1,
    isFixed: firstMove !== null,
    branch: branch === null ? null : (Number(branch) as BranchId),
    purchase:
      unit === null || purchased === null
        ? undefined
        : { unit: String(unit), quantity: quantity(Number(purchased)) },
    picture: picture === null ? undefined : toPicture(picture),
  }
}

/** What a scan of an item may be. */
export interface Barcode {
  readonly code: string
  /** Base units of one scan; undefined: one each, or to be asked. */
  readonly quantity: Quantity | undefined
  readonly packName: string | undefined
}

/** An item's barcodes, single pieces first. */
export function readBarcodes(reader: Reader, item: ItemId, limit: number): Barcode[] {
  return reader
    .all(
      `SELECT code, quantity, pack_name FROM barcode WHERE item = ?1
       ORDER BY quantity IS NOT NULL, quantity, code LIMIT ?2`,
      item,
      limit,
    )
    .map(([code, held, packName]) => ({
      code: String(code),
      quantity: held === null ? undefined : quantity(Number(held)),
      packName: packName === null ? undefined : String(packName),
    }))
}

/** What a supplier asks for an item: this amount for that quantity. */
export interface ItemPrice {
  readonly partner: { readonly id: number; readonly name: string; readonly branch: BranchId | null }
  readonly amount: Minor
  readonly quantity: Quantity
  readonly supplierCode: string | undefined
  /** Milliseconds since 1970. */
  readonly notedAt: number
}

/** What the suppliers that the reader sees ask, by their name. */
export function readItemPrices(reader: Reader, item: ItemId, limit: number): ItemPrice[] {
  return reader
    .all(
      `SELECT p.id, p.name, p.branch, s.amount, s.quantity, s.supplier_code, s.noted_at
       FROM supplier_price s JOIN partner p ON p.id = s.partner WHERE s.item = ?1 ORDER BY p.name LIMIT ?2`,
      item,
      limit,
    )
    .map(([id, name, branch, amount, per, supplierCode, notedAt]) => ({
      partner: {
        id: Number(id),
        name: String(name),
        branch: branch === null ? null : (Number(branch) as BranchId),
      },
      amount: minor(Number(amount)),
      quantity: quantity(Number(per)),
      supplierCode: supplierCode === null ? undefined : String(supplierCode),
      notedAt: Number(notedAt),
    }))
}
