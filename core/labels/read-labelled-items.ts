import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'

/** An item with what a label may say of it. Neither a price nor a cost: labels hang where everybody sees them. */
export interface LabelledItem extends ItemLabel {
  readonly isMeasured: boolean
  readonly barcodes: readonly LabelledBarcode[]
  /** Below this the branch orders again. */
  readonly reorderPoint: Quantity | undefined
}

export interface LabelledBarcode {
  readonly code: string
  /** Base units in a pack; undefined: one of the item. */
  readonly quantity: Quantity | undefined
  readonly packName: string | undefined
}

/** More barcodes than any item has. */
const BARCODES_MAX = 50
const ITEM = `SELECT ${ITEM_LABEL}, i.is_measured FROM item i WHERE i.id = ?1 AND i.is_retired = 0`
const BARCODES = `SELECT code, quantity, pack_name FROM barcode WHERE item = ?1
  ORDER BY quantity IS NOT NULL, quantity, code LIMIT ?2`
const REORDER_POINT = 'SELECT quantity FROM reorder_point WHERE branch = ?1 AND item = ?2'

/** One item that is in use, as far as the reader sees it; the reorder point is that of `branch`. */
export function readLabelledItem(
  reader: Reader,
  id: ItemId,
  branch: BranchId | undefined,
): LabelledItem | undefined {
  const row = reader.get(ITEM, id)
  if (row === undefined) return undefined
  const reorderPoint = branch === undefined ? undefined : reader.get(REORDER_POINT, branch, id)
  return {
    ...toItemLabel(row),
    isMeasured: row[ITEM_LABEL_WIDTH] === 1,
    barcodes: reader.all(BARCODES, id, BARCODES_MAX).map(([code, amount, packName]) => ({
      code: String(code),
      quantity: typeof amount === 'number' ? quantity(amount) : undefined,
      packName: typeof packName === 'string' ? packName : undefined,
    })),
    reorderPoint: reorderPoint === undefined ? undefined : quantity(Number(reorderPoint[0])),
  }
}
