import { afterEach, beforeEach, expect, it } from 'vitest'
import { apply, emptyBook } from '../book/model.ts'
import { postDocuments } from '../book/post.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { acceptedNow } from '../kernel/clock.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { worldOf } from '../testing/model-view.ts'
import { Pi } from '../testing/pi.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createTrustedClock } from './trusted-clock.ts'

const BERLIN = 'Europe/Berlin'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const YEARS = 56 * 365 * 24 * HOUR

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
  await bakery.central.batch([{ sql: uncatalogued('UPDATE branch SET time_zone = ?1'), args: [BERLIN] }])
})
afterEach(() => bakery.close())

/** In Berlin; the clocks went back there on 25 October 2026 and forward on 29 March. */
const DAYS = [
  ['an hour before midnight', Date.UTC(2026, 10, 20, 22), '2026-11-20', '2026-11-20'],
  ['a minute before midnight', Date.UTC(2026, 10, 20, 22, 59), '2026-11-20', '2026-11-21'],
  ['at midnight', Date.UTC(2026, 10, 20, 23), '2026-11-21', '2026-11-21'],
  ['in the hour that comes twice', Date.UTC(2026, 9, 25, 0, 30), '2026-10-25', '2026-10-25'],
  ['a minute before the midnight after it', Date.UTC(2026, 9, 25, 22, 59), '2026-10-25', '2026-10-26'],
  [
    'a minute before the midnight after the short day',
    Date.UTC(2026, 2, 29, 21, 59),
    '2026-03-29',
    '2026-03-30',
  ],
] as const
const WRONG = [0, 3 * HOUR, -3 * HOUR, -YEARS]

const cases = DAYS.flatMap(([when, at, accepted, posted]) =>
  WRONG.flatMap((off) => [
    { when, at, off, isHeard: true, day: accepted },
    { when, at, off, isHeard: false, day: posted },
  ]),
)

it.each(cases)(
  'what is accepted $when with a clock $off ms off, central heard: $isHeard, and posted two minutes later is of $day',
  async ({ at, off, isHeard, day }) => {
    const pi = new Pi(at)
    pi.wall += off
    const clock = createTrustedClock({ machine: pi, isOwn: false })
    if (isHeard) pi.answer(clock)
    const { coke, place } = bakery
    const sealed = bakery.sealNext({
      event: 'purchase_invoice',
      ...acceptedNow(clock),
      lines: [
        {
          item: coke,
          from: place('supplier'),
          to: place('retail'),
          quantity: 1,
          take: { by: 'stated', amount: 100 },
        },
      ],
    })
    pi.passes(2 * MINUTE)
    pi.answer(clock)
    const now = clock.now()
    const [outcome] = await postDocuments(bakery.central, [sealed], { now, zoneOf: () => BERLIN })
    expect(outcome).toMatchObject({ state: 'posted', postingDate: day })
    const context = { world: worldOf(bakery.reader), now, zone: BERLIN }
    expect(apply(emptyBook(), sealed.content, context).outcome).toMatchObject({ date: day })
    expect(verifyBook(bakery.reader).ok).toBe(true)
  },
)
