import type { ItemKind } from '../book/events.ts'
import type { SqlValue } from '../database/central.ts'
import type { ItemId } from '../kernel/ids.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'

/** What every page needs of an item to name it and to show its quantities. */
export interface ItemLabel {
  readonly id: ItemId
  readonly code: string
  readonly name: string
  readonly kind: ItemKind
  readonly unit: DisplayUnit
}

/** The columns that {@link toItemLabel} reads, of an item called `i` in the statement. */
export const ITEM_LABEL = 'i.id, i.code, i.name, i.kind, i.base_unit, i.display_unit, i.display_factor'
export const ITEM_LABEL_WIDTH = 7

export function toItemLabel(columns: readonly (SqlValue | undefined)[]): ItemLabel {
  const [id, code, name, kind, base, unit, factor] = columns
  return {
    id: Number(id) as ItemId,
    code: String(code),
    name: String(name),
    kind: kind as ItemKind,
    unit: { base: base as BaseUnit, name: String(unit), factor: Number(factor) },
  }
}
