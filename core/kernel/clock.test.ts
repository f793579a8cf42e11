import { describe, expect, it } from 'vitest'
import { isStillOn } from './clock.ts'

const NOW = Date.UTC(2026, 10, 20, 10)
const HOUR = 3_600_000
const YEARS = 56 * 365 * 24 * HOUR

describe('what was begun for an hour', () => {
  it.each([
    ['that has just begun', NOW + HOUR, true],
    ['that has a moment left', NOW + 1, true],
    ['that is over', NOW, false],
    ['begun by a clock that was put back a little since', NOW + HOUR + 60_000, true],
    ['begun by a clock that was put back since by as much as an hour', NOW + 2 * HOUR, false],
    ['begun by a clock that was decades ahead', NOW + YEARS, false],
  ])('%s', (_, endsAt, isOn) => {
    expect(isStillOn(endsAt, NOW, HOUR)).toBe(isOn)
  })
})
