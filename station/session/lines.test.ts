import { describe, expect, it } from 'vitest'
import { LINES_MAX } from '../../core/book/content.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import {
  badge,
  baking,
  counted,
  item,
  line,
  lot,
  onward,
  ORDERED,
  scanOf,
  selling,
  shown,
  SIPHO,
  THANDI,
  UNDO,
} from '../testing/session-fixtures.ts'
import { excessOf, leaveOutExcess, warningsOf } from './excess.ts'
import { roomLeft, shownLines, totalOf } from './lines.ts'
import { workOf, type Session } from './session-state.ts'

const newest = (session: Session) => shownLines(workOf(session)!)[0]!
const sharesOf = (session: Session) =>
  newest(session).shares.map((share) => [share.who, share.lot, share.quantity])

describe('scanning', () => {
  it('tallies an item and shows the newest on top', () => {
    const { session, sounds } = selling(item(1), item(2), item(1, 10))
    expect(shown(session)).toEqual([
      [1, 11],
      [2, 1],
    ])
    expect(sounds).toEqual(['ok', 'ok', 'ok', 'attention'])
    expect(session.notice).toMatchObject({ kind: 'added', item: 1, quantity: 10 })
  })

  it.each([
    ['all is well', 1, {}, []],
    ['more than there', 5, { available: 4 }, ['over_available']],
    ['more than ordered', 11, {}, ['over_planned']],
    [
      'more than ordered with what was logged before',
      3,
      { planned: { ...ORDERED, logged: 8 } },
      ['over_planned'],
    ],
    ['within what is tolerated', 12, { planned: { ...ORDERED, upTo: 12 } }, []],
    ['beyond what is tolerated', 13, { planned: { ...ORDERED, upTo: 12 } }, ['over_planned']],
    ['not on the order', 1, { planned: null }, ['not_planned']],
    ['both', 5, { available: 4, planned: null }, ['over_available', 'not_planned']],
  ])('never stops the work: %s', (_, count, facts, warnings) => {
    const { session, sounds } = selling(item(1, count, { facts }))
    expect(warningsOf(newest(session))).toEqual(warnings)
    expect(sounds.at(-1)).toBe(warnings.length === 0 ? 'ok' : 'attention')
  })

  it.each([
    ['expired', ['expired']],
    ['soon', ['expires_soon']],
    [null, []],
  ] as const)('warns of a lot: %s', (expiry, warnings) => {
    const { session, sounds } = selling(item(1, 1, { lot: lot('A', expiry) }))
    expect(warningsOf(newest(session))).toEqual(warnings)
    expect(sounds.at(-1)).toBe(expiry === null ? 'ok' : 'attention')
    expect(session.notice).toMatchObject({ lot: { lot: 'A', expiresOn: '2026-12-01' } })
  })

  it('keeps each person’s share of each lot apart', () => {
    const a = { lot: lot('A') }
    const { session } = selling(item(1), item(1, 1, a), item(1, 2, a), badge(SIPHO), item(1, 1, a), item(1))
    expect(sharesOf(session)).toEqual([
      [THANDI.id, null, 1],
      [THANDI.id, 'A', 3],
      [SIPHO.id, 'A', 1],
      [SIPHO.id, null, 1],
    ])
  })

  it('counts a piece with a number of its own once', () => {
    const one = item(1, 1, { serial: 'S1' })
    const again = scanOf({ kind: 'serial_again', text: 'T', name: 'Item 1' })
    const { session } = selling(one, item(1, 1, { serial: 'S2' }), again)
    expect(counted(session)).toEqual([[1, 2]])
    expect(session.notice).toMatchObject({ why: 'already_scanned', name: 'Item 1' })
    expect(newest(session).serials).toEqual(['S1', 'S2'])
    expect(newest(onward({ session }, UNDO).session).serials).toEqual(['S1'])
    expect(counted(onward({ session }, { type: 'remove_line', item: 1, at: 1 }, one).session)).toEqual([
      [1, 1],
    ])
  })

  it('refuses a scan with a sound and changes nothing else', () => {
    const before = selling(item(1)).session
    const { session, sounds } = onward({ session: before }, scanOf({ kind: 'misread', text: 'X', name: '' }))
    expect(sounds).toEqual(['refused'])
    expect(session).toEqual({
      ...before,
      notice: { kind: 'scan_refused', why: 'misread', text: 'X', name: '' },
    })
  })
})

describe('a full document', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => item(index + 1))

  it('refuses what no line can hold', () => {
    const full = selling(item(1, QUANTITY_MAX), item(1))
    expect(full.session.notice).toMatchObject({ why: 'too_much', name: 'Item 1' })
    expect(counted(full.session)).toEqual([[1, QUANTITY_MAX]])
  })

  it('takes as many lines as a document, and says how much room is left', () => {
    const { session } = selling(...many(LINES_MAX - 1))
    expect(roomLeft(workOf(session)!)).toBe(1)
    const full = onward({ session }, item(LINES_MAX))
    expect(roomLeft(workOf(full.session)!)).toBe(0)
    expect(onward(full, item(LINES_MAX + 1)).session.notice).toMatchObject({ why: 'document_full' })
    expect(onward(full, item(3)).session.notice).toMatchObject({ kind: 'added' })
    expect(onward(full, badge(SIPHO), item(3)).session.notice).toMatchObject({ why: 'document_full' })
  })

  it('keeps room for the shortfall of each ingredient', () => {
    const { session } = baking(...many(LINES_MAX / 2))
    expect(roomLeft(workOf(session)!)).toBe(0)
    expect(onward({ session }, item(LINES_MAX)).session.notice).toMatchObject({ why: 'document_full' })
  })
})

describe('the excess', () => {
  it.each([
    ['more than there', 'sales', 9, { available: 4 }, 4, 'over_available'],
    ['less than nothing there', 'sales', 9, { available: -3 }, 0, 'over_available'],
    ['more than ordered', 'sales', 14, {}, 10, 'over_planned'],
    ['more than is still open', 'sales', 5, { planned: { ...ORDERED, logged: 8 } }, 2, 'over_planned'],
    ['an order that is fulfilled', 'sales', 5, { planned: { ...ORDERED, logged: 12 } }, 0, 'over_planned'],
    ['not on the order', 'sales', 5, { planned: null }, 0, 'not_planned'],
    ['both there and ordered', 'sales', 14, { available: 6 }, 6, 'over_available'],
    [
      'beyond the tolerance of a run',
      'production',
      14,
      { planned: { ...ORDERED, upTo: 12 } },
      12,
      'over_planned',
    ],
    [
      'beside the recipe, and not there',
      'production',
      9,
      { planned: null, available: 4 },
      4,
      'over_available',
    ],
  ] as const)('is left out to the unit: %s', (_, workflow, count, facts, allowed, why) => {
    const { session } = (workflow === 'sales' ? selling : baking)(item(2), item(1, count, { facts }))
    const work = workOf(session)!
    expect(excessOf(work)).toMatchObject([{ line: { item: 1 }, allowed, why }])
    const rest = leaveOutExcess(work)
    expect(excessOf(rest)).toEqual([])
    expect(shownLines(rest).map((one) => [one.item, totalOf(one)])).toEqual(
      allowed === 0
        ? [[2, 1]]
        : [
            [1, allowed],
            [2, 1],
          ],
    )
  })

  it.each([
    ['on the order and there', 'sales', 10, {}],
    ['beside the recipe, and there', 'production', 90, { planned: null }],
    ['within the tolerance of a run', 'production', 12, { planned: { ...ORDERED, upTo: 12 } }],
  ] as const)('is none: %s', (_, workflow, count, facts) => {
    const { session } = (workflow === 'sales' ? selling : baking)(item(1, count, { facts }))
    expect(excessOf(workOf(session)!)).toEqual([])
  })

  it('is taken from who scanned last', () => {
    const { session } = selling(item(1, 6), badge(SIPHO), item(1, 3), item(1, 5, { lot: lot('A') }))
    const left = leaveOutExcess(workOf(session)!).lines[0]
    expect(left?.shares.map(({ who, quantity }) => [who, quantity])).toEqual([
      [THANDI.id, 6],
      [SIPHO.id, 3],
      [SIPHO.id, 1],
    ])
  })

  it('warns of a line as it stands', () => {
    expect(warningsOf({ ...line(1), shares: [] })).toEqual([])
  })
})
