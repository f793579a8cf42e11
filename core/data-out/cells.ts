import { amountText, durationOrNever, quantityText } from '../data-in/amount-text.ts'
import type { SqlValue } from '../database/central.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'
import { figure, type Cell } from './csv-text.ts'

type Value = SqlValue | undefined

/** A text of the book, or nothing. */
export const textCell = (value: Value): Cell => (value === undefined ? null : value)

export const yesNoCell = (value: Value): Cell => (value === 1 ? 'yes' : 'no')

/** Minor units as money. */
export const moneyCell = (value: Value, moneyFactor: number): Cell =>
  typeof value === 'number' ? figure(amountText(value, moneyFactor)) : null

export const unitOf = (base: Value, name: Value, factor: Value): DisplayUnit => ({
  base: base as BaseUnit,
  name: String(name),
  factor: Number(factor),
})

/** A quantity and its unit, in two cells. */
export function amountCells(value: Value, unit: DisplayUnit): [Cell, Cell] {
  if (typeof value !== 'number') return [null, null]
  const written = quantityText(value, unit)
  return [figure(written.number), written.unit]
}

/** The same in one: "12.5 kg". */
export function amountCell(value: Value, unit: DisplayUnit): Cell {
  if (typeof value !== 'number') return null
  const written = quantityText(value, unit)
  return figure(`${written.number} ${written.unit}`)
}

/** Whole minutes as people write them; without a value: never. */
export const durationCell = (value: Value): Cell => durationOrNever(typeof value === 'number' ? value : null)

/** Milliseconds since 1970 as a moment in UTC. */
export const momentCell = (value: Value): Cell =>
  typeof value === 'number' ? figure(new Date(value).toISOString()) : null
