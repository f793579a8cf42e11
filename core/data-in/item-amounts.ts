import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'
import { QUANTITY_MAX } from '../kernel/quantity.ts'
import { plain, type WrittenAmount } from './cells.ts'
import { readNumber } from './decimals.ts'
import { problem, refused, type Parsed } from './problem.ts'

/** What people write for a unit, by how many base units one is. */
const METRIC: Readonly<Record<BaseUnit, Readonly<Record<string, number>>>> = {
  g: { g: 1, gram: 1, grams: 1, gr: 1, kg: 1_000, kilo: 1_000, kilogram: 1_000, t: 1_000_000 },
  ml: { ml: 1, cl: 10, dl: 100, l: 1_000, lt: 1_000, ltr: 1_000, litre: 1_000, liter: 1_000, hl: 100_000 },
  each: { each: 1, ea: 1, pc: 1, pcs: 1, piece: 1, pieces: 1, unit: 1, units: 1 },
}

/** Display units that need no explaining. */
export function knownUnit(written: string): DisplayUnit | undefined {
  const name = plain(written)
  for (const base of ['g', 'ml', 'each'] as const) {
    const factor = METRIC[base][name]
    if (factor !== undefined) return { base, name: NICE[`${base}${factor}`] ?? written, factor }
  }
  return undefined
}
const NICE: Readonly<Record<string, string>> = {
  g1: 'g',
  g1000: 'kg',
  g1000000: 't',
  ml1: 'ml',
  ml10: 'cl',
  ml100: 'dl',
  ml1000: 'l',
  ml100000: 'hl',
  each1: 'each',
}

/** How an item is counted: its own unit, and how it is bought. */
export interface Countable {
  readonly unit: DisplayUnit
  readonly purchase?: { readonly unit: string; readonly quantity: number } | null
}

/** A quantity in base units. Where no unit is written, the item's own is meant, or the one that stands beside it. */
export function readAmount(written: WrittenAmount, item: Countable, beside?: string): Parsed<number> {
  const unit = written.unit === '' ? (beside ?? '') : written.unit
  const factor = factorOf(unit, item)
  if (factor === undefined) return refused(problem('unknown_unit', unit, unitsOf(item).join(', ')))
  const { mark } = written
  const smallest = `1 ${item.unit.base}`
  return readNumber(written.number, { factor, max: QUANTITY_MAX, mark, smallest })
}

function factorOf(written: string, { unit, purchase }: Countable): number | undefined {
  if (written === '') return unit.factor
  const name = plain(written)
  if (name === plain(unit.name)) return unit.factor
  if (purchase && name === plain(purchase.unit)) return purchase.quantity
  return METRIC[unit.base][name]
}

function unitsOf({ unit, purchase }: Countable): string[] {
  return [...new Set([unit.name, unit.base, ...(purchase ? [purchase.unit] : [])])]
}
