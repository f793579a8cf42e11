import { expect, test } from 'vitest'
import { readGs1Date } from './gs1-dates.ts'

const today = '2026-11-20'

test.each([
  ['261120', '2026-11-20'],
  ['240229', '2024-02-29'],
  ['270228', '2027-02-28'],
  ['270200', '2027-02-28'],
  ['280200', '2028-02-29'],
  ['260400', '2026-04-30'],
  ['261200', '2026-12-31'],
  ['991231', '1999-12-31'],
  // 50 years ahead still are ahead, 51 are not (General Specifications 7.12).
  ['760101', '2076-01-01'],
  ['770101', '1977-01-01'],
  ['000229', '2000-02-29'],
])('%s is %s', (digits, day) => {
  expect(readGs1Date(digits, { today, allowsMonth: true })).toBe(day)
})

test.each([
  ['760101', '2026-01-01', '2076-01-01'],
  ['490101', '2099-06-01', '2149-01-01'],
  ['500101', '2099-06-01', '2050-01-01'],
  ['480101', '2098-12-31', '2148-01-01'],
  ['000101', '2050-01-01', '2100-01-01'],
  ['010101', '2050-01-01', '2001-01-01'],
])('%s seen on %s is %s', (digits, seenOn, day) => {
  expect(readGs1Date(digits, { today: seenOn, allowsMonth: true })).toBe(day)
})

test.each(['261301', '260001', '261131', '260229', '260230', '260432', '2611', '26112A', '', '2611200'])(
  '%j is no date',
  (digits) => {
    expect(readGs1Date(digits, { today, allowsMonth: true })).toBeUndefined()
  },
)

test('a day of 00 is a month only where a month may stand', () => {
  expect(readGs1Date('261100', { today, allowsMonth: false })).toBeUndefined()
})
