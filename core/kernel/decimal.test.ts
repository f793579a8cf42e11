import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, readDecimal } from './decimal.ts'

describe('a decimal for programs', () => {
  it.each([
    [3_200, 1000, 0, '3.2'],
    [3_000, 1000, 0, '3'],
    [-214, 100, 2, '-2.14'],
    [-5, 100, 2, '-0.05'],
    [150, 100, 2, '1.50'],
    [0, 100, 2, '0.00'],
    [7, 1, 0, '7'],
    [1, 1_000_000_000, 0, '0.000000001'],
    [9_007_199_254_740_991, 1, 0, '9007199254740991'],
    [18, 12, 0, '1.5'],
    [31, 12, 0, undefined],
  ] as const)('%d ÷ %d is written %s', (value, factor, decimals, text) => {
    expect(decimalText(value, factor, decimals)).toBe(text)
  })

  it.each([
    ['3.2', 3_200],
    ['0.001', 1],
    ['2.000', 2_000],
    ['0', 0],
    ['0.0001', 'too_fine'],
    ['2000000.001', 'too_large'],
    ['9999999999999999', 'too_large'],
    ...[
      '',
      ' 1',
      '1 ',
      '+1',
      '-1',
      '1,2',
      '1e3',
      '.5',
      '1.',
      '01',
      '0x1',
      'NaN',
      '١',
      '1.2.3',
      '1'.repeat(400),
    ].map((text) => [text, 'not_a_decimal'] as const),
  ] as const)('%s kg is read as %s', (text, read) => {
    expect(readDecimal(text, { factor: 1000, max: 2_000_000_000 })).toBe(read)
  })

  it('is read as it was written', () => {
    const value = fc.integer({ min: 0, max: 2_000_000_000 })
    fc.assert(
      fc.property(value, fc.constantFrom(1, 10, 100, 1000, 1_000_000, 8), (whole, factor) => {
        const text = decimalText(whole, factor)
        expect(text === undefined ? whole : readDecimal(text, { factor, max: 2_000_000_000 })).toBe(whole)
      }),
    )
  })
})
