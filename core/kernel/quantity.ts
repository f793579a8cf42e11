import type { Brand } from './brand.ts'
import { invariant } from './invariant.ts'

/** A quantity in whole base units of its item (g, ml, each), never a float. */
export type Quantity = Brand<number, 'Quantity'>

/** The largest quantity of one move or one balance (design section 3). */
export const QUANTITY_MAX = 2_000_000_000

/** Makes a quantity out of a whole number of base units; throws on a fraction or beyond ±2^53. */
export function quantity(value: number): Quantity {
  invariant(Number.isSafeInteger(value), `not a whole number of base units: ${value}`)
  return value as Quantity
}

/** The units stock is kept in. */
export const BASE_UNITS = ['g', 'ml', 'each'] as const
export type BaseUnit = (typeof BASE_UNITS)[number]

/** How an item is entered, shown and printed: `factor` base units make one display unit (1 kg = 1,000 g). */
export interface DisplayUnit {
  readonly base: BaseUnit
  readonly name: string
  readonly factor: number
}
