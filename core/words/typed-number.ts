/** The characters that group thousands and start decimals where numbers are shown. */
export interface Separators {
  readonly group: ',' | '.' | '\u00a0'
  readonly decimal: ',' | '.'
}

/** Why a typed number was not taken; the catalogue has a sentence for each. */
export type TypedNumberProblem =
  | 'empty'
  | 'not_a_number'
  | 'ambiguous'
  | 'negative'
  | 'too_fine'
  | 'too_large'

export type TypedNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: TypedNumberProblem }

export interface NumberRules {
  readonly separators: Separators
  /** How many of the counted whole units make one of what is typed: 1000 for kg, 100 for rand. */
  readonly factor: number
  /** The largest value taken, in whole units. */
  readonly max: number
}

// Longer than any number within bounds; keeps BigInt small whatever is pasted.
const MAX_TYPED_LENGTH = 40

/** Reads what a person typed ("3.2", "3,2", "1 200") as a whole number of units, exactly or not at all. */
export function parseTypedNumber(typed: string, rules: NumberRules): TypedNumber {
  const text = typed.replace(/[\u00a0\u202f\u2009]/g, ' ').trim()
  if (text === '') return { ok: false, reason: 'empty' }
  if (text.length > MAX_TYPED_LENGTH) return { ok: false, reason: 'not_a_number' }
  const unsigned = text.replace(/^[-\u2212] ?/, '')
  const decimal = readDecimal(unsigned, rules)
  if (decimal === 'not_a_number') return { ok: false, reason: 'not_a_number' }
  if (unsigned !== text) return { ok: false, reason: 'negative' }
  if (decimal === 'ambiguous') return { ok: false, reason: 'ambiguous' }
  return toWholeUnits(decimal, rules)
}

interface Decimal {
  readonly whole: string
  readonly fraction: string
}

/**
 * A lone group separator before three digits ("1,200") is how we write a thousand and how many people type
 * a decimal: where the unit has three decimals nobody may guess, a wrong guess is a thousandfold error.
 */
function readDecimal(typed: string, rules: NumberRules): Decimal | 'ambiguous' | 'not_a_number' {
  const { group, decimal } = rules.separators
  const text = withoutGroups(typed, ' ') ?? typed
  const plain = splitAt(text, decimal)
  if (plain) return plain
  const ungrouped = text.startsWith('0') ? undefined : withoutGroups(text, group)
  const grouped = ungrouped === undefined ? undefined : splitAt(ungrouped, decimal)
  const foreign = splitAt(text, decimal === '.' ? ',' : '.')
  if (grouped && foreign && rules.factor >= 1000) return 'ambiguous'
  return grouped ?? foreign ?? 'not_a_number'
}

/** Digits with at most one separator, and at least one digit; undefined for anything else. */
function splitAt(text: string, separator: string): Decimal | undefined {
  const [whole = '', fraction = '', ...more] = text.split(separator)
  if (more.length > 0 || !/^[0-9]+$/.test(whole + fraction)) return undefined
  return { whole, fraction }
}

function withoutGroups(text: string, separator: string): string | undefined {
  const [first = '', ...groups] = text.split(separator)
  if (groups.length === 0 || !/^[0-9]{1,3}$/.test(first)) return undefined
  const last = groups.pop() ?? ''
  if (!groups.every((group) => /^[0-9]{3}$/.test(group)) || !/^[0-9]{3}(?![0-9])/.test(last)) return undefined
  return [first, ...groups, last].join('')
}

function toWholeUnits(decimal: Decimal, rules: NumberRules): TypedNumber {
  const scale = 10n ** BigInt(decimal.fraction.length)
  const scaled = BigInt(decimal.whole + decimal.fraction) * BigInt(rules.factor)
  if (scaled / scale > BigInt(rules.max)) return { ok: false, reason: 'too_large' }
  if (scaled % scale !== 0n) return { ok: false, reason: 'too_fine' }
  return { ok: true, value: Number(scaled / scale) }
}
