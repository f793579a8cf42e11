import { readItemBarcode, readScalePatterns } from '../../core/barcodes/item-barcode.ts'
import type { SupplierPrice } from '../../core/items/item-statements.ts'
import type { Item } from '../../core/items/read-item.ts'
import type { Supplier } from '../../core/partners/read-suppliers.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'
import type { Filled, Problems, Read } from '../form.ts'
import type { Visitor } from '../session/visitor.ts'

const { problems } = words.adminItems
const PACK_NAME_MAX = 60
const SUPPLIER_CODE_MAX = 40

interface FormContext {
  readonly visitor: Visitor
  readonly formats: Formats
  /** The visitor's day, YYYY-MM-DD. */
  readonly today: string
}

/** A barcode as it was typed or scanned into a form, as it is stored. */
export function readBarcodeField(typed: string, { visitor, today }: FormContext): Read<string> {
  const read = readItemBarcode(typed, { scalePatterns: readScalePatterns(visitor.reader), today })
  return read.ok
    ? { ok: true, value: read.key }
    : { ok: false, problems: { barcode: problems.barcode[read.reason] } }
}

export interface TypedBarcode {
  readonly code: string
  readonly quantity: number | null
  readonly packName: string | null
}

/** What one scan of a code is: one piece, so much, or to be asked. */
export function readBarcodeForm(filled: Filled, item: Item, context: FormContext): Read<TypedBarcode> {
  const { packName = '', quantity: typed = '' } = filled
  const code = readBarcodeField(filled['barcode'] ?? '', context)
  const quantity = readQuantity(typed, item, context.formats)
  const wrong = {
    ...(code.ok ? {} : code.problems),
    ...(quantity.ok ? {} : { quantity: quantity.says }),
    ...(packName.length > PACK_NAME_MAX && { packName: problems.packNameLong }),
    ...(packName !== '' && typed === '' && { quantity: problems.packNameAlone }),
  }
  if (!code.ok || !quantity.ok || Object.keys(wrong).length > 0) return { ok: false, problems: wrong }
  return {
    ok: true,
    value: { code: code.value, quantity: quantity.value, packName: packName === '' ? null : packName },
  }
}

/** Base units, or null where nothing was typed. */
export function readQuantity(
  typed: string,
  { unit }: Pick<Item, 'unit'>,
  formats: Formats,
): { ok: true; value: number | null } | { ok: false; says: string } {
  if (typed === '') return { ok: true, value: null }
  const parsed = formats.parseQuantity(typed, unit)
  if (!parsed.ok) return { ok: false, says: words.shared.typedNumber[parsed.reason] }
  return parsed.value === 0 ? { ok: false, says: problems.zero } : { ok: true, value: parsed.value }
}

/** What a price may be for: one of what suppliers sell, or one unit. */
export const PRICE_PER = ['purchase', 'unit'] as const

type TypedPrice = Pick<SupplierPrice, 'partner' | 'amount' | 'quantity' | 'supplierCode'>

/** `suppliers` are those whose price the visitor may note. */
export function readPriceForm(
  filled: Filled,
  { item, suppliers, formats }: { item: Item; suppliers: readonly Supplier[]; formats: Formats },
): Read<TypedPrice> {
  const supplier = suppliers.find(({ id }) => String(id) === filled['supplier'])
  const amount = formats.parseMoney(filled['amount'] ?? '')
  const quantity = quantityPer(filled['per'], item)
  const { supplierCode = '' } = filled
  const wrong: Problems = {
    ...(supplier === undefined && { supplier: problems.supplier }),
    ...(amount.ok ? {} : { amount: words.shared.typedNumber[amount.reason] }),
    ...(quantity === undefined && { per: problems.per }),
    ...(supplierCode.length > SUPPLIER_CODE_MAX && { supplierCode: problems.supplierCodeLong }),
  }
  if (supplier === undefined || !amount.ok || quantity === undefined || Object.keys(wrong).length > 0)
    return { ok: false, problems: wrong }
  return {
    ok: true,
    value: {
      partner: supplier.id,
      amount: amount.value,
      quantity,
      supplierCode: supplierCode === '' ? null : supplierCode,
    },
  }
}

function quantityPer(per: string | undefined, { purchase, unit }: Item): number | undefined {
  if (per === 'purchase') return purchase?.quantity
  return per === 'unit' ? unit.factor : undefined
}
