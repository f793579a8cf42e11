import type { Reader } from '../../core/database/reader.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../../core/items/item-label.ts'
import type { DisplayUnit } from '../../core/kernel/quantity.ts'
import type { Figures } from './figures.ts'
import type { FieldProblem } from './http/errors.ts'
import { problem } from './http/problems.ts'

/** An item that a request names. */
export interface AskedItem extends ItemLabel {
  readonly isRetired: boolean
}

const BY_CODE = `SELECT ${ITEM_LABEL}, i.is_retired FROM item i WHERE i.code = ?1`
const BY_ID = `SELECT ${ITEM_LABEL}, i.is_retired FROM item i WHERE i.id = ?1`

/** The item of a code (a text) or an id (a number), as far as the reader sees. */
export function findItem(reader: Reader, item: string | number): AskedItem | undefined {
  const row = reader.get(typeof item === 'number' ? BY_ID : BY_CODE, item)
  return row === undefined ? undefined : { ...toItemLabel(row), isRetired: row[ITEM_LABEL_WIDTH] === 1 }
}

/** How much, said in one of two ways: an exact decimal of the item's unit, or base units. At least one base unit. */
export function readAmount(
  figures: Figures,
  asked: { readonly quantity?: string | undefined; readonly base_quantity?: number | undefined },
  unit: DisplayUnit,
  path: string,
): number | FieldProblem {
  const { quantity, base_quantity: base } = asked
  if ((quantity === undefined) === (base === undefined)) return problem(`${path}.quantity`, 'one_of')
  if (quantity === undefined) return base ?? 0
  const read = figures.readQuantity(quantity, unit)
  if (typeof read === 'string') return problem(`${path}.quantity`, read)
  return read === 0 ? problem(`${path}.quantity`, 'required') : read
}
