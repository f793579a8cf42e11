import type { Reader } from '../database/reader.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'

/** What a sentence about an item needs. */
export interface ItemName {
  readonly name: string
  readonly unit: DisplayUnit
}

/** An item's name and display unit; undefined when there is no such item. */
export function readItemName(reader: Reader, item: number): ItemName | undefined {
  const row = reader.get('SELECT name, base_unit, display_unit, display_factor FROM item WHERE id = ?1', item)
  if (row === undefined) return undefined
  const [name, base, unit, factor] = row
  return { name: String(name), unit: { base: base as BaseUnit, name: String(unit), factor: Number(factor) } }
}
