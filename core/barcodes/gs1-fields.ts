import { hasValidCheckDigit, isAllDigits } from './check-digit.ts'
import { ASSIGNED, IDENTIFIERS, LENGTH_OF_PREFIX, type Gs1Meaning } from './gs1-identifiers.ts'

/** One field of a GS1 message, well-formed: right length and characters, right check digit. */
export interface Gs1Field {
  readonly identifier: string
  readonly value: string
  readonly means?: Gs1Meaning
  readonly date?: 'day' | 'month' | 'time'
}

/** ASCII 29, what a scanner sends for the FNC1 that ends a field. */
export const SEPARATOR = '\u001d'

interface Form extends Pick<Gs1Field, 'means' | 'date'> {
  readonly whole: RegExp
  readonly check: number
}

const UNKNOWN_MAX_LENGTH = 90

/** The characters of each letter of the notation, as inside `[]` of a regular expression. */
const CHARACTERS: Readonly<Record<string, string>> = {
  N: '0-9',
  X: String.raw`!"%&'()*+,\-./0-9:;<=>?A-Z_a-z`,
  Y: String.raw`#\-/0-9A-Z`,
  Z: String.raw`\-0-9A-Z_a-z=`,
}
const UNKNOWN = new RegExp(`^[${CHARACTERS['X']}]{1,${UNKNOWN_MAX_LENGTH}}$`)

const FORMS: ReadonlyMap<string, Form> = new Map(
  IDENTIFIERS.flatMap(([identifiers, notation, { check = 0, ...rest } = {}]) =>
    everyIdentifier(identifiers).map((identifier) => [
      identifier,
      { whole: readNotation(notation), check, ...rest },
    ]),
  ),
)

/**
 * The fields of an element string, General Specifications 7.8: what a scanner sends of a GS1 barcode, with ASCII 29
 * for FNC1 between fields and, from some scanners, before the first or after the last. undefined as soon as one field
 * is not what it should be; nothing is skipped but identifiers that GS1 may give later.
 */
export function readElementString(text: string): Gs1Field[] | undefined {
  const fields: Gs1Field[] = []
  let at = text.startsWith(SEPARATOR) ? 1 : 0
  while (at < text.length) {
    const fixed = LENGTH_OF_PREFIX.get(text.slice(at, at + 2))
    const end = fixed === undefined ? nextSeparator(text, at) : Math.min(at + fixed, text.length)
    const field = readField(text.slice(at, end), fixed)
    if (field === undefined) return undefined
    fields.push(field)
    at = text.charAt(end) === SEPARATOR ? end + 1 : end
  }
  return fields.length === 0 ? undefined : fields
}

/**
 * The fields of a message as it is printed under a barcode, "(01)06001087340014(10)A7", typed from there, with spaces
 * or without. A value that itself holds digits in brackets cannot be told from a field, and is taken for one. undefined
 * as above.
 */
export function readBracketed(text: string): Gs1Field[] | undefined {
  const pieces = text.replaceAll(' ', '').split(/\((\d{2,4})\)/)
  if (pieces.length < 3 || pieces[0] !== '') return undefined
  const fields: Gs1Field[] = []
  for (let at = 1; at < pieces.length; at += 2) {
    const field = checkField(pieces[at] ?? '', pieces[at + 1] ?? '')
    if (field === undefined) return undefined
    fields.push(field)
  }
  return fields
}

function nextSeparator(text: string, from: number): number {
  const found = text.indexOf(SEPARATOR, from)
  return found === -1 ? text.length : found
}

/** `text` is one identifier and its value; no identifier is the beginning of another. */
function readField(text: string, fixed: number | undefined): Gs1Field | undefined {
  for (let length = 2; length <= 4; length += 1) {
    const identifier = text.slice(0, length)
    if (FORMS.has(identifier)) return checkField(identifier, text.slice(length))
  }
  const isWhole = fixed === undefined || (text.length === fixed && isAllDigits(text))
  return isWhole ? checkField(text.slice(0, 2), text.slice(2)) : undefined
}

function checkField(identifier: string, value: string): Gs1Field | undefined {
  const form = FORMS.get(identifier)
  if (form === undefined) {
    return ASSIGNED.test(identifier) && UNKNOWN.test(value) ? { identifier, value } : undefined
  }
  const { whole, check, ...rest } = form
  if (!whole.test(value)) return undefined
  if (check > 0 && !hasValidCheckDigit(value.slice(0, check))) return undefined
  return { identifier, value, ...rest }
}

/** "3100-3105" is six identifiers, "10" is one. */
function everyIdentifier(range: string): string[] {
  const [first = '', last = first] = range.split('-')
  const identifiers: string[] = []
  for (let number = Number(first); number <= Number(last); number += 1) {
    identifiers.push(String(number).padStart(first.length, '0'))
  }
  return identifiers
}

/** "N3+X..9" as a regular expression over the whole value. */
function readNotation(notation: string): RegExp {
  const parts = notation.split('+').map((part) => {
    const [, open, letter = '', upTo, length] = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?$/.exec(part) ?? []
    const least = open === '[' && upTo !== undefined ? '0,' : upTo === undefined ? '' : '1,'
    const some = `[${CHARACTERS[letter]}]{${least}${length}}`
    return open === '[' ? `(?:${some})?` : some
  })
  return new RegExp(`^${parts.join('')}$`)
}
