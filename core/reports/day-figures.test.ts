import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postDocuments } from '../book/post.ts'
import { apply, emptyBook } from '../book/model.ts'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { systemClock } from '../kernel/clock.ts'
import { addDays } from '../kernel/days.ts'
import type { BranchId } from '../kernel/ids.ts'
import { createSalesOrder } from '../orders/create-sales-order.ts'
import { createRun } from '../runs/create-run.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { worldOf } from '../testing/model-view.ts'
import { draftOf } from '../testing/random-documents.ts'
import { intents, type Intent } from '../testing/random-intents.ts'
import { createFormats } from '../words/format.ts'
import { DAYS_KNOWN, followDayFigures, resultOf, stockValues, type FiguresFollower } from './day-figures.ts'

const HOUR_MS = 3_600_000
const RUNS_MS = 20_000
const FORMATS = createFormats({ currency: 'ZAR' })

let bakery: Bakery
let readers: ScopedReaders
let now: number
let follower: FiguresFollower
const open = async (): Promise<void> => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
  now = TEST_NOW
  follower = follow()
}
const follow = (): FiguresFollower =>
  followDayFigures({
    readers,
    clock: { now: () => now },
    formats: FORMATS,
    report: (error) => {
      throw error
    },
  })
const close = async (): Promise<void> => {
  await follower.stop()
  readers.close()
  bakery.close()
}

/** The same, asked of the whole book at once. */
const BY_DAY = `SELECT d.posting_date, f.kind || '>' || t.kind, sum(m.amount)
  FROM document d JOIN move m ON m.document = d.position
  JOIN location f ON f.id = m.from_location JOIN location t ON t.id = m.to_location
  WHERE d.state = 'posted' AND d.branch = ?1 AND d.posting_date > ?2 GROUP BY 1, 2 ORDER BY 1, 2`
const STOCK_AT_END = `SELECT coalesce(sum(CASE WHEN t.kind IN (${"'stockroom','manufacturing','run','built','retail'"})
    THEN m.amount ELSE 0 END) - sum(CASE WHEN f.kind IN (${"'stockroom','manufacturing','run','built','retail'"})
    THEN m.amount ELSE 0 END), 0)
  FROM document d JOIN move m ON m.document = d.position
  JOIN location f ON f.id = m.from_location JOIN location t ON t.id = m.to_location
  WHERE d.branch = ?1 AND d.posting_date <= ?2`

const today = (): string => FORMATS.businessDay(now, ZONE)

function expectRight(branch: BranchId, figures: FiguresFollower): void {
  const days = figures.of(branch)
  if (days === undefined) throw new Error('not read yet')
  const since = addDays(today(), -DAYS_KNOWN)
  // A day that went by since the book last moved is forgotten with the next document.
  const flat = [...days.days]
    .filter(([day]) => day > since)
    .flatMap(([day, flows]) => [...flows].map(([flow, amount]) => [day, flow, amount]))
    .toSorted(byDayAndFlow)
  const asked = bakery.reader.all(BY_DAY, branch, since)
  expect(flat).toEqual(asked.toSorted(byDayAndFlow))
  const values = stockValues(days, today(), DAYS_KNOWN)
  const ends = Array.from({ length: DAYS_KNOWN }, (_, ago) => addDays(today(), -ago)).toReversed()
  expect(values).toEqual(ends.map((day) => bakery.reader.get(STOCK_AT_END, branch, day)?.[0]))
}

function byDayAndFlow(one: readonly unknown[], other: readonly unknown[]): number {
  return `${String(one[0])}${String(one[1])}` < `${String(other[0])}${String(other[1])}` ? -1 : 1
}

describe('figures by day', () => {
  it('are the sums of the book, whatever is posted, reversed or refused, on whatever days', async () => {
    const steps = fc.array(
      fc.record({ hoursOn: fc.nat(200), intents: fc.array(intents, { minLength: 1, maxLength: 6 }) }),
      { minLength: 3, maxLength: 12 },
    )
    const deadline = systemClock.now() + RUNS_MS
    let posted = 0
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        // On a busy machine what is left is not tried.
        if (systemClock.now() > deadline) return
        await open()
        try {
          await workInBoth()
          const post = randomPoster()
          posted += await post(OPENING)
          for (const step of plan) {
            now += step.hoursOn * HOUR_MS
            posted += await post(step.intents)
            if (step.hoursOn % 2 === 0) await follower.caughtUp()
          }
          await follower.caughtUp()
          const late = follow()
          await late.caughtUp()
          for (const branch of [bakery.bra, bakery.brb])
            for (const figures of [follower, late]) expectRight(branch, figures)
          await late.stop()
        } finally {
          await close()
        }
      }),
      { numRuns: 12 },
    )
    expect(posted).toBeGreaterThan(40)
  }, 120_000)
})

/** Random documents are about a run and an order of either branch. */
async function workInBoth(): Promise<void> {
  const { central, brb, bom, cafe } = bakery
  const [issueOn, dueOn] = ['2026-11-20', '2026-11-20']
  await createRun(central, { branch: brb, bom, planned: 33, issueOn, dueOn })
  await createSalesOrder(central, { branch: brb, partner: cafe, orderedOn: issueOn, dueOn, lines: [] })
}

/** Stock of everything in both branches, so that more than refusals happens. */
const OPENING: Intent[] = [0, 1].flatMap((branch) =>
  [0, 1, 2, 3, 4, 5].map((item) => ({
    scene: 'opening' as const,
    branch,
    item,
    place: 0,
    quantity: 5_000,
    amount: 10_001 * (item + 1),
    pick: 0,
    measure: 'some' as const,
    twist: 50,
    isClockDoubtful: false,
    hoursAgo: 0,
    who: 0,
    approval: null,
  })),
)

/** Posts what intents say, as of the test's now; returns how many the book took. */
function randomPoster(): (wanted: readonly Intent[]) => Promise<number> {
  const world = worldOf(bakery.reader)
  let book = emptyBook()
  return async (wanted) => {
    const documents = wanted.flatMap((intent) => {
      const draft = draftOf(world, book, intent)
      if (draft === undefined) return []
      const sealed = bakery.sealNext({ ...draft, acceptedAt: now - intent.hoursAgo * HOUR_MS }, 'HQ-A1')
      book = apply(book, sealed.content, { world, now, zone: ZONE }).state
      return [sealed]
    })
    const outcomes = await postDocuments(bakery.central, documents, { now, zoneOf: () => ZONE })
    return outcomes.filter(({ state }) => state === 'posted').length
  }
}

describe('a day', () => {
  beforeEach(open)
  afterEach(close)

  const at = (kind: Parameters<Bakery['place']>[0]): number => bakery.place(kind)
  const cokes = (event: 'sale' | 'write_off' | 'adjustment', from: number, to: number, quantity: number) =>
    bakery.post({
      event,
      reason: 'because',
      lines: [{ item: bakery.coke, from, to, quantity, take: { by: 'cost' } }],
    })

  it('counts what was sold and wasted at cost, and gains less losses; a reversal takes off on its own day', async () => {
    await bakery.post({
      event: 'opening',
      lines: [
        {
          item: bakery.coke,
          from: at('opening'),
          to: at('retail'),
          quantity: 100,
          take: { by: 'stated', amount: 100_000 },
        },
      ],
    })
    const sold = await cokes('sale', at('retail'), at('customer'), 7)
    await cokes('write_off', at('retail'), at('write_off'), 2)
    await cokes('adjustment', at('retail'), at('loss'), 3)
    await bakery.post({
      event: 'adjustment',
      reason: 'found',
      lines: [{ item: bakery.coke, from: at('gain'), to: at('retail'), quantity: 1, take: { by: 'gain' } }],
    })
    await follower.caughtUp()
    const days = () => follower.of(bakery.bra)!
    expect(resultOf(days(), '2026-11-20')).toEqual({ soldAtCost: 7_000, waste: 2_000, variance: -2_000 })
    expect(resultOf(days(), '2026-11-19')).toEqual({ soldAtCost: 0, waste: 0, variance: 0 })
    expect(days().stockValue).toBe(89_000)
    const nextDay = { ...bakery.context, now: TEST_NOW + 24 * HOUR_MS }
    const reversal = bakery.sealNext({
      event: 'reversal',
      reverses: { document: sold.id, moves: 1 },
      acceptedBy: bakery.palesa,
      acceptedAt: nextDay.now,
      lines: [],
    })
    expect(await postDocuments(bakery.central, [reversal], nextDay)).toMatchObject([{ state: 'posted' }])
    now = nextDay.now
    await follower.caughtUp()
    expect(resultOf(days(), '2026-11-21').soldAtCost).toBe(-7_000)
    expect(resultOf(days(), '2026-11-20').soldAtCost).toBe(7_000)
    expect(stockValues(days(), '2026-11-21', 3)).toEqual([0, 89_000, 96_000])
  })

  it('is known of a branch only once it was read far enough, and of one without documents at once', async () => {
    const early = follow()
    expect(early.of(bakery.bra)).toBeUndefined()
    await early.caughtUp()
    expect(early.of(bakery.bra)).toEqual({ stockValue: 0, days: new Map() })
    await early.stop()
  })
})
