import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINOR_MAX, minor } from '../kernel/money.ts'
import type { DisplayUnit } from '../kernel/quantity.ts'
import { QUANTITY_MAX, quantity } from '../kernel/quantity.ts'
import { words } from './catalogue.ts'
import { createFormats } from './format.ts'

const formats = createFormats({ currency: 'ZAR' })
const KG: DisplayUnit = { base: 'g', name: 'kg', factor: 1000 }
const EACH: DisplayUnit = { base: 'each', name: 'each', factor: 1 }
const DOZEN: DisplayUnit = { base: 'each', name: 'dozen', factor: 12 }
const ZONE = 'Africa/Johannesburg'
const TYPED_CHARACTERS = Array.from('0123456789.,- \u00a0kg')

describe('money', () => {
  test.each([
    [100_000, 'R1,000.00'],
    [0, 'R0.00'],
    [5, 'R0.05'],
    [-5, '\u2212R0.05'],
    [-21_400, '\u2212R214.00'],
    [99_999, 'R999.99'],
    [123_456_789, 'R1,234,567.89'],
    [MINOR_MAX, 'R100,000,000,000.00'],
  ])('%d minor units read %s', (amount, text) => {
    expect(formats.money(minor(amount))).toBe(text)
  })

  test.each([
    [0, 'R0'],
    [50, 'R0.5'],
    [75_000, 'R750'],
    [-75_000, '\u2212R750'],
    [250_000, 'R2.5k'],
    [20_000_000, 'R200k'],
    [150_000_000, 'R1.5M'],
    [MINOR_MAX, 'R100bn'],
  ])('%d minor units read %s on an axis', (amount, text) => {
    expect(formats.moneyShort(minor(amount))).toBe(text)
  })

  test.each([
    ['JPY', 1234, '¥1,234'],
    ['USD', 1234, '$12.34'],
    ['CHF', 123_456, 'CHF\u00a01,234.56'],
    ['KWD', 1234, 'KWD\u00a01.234'],
  ])('%s has its own symbol and decimals', (currency, amount, text) => {
    expect(createFormats({ currency }).money(minor(amount))).toBe(text)
  })

  test('a company may write its own separators', () => {
    const dutch = createFormats({ currency: 'EUR', separators: { group: '.', decimal: ',' } })
    expect(dutch.money(minor(123_456))).toBe('€1.234,56')
    expect(dutch.parseMoney('1.234,56')).toEqual({ ok: true, value: 123_456 })
    const spaced = createFormats({ currency: 'ZAR', separators: { group: '\u00a0', decimal: ',' } })
    expect(spaced.parseMoney(spaced.money(minor(123_456)).slice(1))).toEqual({ ok: true, value: 123_456 })
  })

  test('every amount reads back as itself, shown or in a form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MINOR_MAX }), (amount) => {
        const shown = formats.money(minor(amount)).slice(1)
        expect(formats.parseMoney(shown)).toEqual({ ok: true, value: amount })
        expect(formats.parseMoney(formats.moneyInput(minor(amount)))).toEqual({ ok: true, value: amount })
      }),
    )
  })
})

describe('quantities', () => {
  test.each([
    [3200, KG, '3.2 kg', '3.2'],
    [3000, KG, '3 kg', '3'],
    [1, KG, '0.001 kg', '0.001'],
    [-250, KG, '\u22120.25 kg', '\u22120.25'],
    [1_234_500, KG, '1,234.5 kg', '1,234.5'],
    [QUANTITY_MAX, KG, '2,000,000 kg', '2,000,000'],
    [12, EACH, '12 each', '12'],
    [0, EACH, '0 each', '0'],
    [30, DOZEN, '2.5 dozen', '2.5'],
    [31, DOZEN, '2 7/12 dozen', '2 7/12'],
    [-7, DOZEN, '\u22127/12 dozen', '\u22127/12'],
  ])('%d base units of %o read %s', (amount, unit, long, short) => {
    expect(formats.quantity(quantity(amount), unit)).toBe(long)
    expect(formats.quantityNumber(quantity(amount), unit)).toBe(short)
  })

  test.each([
    ['3.2', KG, 3200, 'a point'],
    ['3,2', KG, 3200, 'a comma'],
    [' 3.2 kg ', KG, 3200, 'the unit typed too'],
    ['3,2KG', KG, 3200, 'the unit in capitals'],
    ['.5', KG, 500, 'no leading zero'],
    ['5.', KG, 5000, 'a trailing point'],
    ['0,250', KG, 250, 'a leading zero can only be a decimal'],
    ['1,200.5', KG, 1_200_500, 'grouped as we show it'],
    ['1 200,5', KG, 1_200_500, 'grouped as South Africa writes it'],
    ['1\u00a0200', KG, 1_200_000, 'a space that does not break'],
    ['1200,500', KG, 1_200_500, 'four digits before the comma cannot be a group'],
    ['1,200,000', EACH, 1_200_000, 'two groups'],
    ['1,200', EACH, 1200, 'no decimals to confuse it with'],
    ['3.2000', KG, 3200, 'zeros at the end'],
    ['2.5', DOZEN, 30, 'half a dozen'],
    ['0', EACH, 0, 'zero is a count'],
  ])('%s of %o is %d: %s', (typed, unit, value) => {
    expect(formats.parseQuantity(typed, unit)).toEqual({ ok: true, value })
  })

  test.each([
    ['', KG, 'empty'],
    [' kg', KG, 'empty'],
    ['abc', KG, 'not_a_number'],
    ['.', KG, 'not_a_number'],
    ['-', KG, 'not_a_number'],
    ['1e3', KG, 'not_a_number'],
    ['0x10', KG, 'not_a_number'],
    ['1.2.3', KG, 'not_a_number'],
    ['1.200,5', KG, 'not_a_number'],
    ['12 3', KG, 'not_a_number'],
    ['٣', KG, 'not_a_number'],
    ['9'.repeat(200), KG, 'not_a_number'],
    ['1,200', KG, 'ambiguous'],
    ['-3', KG, 'negative'],
    ['\u22123', KG, 'negative'],
    ['3.2004', KG, 'too_fine'],
    ['1.5', EACH, 'too_fine'],
    ['2.3', DOZEN, 'too_fine'],
    ['2000000001', EACH, 'too_large'],
    ['99999999999999999999', KG, 'too_large'],
  ])('%j of %o is refused: %s', (typed, unit, reason) => {
    expect(formats.parseQuantity(typed, unit)).toEqual({ ok: false, reason })
    expect(Object.keys(words.shared.typedNumber)).toContain(reason)
  })

  test('every quantity reads back as itself in a form', () => {
    const factors = fc.constantFrom(1, 2, 4, 5, 8, 10, 25, 100, 1000, 10_000, 1_000_000)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: QUANTITY_MAX }), factors, (amount, factor) => {
        const unit: DisplayUnit = { base: 'g', name: 'unit', factor }
        const typed = formats.quantityInput(quantity(amount), unit)
        expect(formats.parseQuantity(typed, unit)).toEqual({ ok: true, value: amount })
      }),
    )
  })

  test('no text makes the parser throw or answer anything but a whole number', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...TYPED_CHARACTERS) }), (typed) => {
        const parsed = formats.parseQuantity(typed, KG)
        expect(parsed.ok ? Number.isSafeInteger(parsed.value) : parsed.reason).toBeTruthy()
      }),
    )
  })
})

describe('times', () => {
  const at = Date.UTC(2026, 10, 20, 3, 12)

  test('are told in the zone of the branch', () => {
    expect(formats.date(at, ZONE)).toBe('20 Nov 2026')
    expect(formats.time(at, ZONE)).toBe('05:12')
    expect(formats.dateTime(at, ZONE)).toBe('20 Nov 05:12')
    expect(formats.timeExact(at + 7_000, ZONE)).toBe('05:12:07')
    expect(formats.time(at, 'America/New_York')).toBe('22:12')
    expect(formats.date(at, 'America/New_York')).toBe('19 Nov 2026')
  })

  test.each([
    [0, '05:12'],
    [5, '05:12'],
    [24, 'Fri 05:12'],
    [6 * 24, 'Fri 05:12'],
    [7 * 24, '20 Nov 05:12'],
    [-24, '20 Nov 05:12'],
  ])('%i hours later it is told as people say it', (hours, told) => {
    expect(formats.moment(at, at + hours * 3_600_000, ZONE)).toBe(told)
  })

  test('is told by its date where nobody knows what day it is', () => {
    expect(formats.moment(at, undefined, ZONE)).toBe('20 Nov 05:12')
  })

  test('a business day begins at midnight of the branch', () => {
    const midnight = Date.UTC(2026, 10, 19, 22, 0)
    expect(formats.businessDay(midnight, ZONE)).toBe('2026-11-20')
    expect(formats.businessDay(midnight - 1, ZONE)).toBe('2026-11-19')
    expect(formats.time(midnight, ZONE)).toBe('00:00')
    expect(formats.day('2026-09-05')).toBe('5 Sep 2026')
  })

  test('every zone gives parts of fixed width', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(formats.businessDay(at, zone)).toMatch(/^2026-11-(19|20)$/)
      expect(formats.time(at, zone)).toMatch(/^[012][0-9]:[0-5][0-9]$/)
    }
  })

  test.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [20 * 60_000, '20 min'],
    [5 * 3_600_000, '5 h'],
    [86_400_000, '1 day'],
    [2 * 86_400_000 - 1, '1 day'],
    [1500 * 86_400_000, '1,500 days'],
  ])('%d ms ago reads %s', (durationMs, text) => {
    expect(formats.age(durationMs)).toBe(text)
  })
})

test('counts carry thousands separators', () => {
  expect(formats.count(1_234_567)).toBe('1,234,567')
  expect(formats.count(-1000)).toBe('\u22121,000')
  expect(() => formats.count(1.5)).toThrow('not a whole number')
})
