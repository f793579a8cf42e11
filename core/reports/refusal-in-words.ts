import type { Refusal } from '../book/refusal.ts'
import { sees, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, toItemLabel } from '../items/item-label.ts'
import type { BranchId } from '../kernel/ids.ts'
import type { Formats } from '../words/format.ts'
import { refusalWords } from '../words/refusal-words.ts'

const ITEM = `SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`
const PLACE = 'SELECT branch, kind FROM location WHERE id = ?1'

/**
 * Why the book would not take a document, in the units of its item. What lies at a place of a branch outside the
 * scope is never told, also when a document named it by mistake.
 */
export function refusalInWords(scope: Scope, reader: Reader, formats: Formats, refusal: Refusal): string {
  const item = refusal.item === null ? undefined : reader.get(ITEM, refusal.item)
  const place = refusal.location === null ? undefined : reader.get(PLACE, refusal.location)
  const isOurs = place !== undefined && sees(scope, Number(place[0]) as BranchId)
  const told = isOurs ? refusal : { ...refusal, there: null }
  const names = {
    item: item === undefined ? null : toItemLabel(item),
    place: isOurs ? String(place[1]) : null,
  }
  return refusalWords(told, names, formats).what
}
