import type { Reader } from '../../database/reader.ts'
import { commodityText } from './plain-text.ts'

/** How one item, or the money, is written in the journal. */
export interface Commodity {
  /** With quotes where it needs them. */
  readonly symbol: string
  readonly decimals: number
}

const USED_ITEMS = `SELECT id, name, base_unit, display_unit, display_factor FROM item
  WHERE first_move IS NOT NULL AND (?1 IS NULL OR EXISTS (
    SELECT 1 FROM location l JOIN stock_balance b ON b.location = l.id AND b.item = item.id WHERE l.branch = ?1))
  ORDER BY id`

const NAME_MAX = 60

/**
 * The items that have moves, in the book or in one branch. They are counted in display units where decimals can say those exactly (3.200 kg), else
 * in base units. The unit is part of the name; a name that another item has too carries the item's number.
 */
export function readCommodities(reader: Reader, branch: number | null): Map<number, Commodity> {
  const taken = new Set<string>()
  return new Map(
    reader.all(USED_ITEMS, branch).map(([id, name, baseUnit, displayUnit, factor]) => {
      const decimals = decimalsOf(Number(factor))
      const unit = commodityText(String(decimals === undefined ? baseUnit : displayUnit))
      const shortened = commodityText(String(name).slice(0, NAME_MAX))
      const plain = `${shortened} ${unit}`.trim()
      const unique = shortened === '' || taken.has(plain) ? `${plain} #${String(id)}` : plain
      taken.add(unique)
      return [Number(id), { symbol: `"${unique}"`, decimals: decimals ?? 0 }]
    }),
  )
}

/** How many decimals make base units of display units, when any do. */
function decimalsOf(factor: number): number | undefined {
  const decimals = String(factor).length - 1
  return 10 ** decimals === factor ? decimals : undefined
}

/** The book's one currency, by its code. */
export function readMoney(reader: Reader): Commodity {
  const code = String(reader.get('SELECT currency FROM meta')?.[0])
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code })
  return {
    symbol: /^[A-Z]{3}$/.test(code) ? code : `"${code}"`,
    decimals: format.resolvedOptions().maximumFractionDigits ?? 2,
  }
}

/** A whole number of smallest units as hledger reads it: `-3.200 "Flour kg"`. */
export function writeAmount(units: number, { symbol, decimals }: Commodity): string {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const sign = units < 0 ? '-' : ''
  return `${sign}${decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`} ${symbol}`
}

/** The directive that declares it. Whole numbers keep their point: without it hledger asks for one. */
export function declareCommodity({ symbol, decimals }: Commodity): string {
  return `commodity 1000.${'0'.repeat(decimals)} ${symbol}`
}
