import type { DisplayUnit } from '../kernel/quantity.ts'
import { adminBranches } from '../words/en/admin-branches.ts'
import { durationText } from '../words/whole-duration.ts'

/** Minor units to one of a currency: 100 for most. */
export function moneyFactorOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
}

/** Minor units as a table holds money: "1200.50", without grouping and without the currency. */
export function amountText(amount: number, moneyFactor: number): string {
  const decimals = String(moneyFactor).length - 1
  if (decimals === 0) return String(amount)
  const digits = String(amount).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** A quantity as a table holds it: a number, and the unit it counts. */
export interface WrittenQuantity {
  readonly number: string
  readonly unit: string
}

/**
 * Base units in the item's own unit where decimals can say that exactly, else in the base unit: 2 7/12 dozen are
 * 31 each. Never with exactly three decimals, which others would take for thousands: 1.234 kg is 1.2340.
 */
export function quantityText(quantity: number, { base, name, factor }: DisplayUnit): WrittenQuantity {
  const decimals = String(factor).length - 1
  if (10 ** decimals !== factor) return { number: String(quantity), unit: base }
  if (decimals === 0) return { number: String(quantity), unit: name }
  const digits = String(quantity).padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  const padded = fraction.length === 3 ? `${fraction}0` : fraction
  const whole = digits.slice(0, -decimals)
  return { number: padded === '' ? whole : `${whole}.${padded}`, unit: name }
}

/** How long as a table holds it: "15 min"; null: "never". */
export function durationOrNever(minutes: number | null): string {
  return minutes === null ? adminBranches.oldBooks.never : durationText(minutes)
}
