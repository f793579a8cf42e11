import { poundsAsGrams, priceInMinor, thousandths } from './gs1-amounts.ts'
import { readGs1Date } from './gs1-dates.ts'
import { readBracketed, readElementString, SEPARATOR, type Gs1Field } from './gs1-fields.ts'
import type { Gs1Meaning } from './gs1-identifiers.ts'
import type { Carried, Recogniser, ScanMeaning, ScannedText } from './scan-meaning.ts'

/** GS1-128, GS1 DataMatrix, GS1 QR, GS1 DotCode, GS1 DataBar and the composites beside it (ISO/IEC 15424). */
const GS1_SYMBOLOGIES: ReadonlySet<string> = new Set([']C1', ']d2', ']Q3', ']J1', ']e0', ']e1', ']e2'])

const GTIN_FIELD_LENGTH = 16

/**
 * A GS1 message: an item with its lot, date, weight … in one barcode. It is one when the scanner says so, when it holds
 * the separator before or behind an identifier, or when it was typed with its brackets. From then on any field that is
 * not what it should be makes the scan unreadable, and so does one that says nothing of an item: a pallet's number, a
 * place.
 */
export const recogniseGs1: Recogniser = (scanned) => {
  if (isElementString(scanned)) return meaningOf(readElementString(scanned.text), scanned.today)
  return isBracketed(scanned.text) ? meaningOf(readBracketed(scanned.text), scanned.today) : undefined
}

/**
 * The same from a scanner that neither names the symbology nor sends the first FNC1, where the last field alone has no
 * fixed length, so that no separator shows: GTIN first, with its right check digit, and every field behind it right.
 * Anything less is left to internal codes.
 */
export const recogniseBareGs1: Recogniser = ({ text, symbology, today }) => {
  if (symbology !== '' || text.length < GTIN_FIELD_LENGTH || !/^0[12]\d{14}/.test(text)) return undefined
  const meaning = meaningOf(readElementString(text), today)
  return meaning.kind === 'item' ? meaning : undefined
}

function isElementString({ text, symbology }: ScannedText): boolean {
  if (symbology !== '') return GS1_SYMBOLOGIES.has(symbology)
  return text.startsWith(SEPARATOR) || (text.includes(SEPARATOR) && /^\d\d/.test(text))
}

function isBracketed(text: string): boolean {
  return text.charAt(0) === '(' && /^\(\d{2,4}\)/.test(text)
}

/** null: right, and nothing we could keep. */
type Value = string | number | null
type Said = Partial<Record<Gs1Meaning, Value>>

function meaningOf(fields: readonly Gs1Field[] | undefined, today: string): ScanMeaning {
  const said = fields && collect(fields, today)
  if (said === undefined || contradictsItself(said)) return { kind: 'unreadable', reason: 'gs1_fields' }
  const key = said.item ?? said.contents
  if (key === undefined) return { kind: 'unreadable', reason: 'not_an_item' }
  return { kind: 'item', key: String(key), carried: carriedOf(said) }
}

/** undefined when a field's value is impossible, or two fields say the same thing differently. */
function collect(fields: readonly Gs1Field[], today: string): Said | undefined {
  const said: Said = {}
  for (const field of fields) {
    const value = valueOf(field, today)
    if (value === undefined) return undefined
    if (field.means === undefined) continue
    if (said[field.means] !== undefined && said[field.means] !== value) return undefined
    said[field.means] = value
  }
  return said
}

/** Dates as YYYY-MM-DD, amounts as whole numbers in our units, else the text. undefined: impossible. */
function valueOf({ identifier, value, means, date }: Gs1Field, today: string): Value | undefined {
  if (date !== undefined) {
    if (date === 'time' && !/^(?:[01]\d|2[0-3])[0-5]\d$/.test(value.slice(6))) return undefined
    return readGs1Date(value.slice(0, 6), { today, allowsMonth: date === 'month' })
  }
  const decimals = Number(identifier.slice(-1))
  switch (means) {
    case 'count':
    case 'contents_count':
      return Number(value) === 0 ? undefined : Number(value)
    case 'kilograms':
    case 'litres':
      return thousandths(value, decimals)
    case 'pounds':
      return poundsAsGrams(value, decimals)
    case 'price':
      return priceInMinor(value, decimals) ?? null
    case 'price_with_currency':
      return priceInMinor(value.slice(3), decimals) ?? null
    default:
      return value
  }
}

/** What GS1 forbids to stand together, as far as it decides what and how many were scanned. */
function contradictsItself({ item, contents, count, contents_count: contentsCount }: Said): boolean {
  if (item !== undefined && contents !== undefined) return true
  // A pallet's contents come with their number, and only they do.
  if (contents === undefined) return item !== undefined && contentsCount !== undefined
  return contentsCount === undefined || count !== undefined
}

function carriedOf(said: Said): Carried {
  const expiresOn = said.use_by ?? said.use_by_time ?? said.best_before
  const count = said.count ?? said.contents_count
  const price = said.price ?? said.price_with_currency
  return {
    ...(said.lot !== undefined && { lot: String(said.lot) }),
    ...(said.serial !== undefined && { serial: String(said.serial) }),
    ...(expiresOn !== undefined && { expiresOn: String(expiresOn) }),
    ...(count !== undefined && { count: Number(count) }),
    ...measureOf(said),
    ...(typeof price === 'number' && { price }),
  }
}

/** Weight before volume, kilograms before pounds. A measure of zero says nothing, so that the quantity is asked for. */
function measureOf({ kilograms, pounds, litres }: Said): Pick<Carried, 'measure'> {
  const grams = Number(kilograms ?? pounds ?? 0)
  if (grams > 0) return { measure: { unit: 'g', value: grams } }
  const millilitres = Number(litres ?? 0)
  return millilitres > 0 ? { measure: { unit: 'ml', value: millilitres } } : {}
}
