import { z } from 'zod'
import { ITEM_KINDS, type ItemKind } from '../../core/book/events.ts'
import { ITEM_NAME_MAX, readItemCode } from '../../core/items/item-code.ts'
import type { ItemFacts } from '../../core/items/item-statements.ts'
import { unitCalled } from '../../core/items/item-units.ts'
import type { ItemProblem } from '../../core/items/item-writes.ts'
import { PICTURES, type PictureName } from '../../core/items/pictures.ts'
import { readItemOfCode, type Item } from '../../core/items/read-item.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import type { DisplayUnit } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'
import { readFields, type Filled, type Problems, type Read } from '../form.ts'
import type { Visitor } from '../session/visitor.ts'

const { problems } = words.adminItems

/** What an item's name and code may be. */
export const itemNames = z.object({
  name: z
    .string(problems.nameMissing)
    .transform((name) => name.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .pipe(z.string().min(1, problems.nameMissing).max(ITEM_NAME_MAX, problems.nameLong)),
  code: z.string(problems.codeMissing).transform((written, context) => {
    const read = readItemCode(written)
    if ('code' in read) return read.code
    const message = read.problem === 'missing' ? problems.codeMissing : problems.codeForm
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }),
})

interface FormContext {
  readonly visitor: Visitor
  readonly formats: Formats
  /** The item that is changed; undefined: a new one. */
  readonly item?: Item
}

/** A form as it was sent. Only a super admin says whose an item is; a manager's is their branch's own. */
export function readItemForm(filled: Filled, { visitor, formats, item }: FormContext): Read<ItemFacts> {
  const names = readFields(itemNames, filled)
  // What is fixed is not asked for any more, whatever was sent.
  const kind = item?.isFixed === true ? item.kind : kindIn(filled)
  const unit = item?.isFixed === true ? item.unit : unitIn(filled, item)
  const branch = whoseIn(filled, visitor)
  const purchase = readPurchase(filled, unit, formats)
  const picture = pictureIn(filled)
  const wrong = {
    ...(names.ok ? {} : names.problems),
    ...(kind === undefined && { kind: problems.kind }),
    ...(unit === undefined && { unit: problems.unit }),
    ...(branch === undefined && { whose: problems.whose }),
    ...(purchase.ok ? {} : purchase.problems),
    ...(picture === undefined && { picture: problems.picture }),
  }
  const isRead = names.ok && purchase.ok
  if (!isRead || kind === undefined || unit === undefined || branch === undefined || picture === undefined)
    return { ok: false, problems: wrong }
  const isMeasured = filled['measured'] === 'yes'
  return {
    ok: true,
    value: { ...names.value, kind, unit, isMeasured, branch, purchase: purchase.value, picture },
  }
}

const kindIn = (filled: Filled): ItemKind | undefined => ITEM_KINDS.find((kind) => kind === filled['kind'])

/** One of the usual units, or the one that the item has, whatever that is. */
function unitIn(filled: Filled, item: Item | undefined): DisplayUnit | undefined {
  const name = filled['unit'] ?? ''
  return item?.unit.name === name ? item.unit : unitCalled(name)
}

function whoseIn(filled: Filled, { person, branches }: Visitor): BranchId | null | undefined {
  if (person.role !== 'super_admin') return person.branch
  if (filled['whose'] === '') return null
  return branches.find(({ id }) => String(id) === filled['whose'])?.id
}

/** null: none is wanted; undefined: none of ours. */
function pictureIn(filled: Filled): PictureName | null | undefined {
  const name = filled['picture'] ?? ''
  return name === '' ? null : PICTURES.find((picture) => picture === name)
}

const PURCHASE_UNIT_MAX = 40
type Purchase = NonNullable<ItemFacts['purchase']>

/** Name and quantity of what suppliers sell: both or none. */
function readPurchase(
  filled: Filled,
  unit: DisplayUnit | undefined,
  formats: Formats,
): Read<Purchase | null> {
  const { purchaseUnit: name = '', purchaseQuantity: typed = '' } = filled
  const wrong = (purchaseUnit: string | undefined, purchaseQuantity?: string): Read<never> => ({
    ok: false,
    problems: {
      ...(purchaseUnit !== undefined && { purchaseUnit }),
      ...(purchaseQuantity !== undefined && { purchaseQuantity }),
    },
  })
  if (name === '' && typed === '') return { ok: true, value: null }
  if (name === '') return wrong(problems.purchaseUnitMissing)
  if (name.length > PURCHASE_UNIT_MAX) return wrong(problems.purchaseUnitLong)
  if (typed === '') return wrong(undefined, problems.purchaseQuantityMissing)
  // Without a unit nobody knows how much that is; the unit's own problem is said.
  if (unit === undefined) return { ok: true, value: null }
  const parsed = formats.parseQuantity(typed, unit)
  if (!parsed.ok) return wrong(undefined, words.shared.typedNumber[parsed.reason])
  if (parsed.value === 0) return wrong(undefined, problems.zero)
  return { ok: true, value: { unit: name, quantity: parsed.value } }
}

/** The fields of an item as they are. */
export function filledFrom(item: Item, formats: Formats): Filled {
  return {
    name: item.name,
    code: item.code,
    kind: item.kind,
    unit: item.unit.name,
    ...(item.isMeasured && { measured: 'yes' }),
    purchaseUnit: item.purchase?.unit ?? '',
    purchaseQuantity:
      item.purchase === undefined ? '' : formats.quantityInput(item.purchase.quantity, item.unit),
    picture: item.picture ?? '',
    whose: item.branch === null ? '' : String(item.branch),
  }
}

/** What the books say of a form, beside the field it is about; an item is named as far as the visitor sees it. */
export function problemsOf(problem: ItemProblem, { code }: ItemFacts, { reader }: Visitor): Problems {
  switch (problem) {
    case 'code_taken': {
      const other = readItemOfCode(reader, code)
      return { code: other === undefined ? problems.codeTakenUnseen : problems.codeTaken(other.name) }
    }
    case 'barcode_taken':
      return { barcode: problems.barcodeTakenUnseen }
    case 'fixed':
      return { kind: problems.fixed }
    case 'elsewhere':
      return { whose: problems.elsewhere }
  }
}
