import type { ItemKind } from '../book/events.ts'
import { catalogued, type Write } from '../database/catalogue.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import type { DisplayUnit } from '../kernel/quantity.ts'
import { changedWordsStatements, newWordsStatement } from './item-words.ts'
import type { PictureName } from './pictures.ts'

/** What is written down about an item itself. */
export interface ItemFacts {
  readonly code: string
  readonly name: string
  readonly kind: ItemKind
  readonly unit: DisplayUnit
  /** Sold or used by weight or measure: a scan without a quantity asks for one. */
  readonly isMeasured: boolean
  /** The branch whose own it is; null, and where nothing is said: the whole company's. */
  readonly branch?: BranchId | null
  /** How suppliers sell it: one of these is so many base units. */
  readonly purchase?: { readonly unit: string; readonly quantity: number } | null
  readonly picture?: PictureName | null
}

/** A normalised code (barcodes/item-barcode.ts); a pack says how many base units it holds. */
export interface ItemBarcode {
  readonly code: string
  readonly quantity?: number | null
  readonly packName?: string | null
}

export interface NewItem extends ItemFacts {
  readonly barcodes: readonly ItemBarcode[]
}

/** What a supplier asks for an item: this amount, in minor units, for so many base units. */
export interface SupplierPrice {
  readonly partner: number
  readonly item: ItemId
  readonly amount: number
  readonly quantity: number
  readonly supplierCode: string | null
  /** Milliseconds since 1970. */
  readonly notedAt: number
}

const ADD = catalogued(
  'item.added',
  `INSERT INTO item (code, name, kind, base_unit, display_unit, display_factor, is_measured, branch,
    purchase_unit, purchase_quantity, picture)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id`,
  { by: 'offices' },
)
const CHANGE = catalogued(
  'item.changed',
  `UPDATE item SET code = ?1, name = ?2, kind = ?3, base_unit = ?4, display_unit = ?5, display_factor = ?6,
    is_measured = ?7, branch = ?8, purchase_unit = ?9, purchase_quantity = ?10, picture = ?11
  WHERE id = ?12`,
  { by: 'offices' },
)
const RETIRE = catalogued('item.retirement-imported', 'UPDATE item SET is_retired = ?2 WHERE code = ?1', {
  by: 'offices',
})
const ADD_BARCODE = catalogued(
  'item.barcode-added',
  `INSERT INTO barcode (code, item, quantity, pack_name)
  SELECT ?1, id, ?3, ?4 FROM item WHERE code = ?2`,
  { by: 'offices' },
)
const REMOVE_REORDER_POINT = catalogued(
  'reorder-point.removed',
  'DELETE FROM reorder_point WHERE branch = ?1 AND item = ?2',
  { by: 'offices', own: { branch: 1 } },
)
const SET_REORDER_POINT = catalogued(
  'reorder-point.set',
  `INSERT INTO reorder_point (branch, item, quantity) VALUES (?1, ?2, ?3)
  ON CONFLICT (branch, item) DO UPDATE SET quantity = excluded.quantity`,
  { by: 'offices', own: { branch: 1 } },
)
const SET_PRICE = catalogued(
  'supplier-price.set',
  `INSERT INTO supplier_price (partner, item, amount, quantity, supplier_code, noted_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (partner, item) DO UPDATE SET amount = excluded.amount, quantity = excluded.quantity,
    supplier_code = excluded.supplier_code, noted_at = excluded.noted_at`,
  { by: 'offices' },
)

/**
 * Adds an item with its words and barcodes; the first statement returns its id. The others name it by its code, so
 * that any number of items goes into one batch. A code or barcode that is taken already fails the whole batch.
 */
export function newItemStatements(item: NewItem): Write[] {
  const { code, barcodes } = item
  return [
    {
      sql: ADD,
      args: [code, ...columnsOf(item)],
    },
    newWordsStatement(item),
    ...barcodes.map((barcode) => barcodeStatement(code, barcode)),
  ]
}

/** Writes an item's facts instead of those it had, and its words. */
export function changeItemStatements(id: ItemId, facts: ItemFacts): Write[] {
  return [
    {
      sql: CHANGE,
      args: [facts.code, ...columnsOf(facts), id],
    },
    ...changedWordsStatements(facts),
  ]
}

/** Takes the item that has this code out of use, or into use again. */
export function retiringItemStatement(code: string, isRetired: boolean): Write {
  return { sql: RETIRE, args: [code, isRetired ? 1 : 0] }
}

function columnsOf({ name, kind, unit, isMeasured, branch, purchase, picture }: ItemFacts) {
  return [
    name,
    kind,
    unit.base,
    unit.name,
    unit.factor,
    isMeasured ? 1 : 0,
    branch ?? null,
    purchase?.unit ?? null,
    purchase?.quantity ?? null,
    picture ?? null,
  ]
}

/** Gives a barcode to the item that has this code, which may be new in this batch. */
export function barcodeStatement(itemCode: string, { code, quantity, packName }: ItemBarcode): Write {
  return {
    sql: ADD_BARCODE,
    args: [code, itemCode, quantity ?? null, packName ?? null],
  }
}

/** Below which quantity, in base units, a branch orders again; null: nobody says. */
export function reorderPointStatement(branch: BranchId, item: ItemId, quantity: number | null): Write {
  return quantity === null
    ? { sql: REMOVE_REORDER_POINT, args: [branch, item] }
    : {
        sql: SET_REORDER_POINT,
        args: [branch, item, quantity],
      }
}

/** What a supplier asks from now on, instead of what it asked. */
export function supplierPriceStatement(price: SupplierPrice): Write {
  return {
    sql: SET_PRICE,
    args: [price.partner, price.item, price.amount, price.quantity, price.supplierCode, price.notedAt],
  }
}
