import type { Row } from '../../core/database/central.ts'
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

type ItemKey = string | number

// As one text: the driver takes twice as long over so many rows and columns (measured).
const itemsBy = (column: 'code' | 'id'): string =>
  `SELECT json_group_array(json_array(${ITEM_LABEL}, i.is_retired))
   FROM json_each(?1) a CROSS JOIN item i ON i.${column} = a.value`
/** Where the key of a type is in a row, and how the items are found. */
const BY = {
  number: { key: 0, sql: itemsBy('id') },
  string: { key: 1, sql: itemsBy('code') },
} as const

/**
 * The items of a request, each by its code (a text) or its id (a number), as far as the reader sees: one statement,
 * however many lines there are.
 */
export function findItems(
  reader: Reader,
  asked: readonly (ItemKey | undefined)[],
): (item: ItemKey) => AskedItem | undefined {
  const found = new Map<ItemKey, AskedItem>()
  for (const [type, { key, sql }] of Object.entries(BY)) {
    const keys = asked.filter((each) => typeof each === type)
    if (keys.length === 0) continue
    const rows = JSON.parse(String(reader.get(sql, JSON.stringify(keys))?.[0])) as Row[]
    for (const row of rows)
      found.set(row[key] as ItemKey, { ...toItemLabel(row), isRetired: row[ITEM_LABEL_WIDTH] === 1 })
  }
  return (item) => found.get(item)
}

/** One of them. */
export function findItem(reader: Reader, item: ItemKey): AskedItem | undefined {
  return findItems(reader, [item])(item)
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
