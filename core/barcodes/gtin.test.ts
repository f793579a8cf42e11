import { expect, test } from 'vitest'
import { computeCheckDigit, hasValidCheckDigit } from './check-digit.ts'
import { looksLikeGtin, normaliseGtin, printedCode } from './gtin.ts'

// From GS1's own calculator and the General Specifications, 7.9.
test.each([
  ['9638507', 4],
  ['03600029145', 2],
  ['629104150021', 3],
  ['1003600029145', 9],
  ['37610425002123456', 9],
  ['0', 0],
])('the check digit of %s is %d', (body, digit) => {
  expect(computeCheckDigit(body)).toBe(digit)
  expect(hasValidCheckDigit(body + String(digit))).toBe(true)
  expect(hasValidCheckDigit(body + String((digit + 1) % 10))).toBe(false)
})

test.each(['', '4', 'ABC', '629104150021X', ' 96385074'])('%j has no valid check digit', (code) => {
  expect(hasValidCheckDigit(code)).toBe(false)
})

test('a check digit is only computed over digits', () => {
  expect(() => computeCheckDigit('12A')).toThrow('not digits')
})

test.each([
  ['6291041500213', '06291041500213'],
  ['6291041500214', undefined],
  ['629104150021', undefined],
  ['96385074', '00000096385074'],
  ['376104250021234569', undefined],
])('%s is stored as %s', (code, gtin) => {
  expect(normaliseGtin(code)).toBe(gtin)
})

test('a wrong check digit still looks like a GTIN, an SSCC does not', () => {
  expect(looksLikeGtin('6291041500214')).toBe(true)
  expect(looksLikeGtin('376104250021234569')).toBe(false)
})

test.each([
  ['06001000000018', '6001000000018'],
  ['00000096385074', '96385074'],
  ['00036000291452', '0036000291452'],
  ['16001234000027', '16001234000027'],
  ['2100001', '2100001'],
  ['00000000000001', '00000000000001'],
  ['TRAY-7', 'TRAY-7'],
])('%s stands on the package as %s', (stored, printed) => {
  expect(printedCode(stored)).toBe(printed)
})
