import type { Minor } from '../kernel/money.ts'
import { MINOR_MAX, minor } from '../kernel/money.ts'
import type { DisplayUnit, Quantity } from '../kernel/quantity.ts'
import { QUANTITY_MAX, quantity } from '../kernel/quantity.ts'
import { words } from './catalogue.ts'
import { formatFixed, formatQuotient, formatWhole, signOf } from './exact-number.ts'
import type { Separators, TypedNumber, TypedNumberProblem } from './typed-number.ts'
import { parseTypedNumber } from './typed-number.ts'
import { createZonedTimeReader } from './zoned-time.ts'

/** What a person typed, understood exactly, or the reason why not (words in `words.shared.typedNumber`). */
export type Typed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: TypedNumberProblem }

/** ISO 4217 for no currency: of a process that has no book yet and shows no amount. */
export const NO_CURRENCY = 'XXX'

export interface FormatOptions {
  /** ISO 4217 code; throws a RangeError on anything that is not three letters. */
  readonly currency: string
  readonly separators?: Separators
}

/**
 * How this company writes amounts, quantities and times: made once, passed to whatever shows something.
 * Whole-number arithmetic throughout, so that what is shown is what is stored. `at` is milliseconds since
 * 1970, `zone` the IANA name of the branch's time zone, `day` a business day 'YYYY-MM-DD'.
 */
export interface Formats {
  readonly currency: string
  /** "R1,000.00"; a difference may be "−R214.00". */
  money(amount: Minor): string
  /** For the axis of a chart, of round amounts: "R200k", "R1.5M", "−R750". */
  moneyShort(amount: Minor): string
  /** Money as a form field holds it: "1000.00". */
  moneyInput(amount: Minor): string
  parseMoney(typed: string): Typed<Minor>
  /** With its unit: "3.2 kg", "12 each". */
  quantity(amount: Quantity, unit: DisplayUnit): string
  /** Without its unit, where a heading names it: "3.2", "12". */
  quantityNumber(amount: Quantity, unit: DisplayUnit): string
  /** As a form field holds it, without thousands separators: "1200.5". */
  quantityInput(amount: Quantity, unit: DisplayUnit): string
  /** Reads display units: "3.2" and "3,2" kg are both 3,200 g. */
  parseQuantity(typed: string, unit: DisplayUnit): Typed<Quantity>
  /** "1,234" documents. */
  count(value: number): string
  /** "20 Nov 2026" on the wall of the branch. */
  date(at: number, zone: string): string
  /** "05:12". */
  time(at: number, zone: string): string
  /** "20 Nov 05:12". */
  dateTime(at: number, zone: string): string
  /**
   * As people say it when it is `now`: "14:02" today, "Tue 14:02" within a week, "20 Nov 14:02" before; and so too where
   * nobody knows what day it is: `now` undefined.
   */
  moment(at: number, now: number | undefined, zone: string): string
  /** "05:12:07". */
  timeExact(at: number, zone: string): string
  /** The business day a moment falls on, 'YYYY-MM-DD'. */
  businessDay(at: number, zone: string): string
  /** A business day in words: "20 Nov 2026". */
  day(day: string): string
  /** Where the year is clear: "20 Nov". */
  dayShort(day: string): string
  /** How long: "45 s", "20 min", "5 h", "1 day"; rounded down, and never below zero. */
  age(durationMs: number): string
}

const ENGLISH: Separators = { group: ',', decimal: '.' }

/** Makes the one formatter of a process out of the company's currency and conventions. */
export function createFormats(options: FormatOptions): Formats {
  const separators = options.separators ?? ENGLISH
  return {
    ...createMoneyFormats(options.currency, separators),
    ...createQuantityFormats(separators),
    ...createTimeFormats(separators),
    currency: options.currency,
    count: (value) => formatWhole(value, separators),
  }
}

type MoneyFormats = Pick<Formats, 'money' | 'moneyShort' | 'moneyInput' | 'parseMoney'>

function createMoneyFormats(currency: string, separators: Separators): MoneyFormats {
  const { symbol, decimals } = readCurrency(currency)
  const rules = { separators, factor: 10 ** decimals, max: MINOR_MAX }
  return {
    money: (amount) => signOf(amount) + symbol + formatFixed(amount, decimals, separators),
    moneyShort: (amount) => signOf(amount) + symbol + shortened(amount / 10 ** decimals, separators),
    moneyInput: (amount) => ungrouped(signOf(amount) + formatFixed(amount, decimals, separators), separators),
    parseMoney: (typed) => branded(parseTypedNumber(typed, rules), minor),
  }
}

/** Two digits behind the point, and no zeros at their end. */
function shortened(major: number, { decimal }: Separators): string {
  const size = Math.abs(major)
  const [by, unit] = SIZES.find(([from]) => size >= from) ?? [1, '']
  return String(Math.round((size / by) * 100) / 100).replace('.', decimal) + unit
}
const SIZES = [
  [1_000_000_000, words.shared.sizes.billion],
  [1_000_000, words.shared.sizes.million],
  [1_000, words.shared.sizes.thousand],
] as const

function readCurrency(currency: string): { symbol: string; decimals: number } {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const formatter = new Intl.NumberFormat('en', style)
  const symbol = formatter.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency
  const decimals = formatter.resolvedOptions().maximumFractionDigits ?? 2
  // A code for want of a symbol ("CHF") would run into its number.
  return { symbol: /^[A-Z]{3}$/.test(symbol) ? `${symbol}\u00a0` : symbol, decimals }
}

type QuantityFormats = Pick<Formats, 'quantity' | 'quantityNumber' | 'quantityInput' | 'parseQuantity'>

function createQuantityFormats(separators: Separators): QuantityFormats {
  return {
    quantity: (amount, unit) => `${formatQuotient(amount, unit.factor, separators)} ${unit.name}`,
    quantityNumber: (amount, unit) => formatQuotient(amount, unit.factor, separators),
    quantityInput: (amount, unit) => ungrouped(formatQuotient(amount, unit.factor, separators), separators),
    parseQuantity: (typed, unit) => {
      const rules = { separators, factor: unit.factor, max: QUANTITY_MAX }
      return branded(parseTypedNumber(withoutUnit(typed, unit.name), rules), quantity)
    },
  }
}

/** People and scales write "3.2 kg". */
function withoutUnit(typed: string, unitName: string): string {
  const text = typed.trim()
  return text.toLowerCase().endsWith(unitName.toLowerCase()) ? text.slice(0, -unitName.length) : text
}

type TimeFormats = Pick<
  Formats,
  'date' | 'time' | 'timeExact' | 'dateTime' | 'moment' | 'businessDay' | 'day' | 'dayShort' | 'age'
>

function createTimeFormats(separators: Separators): TimeFormats {
  const readZoned = createZonedTimeReader()
  const clockTime = (at: number, zone: string): string => {
    const { hour, minute } = readZoned(at, zone)
    return `${hour}:${minute}`
  }
  const businessDay = (at: number, zone: string): string => {
    const { year, month, day } = readZoned(at, zone)
    return `${year}-${month}-${day}`
  }
  const day = (text: string): string => `${dayAndMonth(text)} ${text.slice(0, 4)}`
  return {
    businessDay,
    day,
    dayShort: dayAndMonth,
    date: (at, zone) => day(businessDay(at, zone)),
    time: clockTime,
    timeExact: (at, zone) => `${clockTime(at, zone)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`,
    moment(at, now, zone) {
      const on = businessDay(at, zone)
      const days = now === undefined ? Infinity : daysBetween(on, businessDay(now, zone))
      if (days === 0) return clockTime(at, zone)
      return `${days > 0 && days < 7 ? weekday(on) : dayAndMonth(on)} ${clockTime(at, zone)}`
    },
    dateTime: (at, zone) => `${dayAndMonth(businessDay(at, zone))} ${clockTime(at, zone)}`,
    age: (durationMs) => formatAge(durationMs, separators),
  }
}

/** '2026-11-20' -> "20 Nov". Our own month names: Intl's change between releases ("Sept"). */
function dayAndMonth(day: string): string {
  return `${Number(day.slice(8, 10))} ${words.shared.months[Number(day.slice(5, 7)) - 1] ?? ''}`
}

function weekday(day: string): string {
  return words.shared.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}
const DAY_MS = 24 * 60 * 60_000

function formatAge(durationMs: number, separators: Separators): string {
  const { age } = words.shared
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  const count = (value: number): string => formatWhole(Math.floor(value), separators)
  if (seconds < 60) return age.seconds(count(seconds))
  if (seconds < 3600) return age.minutes(count(seconds / 60))
  if (seconds < 86_400) return age.hours(count(seconds / 3600))
  if (seconds < 2 * 86_400) return age.oneDay
  return age.days(count(seconds / 86_400))
}

function ungrouped(text: string, separators: Separators): string {
  return text.replaceAll(separators.group, '')
}

function branded<Value>(typed: TypedNumber, brand: (value: number) => Value): Typed<Value> {
  return typed.ok ? { ok: true, value: brand(typed.value) } : typed
}
