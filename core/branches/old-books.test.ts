import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { writeBranches } from './branch-writes.ts'
import { readOldBooksLimits } from './old-books-rows.ts'
import { ageOfBooks, outOfOrder, standingOf, USUAL_LIMITS, type OldBooksLimits } from './old-books.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = 1_763_640_000_000
const limits = (
  warnAfter: number | null,
  askAfter: number | null = null,
  stopAfter: number | null = null,
): OldBooksLimits => ({ warnAfter, askAfter, stopAfter })

describe('the age of the books', () => {
  const never = { isKnown: false, asOf: undefined, atLeastMs: Infinity }
  it.each([
    ['an hour ago', NOW - HOUR, { isKnown: true, asOf: NOW - HOUR, ageMs: HOUR }],
    ['now', NOW, { isKnown: true, asOf: NOW, ageMs: 0 }],
    ['a moment ahead, as clocks differ', NOW + MINUTE, { isKnown: true, asOf: NOW + MINUTE, ageMs: 0 }],
    ['well ahead: the clock was set back', NOW + 6 * MINUTE, never],
    ['never', undefined, never],
  ])('of books that were known %s', (_, asOf, age) => {
    expect(ageOfBooks({ now: () => NOW }, asOf)).toEqual(age)
    expect(ageOfBooks({ now: () => NOW, isDoubtful: () => false }, asOf)).toEqual(age)
  })

  it.each([
    ['a moment ago, as it says', NOW, { isKnown: false, asOf: NOW, atLeastMs: 0 }],
    ['an hour ago, as it says', NOW - HOUR, { isKnown: false, asOf: NOW - HOUR, atLeastMs: HOUR }],
    ['ahead of it', NOW + 9 * HOUR, { isKnown: false, asOf: NOW + 9 * HOUR, atLeastMs: 0 }],
    ['never', undefined, never],
  ])('is not known by a clock in doubt, of books that were known %s', (_, asOf, age) => {
    expect(ageOfBooks({ now: () => NOW, isDoubtful: () => true }, asOf)).toEqual(age)
  })
})

describe('what follows from it', () => {
  it.each([
    [USUAL_LIMITS, 14 * MINUTE, 'fine'],
    [USUAL_LIMITS, 15 * MINUTE, 'warn'],
    [USUAL_LIMITS, 72 * HOUR - 1, 'warn'],
    [USUAL_LIMITS, 72 * HOUR, 'ask'],
    // A station works for as long as it must.
    [USUAL_LIMITS, 10_000 * HOUR, 'ask'],
    [limits(null), 10_000 * HOUR, 'fine'],
    [limits(null, 60), 59 * MINUTE, 'fine'],
    [limits(null, 60), HOUR, 'ask'],
    [limits(15, null, 120), 119 * MINUTE, 'warn'],
    [limits(15, null, 120), 2 * HOUR, 'stop'],
    // All at once: the gravest.
    [limits(60, 60, 60), HOUR, 'stop'],
    [limits(60, 60), HOUR, 'ask'],
  ] as const)('by %j, at %i ms: %s', (by, ageMs, standing) => {
    expect(standingOf({ isKnown: true, asOf: NOW - ageMs, ageMs }, by)).toBe(standing)
  })

  it.each([
    [USUAL_LIMITS, 'ask'],
    [limits(15), 'warn'],
    [limits(15, 60, 525_600), 'stop'],
    [limits(null), 'fine'],
  ] as const)('where they never were what central has, by %j: %s', (by, standing) => {
    expect(standingOf({ isKnown: false, asOf: undefined, atLeastMs: Infinity }, by)).toBe(standing)
  })

  // Nobody knows how long a machine was off that cannot tell the time: a night and a month look the same.
  it.each([
    [USUAL_LIMITS, 0, 'warn'],
    [USUAL_LIMITS, 15 * MINUTE, 'warn'],
    [USUAL_LIMITS, 72 * HOUR - 1, 'warn'],
    // So long has surely passed.
    [USUAL_LIMITS, 72 * HOUR, 'ask'],
    [limits(15, 60, 120), 0, 'warn'],
    [limits(15, 60, 120), HOUR, 'ask'],
    [limits(15, 60, 120), 2 * HOUR, 'stop'],
    [limits(15, null, 120), HOUR, 'warn'],
    // The first step may have come, whichever it is: it is warned of, and no more.
    [limits(null, 60), 0, 'warn'],
    [limits(null, null, 60), 59 * MINUTE, 'warn'],
    [limits(null, null, 60), HOUR, 'stop'],
    [limits(null), 0, 'fine'],
    [limits(null), 10_000 * HOUR, 'fine'],
  ] as const)('by a clock in doubt and %j, after at least %i ms: %s', (by, atLeastMs, standing) => {
    expect(standingOf({ isKnown: false, asOf: NOW, atLeastMs }, by)).toBe(standing)
  })
})

it.each([
  [USUAL_LIMITS, undefined],
  [limits(null), undefined],
  [limits(60, 60, 60), undefined],
  [limits(60, 30), 'askAfter'],
  [limits(60, null, 30), 'stopAfter'],
  [limits(null, 60, 30), 'stopAfter'],
] as const)('the first step of %j that comes too early is %s', (by, step) => {
  expect(outOfOrder(by)).toBe(step)
})

describe('what a branch set', () => {
  let bakery: Bakery
  beforeEach(async () => {
    bakery = await openBakery()
  })
  afterEach(() => bakery.close())

  const rows = () => bakery.reader.all('SELECT * FROM old_books_limit ORDER BY branch, workflow')
  const usual = { sales: USUAL_LIMITS, production: USUAL_LIMITS, general: USUAL_LIMITS }

  it('is what is usual until somebody sets something, and holds for that branch and work alone', async () => {
    const { bra, brb, central, reader } = bakery
    expect(readOldBooksLimits(reader, bra)).toEqual(usual)
    const own = { ...usual, sales: limits(5, null, 60), production: limits(null) }
    for (const again of [1, 2]) {
      await writeBranches(central).setOldBooks(bra, own)
      expect([again, readOldBooksLimits(reader, bra)]).toEqual([again, own])
    }
    expect(readOldBooksLimits(reader, brb)).toEqual(usual)
    expect(rows()).toEqual([
      [bra, 'production', null, null, null],
      [bra, 'sales', 5, null, 60],
    ])
  })

  it('leaves no row once it is what is usual again', async () => {
    const writes = writeBranches(bakery.central)
    await writes.setOldBooks(bakery.bra, { ...usual, general: limits(1, 2, 3) })
    await writes.setOldBooks(bakery.bra, usual)
    expect(rows()).toEqual([])
  })

  it.each([
    [limits(60, 30)],
    [limits(null, 60, 30)],
    [limits(60, null, 30)],
    [limits(0)],
    [limits(null, 525_601)],
  ])('is never %j', async (wrong) => {
    const writes = writeBranches(bakery.central)
    await expect(writes.setOldBooks(bakery.bra, { ...usual, sales: wrong })).rejects.toThrow(/CHECK/)
    expect(rows()).toEqual([])
  })

  it('is for work that there is', async () => {
    const row = uncatalogued(`INSERT INTO old_books_limit VALUES (?1, 'counting', 1, 2, 3)`)
    await expect(bakery.central.batch([{ sql: row, args: [bakery.bra] }])).rejects.toThrow(/CHECK/)
  })
})
