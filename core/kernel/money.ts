import type { Brand } from './brand.ts'
import { invariant } from './invariant.ts'

/** Money in whole minor units (cents), never a float. Negative only as a difference, never in the book. */
export type Minor = Brand<number, 'Minor'>

/** The largest value of one move or one balance (design section 3): keeps every product inside 64 bits. */
export const MINOR_MAX = 10_000_000_000_000

/** Makes money out of a whole number of minor units; throws on a fraction or beyond ±2^53. */
export function minor(value: number): Minor {
  invariant(Number.isSafeInteger(value), `not a whole number of minor units: ${value}`)
  return value as Minor
}
