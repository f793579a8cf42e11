import { invariant } from './invariant.ts'

/** How many decimals are written or read at the most. */
const DECIMALS_MAX = 9
const SCALE = 10n ** BigInt(DECIMALS_MAX)

/**
 * `value` ÷ `factor` as an exact decimal that programs read: "-3.2", "1200". With at least so many decimals: "1.50".
 * undefined where the decimals do not end soon (a third of a dozen).
 */
export function decimalText(value: number, factor: number, decimals = 0): string | undefined {
  invariant(Number.isSafeInteger(value), `not a whole number: ${value}`)
  invariant(Number.isSafeInteger(factor) && factor > 0, `not a factor: ${factor}`)
  const scaled = BigInt(Math.abs(value)) * SCALE
  if (scaled % BigInt(factor) !== 0n) return undefined
  const digits = String(scaled / BigInt(factor)).padStart(DECIMALS_MAX + 1, '0')
  const whole = digits.slice(0, -DECIMALS_MAX)
  const fraction = digits.slice(-DECIMALS_MAX).replace(/0+$/, '').padEnd(decimals, '0')
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

export type DecimalProblem = 'not_a_decimal' | 'too_fine' | 'too_large'

/** What a program writes of an amount: digits, and a point before decimals. No sign, no exponent, no grouping. */
export const DECIMAL = /^(?:0|[1-9]\d{0,15})(?:\.\d{1,9})?$/

/** Reads a decimal as whole units, `factor` of which make one, exactly or not at all. `max` in whole units. */
export function readDecimal(
  text: string,
  { factor, max }: { readonly factor: number; readonly max: number },
): number | DecimalProblem {
  if (!DECIMAL.test(text)) return 'not_a_decimal'
  const [whole = '', fraction = ''] = text.split('.')
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(whole + fraction) * BigInt(factor)
  if (scaled > BigInt(max) * scale) return 'too_large'
  return scaled % scale === 0n ? Number(scaled / scale) : 'too_fine'
}
