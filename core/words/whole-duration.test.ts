import { expect, it } from 'vitest'
import { durationText, parseDuration } from './whole-duration.ts'

it.each([
  [1, '1 min'],
  [15, '15 min'],
  [60, '1 h'],
  [90, '90 min'],
  [36 * 60, '36 h'],
  [24 * 60, '1 day'],
  [72 * 60, '3 days'],
  [525_600, '365 days'],
])('%i minutes are written and read as %s', (minutes, text) => {
  expect(durationText(minutes)).toBe(text)
  expect(parseDuration(text)).toBe(minutes)
})

it.each([
  ['3h', 180],
  [' 2 Days ', 2880],
  ['45 MINUTES', 45],
  ['5 mins.', 5],
  ['0 min', 0],
])('%s is %i minutes', (typed, minutes) => {
  expect(parseDuration(typed)).toBe(minutes)
})

it.each(['', '15', 'h', '1.5 h', '-1 h', '3 weeks', '1 h 30 min', '1234567 min', 'soon'])(
  '%j is not understood',
  (typed) => {
    expect(parseDuration(typed)).toBeUndefined()
  },
)
