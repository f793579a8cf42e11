import { expect, it } from 'vitest'
import { isInTimeForUndo, UNDO_WITHIN_MS } from './reverse.ts'

const NOW = Date.UTC(2026, 10, 20, 10)
const YEARS = 56 * 365 * 86_400_000

it.each([
  [0, true],
  [UNDO_WITHIN_MS, true],
  [UNDO_WITHIN_MS + 1, false],
  [-1000, true],
  [-YEARS, false],
  [YEARS, false],
])('what was accepted %i ms ago may be undone: %s', (ago, isInTime) => {
  expect(isInTimeForUndo(NOW - ago, NOW)).toBe(isInTime)
})
