import { problem, parsed, refused, type Parsed } from './problem.ts'
import type { Separator } from './csv-table.ts'

/** What stands before decimals. */
export type DecimalMark = '.' | ','

export interface NumberRules {
  /** How many whole units make one of what is written: 1,000 g for kg, 100 cents. */
  readonly factor: number
  /** The largest taken, in whole units. */
  readonly max: number
  /** undefined: the file does not show it. */
  readonly mark: DecimalMark | undefined
  /** What one whole unit is called, for who wrote finer than that. */
  readonly smallest: string
}

/** Longer than any number within bounds; keeps BigInt small whatever is in the cell. */
const LONGEST = 40
const SPACES = /[\s\u00a0\u202f\u2009]+/g

/** Reads a written number as a whole number of units, exactly or not at all. */
export function readNumber(written: string, rules: NumberRules): Parsed<number> {
  const text = written.replace(SPACES, ' ').trim()
  if (/^[\d.,]+e\+?\d+$/i.test(text)) return refused(problem('shortened', text))
  if (/^(?:[-\u2212] ?|\()[\d.,' ]+\)?$/.test(text)) return refused(problem('negative'))
  const digits = withoutSpaces(text)
  const shape = text.length > LONGEST || digits === undefined ? undefined : shapeOf(digits)
  if (shape === undefined) return refused(problem('not_a_number', text.slice(0, LONGEST)))
  const decimal = decimalOf(shape, rules.mark)
  if (decimal !== undefined) return toWholeUnits(decimal, rules)
  return refused(problem('ambiguous', text, text.replace(shape.mark, '.'), text.replace(shape.mark, '')))
}

/**
 * Which mark stands before the decimals of a table, as far as its numbers show it. Where none does, commas between
 * cells mean points inside: who writes decimal commas has semicolons. undefined: both, or it cannot be known.
 */
export function decimalMarkOf(numbers: Iterable<string>, separator: Separator): DecimalMark | undefined {
  const shown = new Set<DecimalMark>()
  for (const written of numbers) {
    const digits = withoutSpaces(written.replace(SPACES, ' ').trim())
    const shape = digits === undefined ? undefined : shapeOf(digits)
    if (shape?.kind === 'clear' && shape.mark !== '') shown.add(shape.mark)
    if (shape?.kind === 'grouped') shown.add(shape.mark === '.' ? ',' : '.')
  }
  const [one, ...others] = shown
  if (others.length > 0) return undefined
  return one ?? (separator === ',' ? '.' : undefined)
}

interface Decimal {
  readonly whole: string
  readonly fraction: string
}

type Shape =
  /** No mark at all, or one that can only be a decimal mark. */
  | { readonly kind: 'clear'; readonly mark: DecimalMark | ''; readonly decimal: Decimal }
  /** 1.234.567: thousands, whatever the decimals would be written with. */
  | { readonly kind: 'grouped'; readonly mark: DecimalMark; readonly decimal: Decimal }
  /** 1,234: one and a bit, or a thousand and some. */
  | { readonly kind: 'either'; readonly mark: DecimalMark; readonly decimal: Decimal }

/** Digits with groups parted by spaces or apostrophes put together; undefined where the groups are no thousands. */
function withoutSpaces(text: string): string | undefined {
  if (!/[ '’]/.test(text)) return text
  return /^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/.test(text) ? text.replace(/[ '’]/g, '') : undefined
}

function shapeOf(text: string): Shape | undefined {
  if (!/^(?=.*\d)[\d.,]+$/.test(text)) return undefined
  const marks = text.replace(/\d/g, '')
  if (marks === '') return { kind: 'clear', mark: '', decimal: { whole: text, fraction: '' } }
  const last = marks.at(-1) === ',' ? ',' : '.'
  const end = text.lastIndexOf(last)
  const [whole, fraction] = [text.slice(0, end), text.slice(end + 1)]
  if (new Set(marks).size === 2) {
    const other = last === '.' ? ',' : '.'
    if (whole.includes(last) || !isGrouped(whole, other)) return undefined
    return { kind: 'clear', mark: last, decimal: { whole: whole.replaceAll(other, ''), fraction } }
  }
  if (marks.length > 1) {
    if (!isGrouped(text, last)) return undefined
    return { kind: 'grouped', mark: last, decimal: { whole: text.replaceAll(last, ''), fraction: '' } }
  }
  const isEither = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  return { kind: isEither ? 'either' : 'clear', mark: last, decimal: { whole, fraction } }
}

const isGrouped = (text: string, mark: DecimalMark): boolean =>
  (mark === '.' ? /^\d{1,3}(?:\.\d{3})+$/ : /^\d{1,3}(?:,\d{3})+$/).test(text)

function decimalOf(shape: Shape, mark: DecimalMark | undefined): Decimal | undefined {
  if (shape.kind !== 'either') return shape.decimal
  if (mark === undefined) return undefined
  const { whole, fraction } = shape.decimal
  return mark === shape.mark ? shape.decimal : { whole: whole + fraction, fraction: '' }
}

function toWholeUnits({ whole, fraction }: Decimal, rules: NumberRules): Parsed<number> {
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(`${whole}${fraction}`) * BigInt(rules.factor)
  if (scaled / scale > BigInt(rules.max)) return refused(problem('too_much'))
  if (scaled % scale !== 0n) return refused(problem('too_fine', rules.smallest))
  return parsed(Number(scaled / scale))
}
