import { MINOR_MAX } from '../kernel/money.ts'

/** One pound is 453.59237 g exactly. */
const POUND = { grams: 45_359_237, per: 100_000 } as const
const THOUSAND = { grams: 1_000, per: 1 } as const

/** Six digits of kilograms or litres with this many decimals, in whole grams or millilitres, rounded half up. */
export function thousandths(digits: string, decimals: number): number {
  return scaled(digits, decimals, THOUSAND)
}

/** Six digits of pounds with this many decimals, in whole grams, rounded half up once. */
export function poundsAsGrams(digits: string, decimals: number): number {
  return scaled(digits, decimals, POUND)
}

/**
 * A price of up to 15 digits with this many decimals, in minor units of a currency with two decimals; undefined where
 * it is no whole number of them, or beyond what the book takes.
 */
export function priceInMinor(digits: string, decimals: number): number | undefined {
  const beyond = Math.max(decimals - 2, 0)
  const padded = digits.padStart(beyond + 1, '0')
  const lost = padded.slice(padded.length - beyond)
  if (beyond > 0 && Number(lost) !== 0) return undefined
  const kept = padded.slice(0, padded.length - beyond) + '0'.repeat(Math.max(2 - decimals, 0))
  const price = Number(kept)
  return price <= MINOR_MAX ? price : undefined
}

/** At most 4.6e13 above and 1e10 below the line, so every step is exact. */
function scaled(digits: string, decimals: number, unit: { grams: number; per: number }): number {
  const double = 2 * Number(digits) * unit.grams
  const by = unit.per * 10 ** decimals
  return (double + by - ((double + by) % (2 * by))) / (2 * by)
}
