import { expect, test } from 'vitest'
import { computeCheckDigit } from './check-digit.ts'
import { parseScan } from './parse-scan.ts'
import type { Carried } from './scan-meaning.ts'

const today = '2026-11-20'
const withCheck = (body: string): string => body + String(computeCheckDigit(body))
const grams = (value: number): Carried => ({ measure: { unit: 'g', value } })
type Row = readonly [patterns: readonly string[], body: string, key: string, carried: Carried, what: string]

test.each<Row>([
  [['21IIIIIWWWWWC'], '211234500678', '2112345', grams(678), 'weight'],
  [['21IIIIIWWWWWC'], '211234599999', '2112345', grams(99_999), 'the greatest weight'],
  [['21IIIIIWWWWWC'], '211234500000', '2112345', {}, 'no weight: it is asked for'],
  [['22IIIIIPPPPPC'], '220001701295', '2200017', { price: 1295 }, 'price'],
  [['22IIIIIPPPPPC'], '220001700000', '2200017', {}, 'no price'],
  [['20IIIIIVPPPPC'], '200001751295', '2000017', { price: 1295 }, 'a check digit of the scale’s own'],
  [['2IIIIIWWWPPPC'], '212345250199', '212345', { ...grams(250), price: 199 }, 'weight and price'],
  [['21IIIIIWWWWWC', '2IIIIIIPPPPPC'], '211234500678', '2112345', grams(678), 'the first that fits'],
  [['2IIIIIIPPPPPC', '21IIIIIWWWWWC'], '211234500678', '2112345', { price: 678 }, 'the first that fits'],
  [['2IIIII00WWWWC'], '212345001250', '21234500', grams(1250), 'digits in the middle'],
])('with %j, %s is %s: %j (%#, %s)', (scalePatterns, body, key, carried) => {
  const item = { kind: 'item', key, carried }
  expect(parseScan(withCheck(body), { scalePatterns, today })).toEqual(item)
  expect(parseScan(`]E0${withCheck(body)}`, { scalePatterns, today })).toEqual(item)
  expect(parseScan(key, { scalePatterns, today })).toEqual({ ...item, carried: {} })
})

const scalePatterns = ['21IIIIIWWWWWC', '23IIIIIWWWWWC']

test('a label that no pattern fits is an ordinary article number', () => {
  const code = withCheck('221234500678')
  expect(parseScan(code, { scalePatterns, today })).toEqual({ kind: 'item', key: `0${code}`, carried: {} })
})

test('a label with a wrong check digit is a misread, whatever fits', () => {
  expect(parseScan('2112345006780', { scalePatterns, today })).toEqual({
    kind: 'unreadable',
    reason: 'wrong_check_digit',
  })
})

test.each(['', 'IIIIIIIIIIIII', '21IIIIIWWWWW', '21IIIIIWWWWWWC', '2?IIIIIWWWWWC'])(
  'a pattern that is none, %j, does no harm',
  (pattern) => {
    expect(() => parseScan(withCheck('211234500678'), { scalePatterns: [pattern], today })).not.toThrow()
  },
)
