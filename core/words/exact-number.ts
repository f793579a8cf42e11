import { invariant } from '../kernel/invariant.ts'
import type { Separators } from './typed-number.ts'

/** U+2212: as wide as a plus, and never broken from its number. */
const MINUS = '\u2212'

/** A whole number with thousands separators; the sign is U+2212. */
export function formatWhole(value: number, separators: Separators): string {
  invariant(Number.isSafeInteger(value), `not a whole number: ${value}`)
  return signOf(value) + groupThousands(Math.abs(value), separators)
}

/** The magnitude with exactly `decimals` decimals, so that columns line up; the sign is the caller's. */
export function formatFixed(value: number, decimals: number, separators: Separators): string {
  invariant(Number.isSafeInteger(value), `not a whole number: ${value}`)
  if (decimals === 0) return groupThousands(Math.abs(value), separators)
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const whole = Number(digits.slice(0, -decimals))
  return groupThousands(whole, separators) + separators.decimal + digits.slice(-decimals)
}

/** `value` divided by `factor`, written out exactly: decimals where they end, else a fraction ("2 7/12"). */
export function formatQuotient(value: number, factor: number, separators: Separators): string {
  invariant(Number.isSafeInteger(value), `not a whole number: ${value}`)
  invariant(Number.isSafeInteger(factor) && factor > 0, `not a factor: ${factor}`)
  const magnitude = Math.abs(value)
  const rest = magnitude % factor
  const whole = groupThousands((magnitude - rest) / factor, separators)
  const sign = signOf(value)
  if (rest === 0) return sign + whole
  const decimals = divideOut(rest, factor)
  if (decimals !== undefined) return sign + whole + separators.decimal + decimals
  return `${sign}${magnitude < factor ? '' : `${whole} `}${rest}/${factor}`
}

/** The sign shown before an amount: empty, or U+2212. */
export function signOf(value: number): string {
  return value < 0 ? MINUS : ''
}

// A quotient that needs more decimals than this reads better as a fraction.
const MAX_DECIMALS = 6

/** Long division in whole numbers; undefined when the decimals do not end soon. */
function divideOut(rest: number, factor: number): string | undefined {
  let digits = ''
  let left = rest
  while (left > 0 && digits.length < MAX_DECIMALS) {
    const tenfold = left * 10
    left = tenfold % factor
    digits += String((tenfold - left) / factor)
  }
  return left === 0 ? digits : undefined
}

function groupThousands(value: number, separators: Separators): string {
  const digits = String(value)
  let grouped = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) {
    grouped = digits.slice(Math.max(0, end - 3), end) + separators.group + grouped
  }
  return grouped
}
