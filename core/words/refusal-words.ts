import type { Refusal } from '../book/refusal.ts'
import { quantity, type DisplayUnit } from '../kernel/quantity.ts'
import { words } from './catalogue.ts'
import type { Formats } from './format.ts'

/** The names a refusal's sentence needs; null where the reader may not know, or nothing has that name. */
export interface RefusalNames {
  readonly item: { readonly name: string; readonly unit: DisplayUnit } | null
  /** The kind of place where it was not. */
  readonly place: string | null
}

/** A refusal as a person reads it: what happened, in the item's own units, and what to do. */
export function refusalWords(
  refusal: Refusal,
  names: RefusalNames,
  formats: Pick<Formats, 'quantity' | 'quantityNumber'>,
): { readonly what: string; readonly todo: string } {
  const { item, place } = names
  const shown = (base: number | null): string | undefined => {
    if (base === null || item === null) return undefined
    const isPieces = item.unit.base === 'each' && item.unit.factor === 1
    return isPieces
      ? formats.quantityNumber(quantity(base), item.unit)
      : formats.quantity(quantity(base), item.unit)
  }
  const text = words.refusals.byCode[refusal.code]
  if (text === undefined)
    return { what: words.refusals.otherwise(refusal.code), todo: words.refusals.otherwiseTodo }
  const parts = {
    item: item?.name ?? words.refusals.someItem,
    asked: shown(refusal.asked),
    there: shown(refusal.there),
    at: words.refusals.places[place ?? ''] ?? '',
  }
  return { what: text.what(parts), todo: text.todo }
}
