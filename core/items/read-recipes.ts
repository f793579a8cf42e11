import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'

/** An item of a recipe, and how much of it. */
export interface RecipePart {
  readonly item: ItemLabel
  readonly quantity: Quantity
}

/** What makes an item: so much of it out of these. */
export interface Recipe {
  readonly output: Quantity
  readonly of: readonly RecipePart[]
}

/** What an item is used in: so much of it for so much of a product. */
export interface UsedIn {
  readonly product: ItemLabel
  readonly output: Quantity
  readonly quantity: Quantity
}

const MADE_OF = `SELECT ${ITEM_LABEL}, l.quantity FROM bom_line l JOIN item i ON i.id = l.item
  WHERE l.bom = ?1 ORDER BY l.quantity DESC, i.name`
const USED_IN = `SELECT ${ITEM_LABEL}, l.quantity, b.output_quantity
  FROM main.bom_line k INDEXED BY bom_line_of_item CROSS JOIN bom_line l ON l.bom = k.bom AND l.item = k.item
  CROSS JOIN bom b ON b.id = l.bom CROSS JOIN item i ON i.id = b.item
  WHERE k.item = ?1 ORDER BY i.name LIMIT ?2`

/** The recipe of a product; undefined: it has none, as far as the reader sees. */
export function readRecipeOf(reader: Reader, item: ItemId): Recipe | undefined {
  const bom = reader.get('SELECT id, output_quantity FROM bom WHERE item = ?1', item)
  if (bom === undefined) return undefined
  const [id = null, output] = bom
  return {
    output: quantity(Number(output)),
    of: reader.all(MADE_OF, id).map((row) => ({
      item: toItemLabel(row),
      quantity: quantityAt(row, 0),
    })),
  }
}

/** The products that an item is used in. */
export function readUsesOf(reader: Reader, item: ItemId, limit: number): UsedIn[] {
  return reader.all(USED_IN, item, limit).map((row) => ({
    product: toItemLabel(row),
    quantity: quantityAt(row, 0),
    output: quantityAt(row, 1),
  }))
}

function quantityAt(row: Row, behindLabel: number): Quantity {
  return quantity(Number(row[ITEM_LABEL_WIDTH + behindLabel]))
}
