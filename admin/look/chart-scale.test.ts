import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heightOf, scaleOf } from './chart-scale.ts'

const line = { isFromZero: false, finest: 100 }

describe('the scale of a chart', () => {
  it.each([
    [
      'a line that leaves zero out',
      [12_610_000, 17_900_000],
      line,
      [12_000_000, 14_000_000, 16_000_000, 18_000_000],
    ],
    [
      'bars, which stand on zero',
      [310_000, 90_000],
      { ...line, isFromZero: true },
      [0, 100_000, 200_000, 300_000, 400_000],
    ],
    [
      'bars below zero',
      [-30_000, 50_000],
      { ...line, isFromZero: true },
      [-50_000, -25_000, 0, 25_000, 50_000],
    ],
    ['nothing at all', [0, 0, 0], line, [0, 100]],
    ['no days', [], line, [0, 100]],
    ['what never changes', [7_777, 7_777], line, [7_700, 7_800]],
    ['less than one unit', [3, 17], line, [0, 100]],
  ])('%s', (_, values, options, ticks) => {
    expect(scaleOf(values, options).ticks).toEqual(ticks)
  })

  it('holds every value between its ends, in at most four even steps', () => {
    const values = fc.array(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), { maxLength: 30 })
    fc.assert(
      fc.property(values, fc.boolean(), (shown, isFromZero) => {
        const scale = scaleOf(shown, { isFromZero, finest: 100 })
        expect(scale.ticks.length).toBeLessThanOrEqual(5)
        expect([scale.low, scale.high]).toEqual([scale.ticks[0], scale.ticks.at(-1)])
        for (const value of shown) {
          expect(heightOf(value, scale)).toBeGreaterThanOrEqual(0)
          expect(heightOf(value, scale)).toBeLessThanOrEqual(100)
        }
        expect(!isFromZero || (scale.low <= 0 && scale.high >= 0)).toBe(true)
      }),
    )
  })
})
