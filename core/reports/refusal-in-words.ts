import type { LocationKind } from '../book/events.ts'
import type { Refusal } from '../book/refusal.ts'
import { sees, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, toItemLabel } from '../items/item-label.ts'
import type { BranchId } from '../kernel/ids.ts'
import { quantity } from '../kernel/quantity.ts'
import { words } from '../words/catalogue.ts'
import type { Formats } from '../words/format.ts'

const ITEM = `SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`
const PLACE = `SELECT l.branch, l.kind, r.serial FROM location l
  LEFT JOIN production_run r ON r.id = l.run WHERE l.id = ?1`

/**
 * Why the book would not take a document, in the units of its item. What lies at a place of a branch outside the
 * scope is never told, also when a document named it by mistake.
 */
export function refusalInWords(scope: Scope, reader: Reader, formats: Formats, refusal: Refusal): string {
  const sentence = words.book.refusals[refusal.code]
  if (sentence === undefined) return words.book.refusedOtherwise(refusal.code)
  const itemRow = refusal.item === null ? undefined : reader.get(ITEM, refusal.item)
  const item = itemRow === undefined ? undefined : toItemLabel(itemRow)
  const placeRow = refusal.location === null ? undefined : reader.get(PLACE, refusal.location)
  const isOurs = placeRow !== undefined && sees(scope, Number(placeRow[0]) as BranchId)
  const amount = (value: number | null): string | undefined =>
    value === null || item === undefined ? undefined : formats.quantity(quantity(value), item.unit)
  return sentence({
    item: item?.name,
    place: isOurs ? placeName(placeRow) : undefined,
    asked: amount(refusal.asked),
    there: isOurs ? amount(refusal.there) : undefined,
  })
}

function placeName([, kind, serial]: readonly (string | number | null)[]): string {
  return typeof serial === 'string' ? words.book.placeOfRun(serial) : words.book.places[kind as LocationKind]
}
