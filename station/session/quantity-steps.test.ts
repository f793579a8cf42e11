import { describe, expect, it } from 'vitest'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import {
  baking,
  badge,
  counted,
  item,
  line,
  lot,
  measured,
  onward,
  REVIEW,
  selling,
  SIPHO,
  typed,
  UNDO,
} from '../testing/session-fixtures.ts'
import type { MachineEvent } from './machine-event.ts'
import { isAbsurd } from './quantity-steps.ts'
import { workOf } from './session-state.ts'

const pad = (...keys: string[]): MachineEvent[] => keys.map((key) => ({ type: 'pad', key }))
const times = (by: number): MachineEvent => ({ type: 'times', by, at: 7 })
const change: MachineEvent = { type: 'change_line', item: 1 }

describe('a quantity', () => {
  it('is asked for where the barcode carries none, and added', () => {
    const { session, sounds } = baking(measured(9), typed(3_200), measured(9), typed(800))
    expect(counted(session)).toEqual([[9, 4_000]])
    expect(sounds).toEqual(['ok', 'attention', 'ok', 'attention', 'ok'])
  })

  it.each([
    ['nothing', { ok: true, value: 0 }, 'empty'],
    ['too fine', { ok: false, reason: 'too_fine' }, 'too_fine'],
    ['no number', { ok: false, reason: 'not_a_number' }, 'not_a_number'],
  ] as const)('is asked again when it is %s, with an empty pad', (_, answer, problem) => {
    const asked = baking(measured(9), ...pad('1'), { type: 'enter', typed: answer, at: 6 })
    expect(asked.session.place).toMatchObject({ kind: 'asking_quantity', problem, typed: '' })
    expect(asked.sounds.at(-1)).toBe('refused')
    expect(onward(asked, ...pad('4')).session.place).toMatchObject({ problem: null, typed: '4' })
  })

  it('is typed on the pad: digits, one point, and back', () => {
    const { session } = baking(measured(9), ...pad('1', '2', '.', '5', '.', '7', 'erase'))
    expect(session.place).toMatchObject({ typed: '12.5' })
    const long = onward({ session }, ...Array.from({ length: 20 }, () => pad('9')).flat())
    expect(long.session.place).toMatchObject({ typed: '12.599999999' })
  })

  it('refuses other scans until it is answered or given up', () => {
    const asked = baking(measured(9), item(1))
    expect(asked.session).toMatchObject({
      place: { kind: 'asking_quantity' },
      notice: { why: 'quantity_first' },
    })
    expect(onward(asked, { type: 'back' }).session.place.kind).toBe('scanning')
  })

  it('takes the place of what a line had, where it was asked from', () => {
    const { session } = selling(item(1, 5), badge(SIPHO), REVIEW, change, typed(2))
    expect(session.place).toMatchObject({
      kind: 'reviewing',
      work: { lines: [{ shares: [{ who: SIPHO.id, quantity: 2 }] }] },
    })
    expect(selling(item(1, 5), { type: 'quantity' }, typed(2)).session.place.kind).toBe('scanning')
  })

  it('is that of the newest line when the card QUANTITY is scanned', () => {
    const { session } = selling(item(1), item(2), item(1), { type: 'quantity' })
    expect(session.place).toMatchObject({ kind: 'asking_quantity', mode: 'set', line: { item: 1 } })
    expect(selling({ type: 'quantity' }).session.notice).toMatchObject({ problem: 'nothing_scanned' })
  })

  it('keeps the lot and its last day that the barcode said', () => {
    const { session, sounds } = baking(measured(9, { lot: lot('A', 'expired') }), typed(500))
    expect(workOf(session)?.lines[0]?.shares).toMatchObject([{ lot: 'A', expiry: 'expired', quantity: 500 }])
    expect(session.notice).toMatchObject({ kind: 'added', lot: { lot: 'A' } })
    expect(sounds.at(-1)).toBe('attention')
  })

  it('says what the label costs where it says no weight', () => {
    expect(baking(measured(9, { price: 2_490 })).session.place).toMatchObject({ price: 2_490 })
    expect(baking(measured(9)).session.place).toMatchObject({ price: null })
  })

  it('that no line can hold is refused, and nothing changes', () => {
    const facts = { available: QUANTITY_MAX }
    const { session } = baking(measured(9, { facts }), typed(QUANTITY_MAX), measured(9, { facts }), typed(1))
    expect(session).toMatchObject({ place: { kind: 'scanning' }, notice: { why: 'too_much' } })
    expect(counted(session)).toEqual([[9, QUANTITY_MAX]])
  })
})

describe('an absurd quantity', () => {
  it.each([
    ['six times what is there', 601, {}, true],
    ['five times what is there', 500, {}, false],
    ['little of nothing', 9, { available: 0, planned: null }, false],
    ['much of nothing', 10, { available: 0, planned: null }, true],
    ['much of less than nothing', 10, { available: -50, planned: null }, true],
    ['what is ordered, and not there', 10, { available: 0 }, false],
  ])('is %s: %i', (_, quantity, facts, expected) => {
    expect(isAbsurd(line(1, facts), quantity)).toBe(expected)
  })

  it('is asked about, and counts after a yes', () => {
    const asked = baking(measured(9, { lot: lot('A') }), typed(900_000))
    expect(asked.session.place).toMatchObject({ kind: 'confirming_quantity', quantity: 900_000 })
    expect(counted(asked.session)).toEqual([])
    const { session } = onward(asked, { type: 'confirm', at: 8 })
    expect(counted(session)).toEqual([[9, 900_000]])
    expect(workOf(session)?.lines[0]?.shares).toMatchObject([{ lot: 'A' }])
  })

  it('is typed again after a no', () => {
    const asked = baking(measured(9, { lot: lot('A') }), typed(900_000), { type: 'back' })
    expect(asked.session.place).toMatchObject({
      kind: 'asking_quantity',
      typed: '',
      lot: { lot: 'A' },
      mode: 'add',
    })
    expect(counted(onward(asked, typed(900)).session)).toEqual([[9, 900]])
  })

  it('is asked about also when a line is changed', () => {
    const asked = selling(item(1), REVIEW, change, typed(5_000))
    expect(asked.session.place).toMatchObject({ kind: 'confirming_quantity', mode: 'set', back: 'reviewing' })
    const { session } = onward(asked, { type: 'confirm', at: 8 })
    expect(session.place.kind).toBe('reviewing')
    expect(counted(session)).toEqual([[1, 5_000]])
  })
})

describe('times', () => {
  it('counts the last scan that often, and again', () => {
    const once = selling(item(1, 2), times(5))
    expect(counted(once.session)).toEqual([[1, 10]])
    expect(once.session.notice).toMatchObject({ kind: 'added', item: 1, quantity: 10 })
    expect(counted(onward(once, times(2)).session)).toEqual([[1, 20]])
  })

  it('is of the last scan only, not of what was there', () => {
    expect(counted(selling(item(1, 6), item(1), times(5)).session)).toEqual([[1, 11]])
  })

  it('is undone like a scan', () => {
    const twice = selling(item(1, 2), times(5), UNDO)
    expect(counted(twice.session)).toEqual([[1, 2]])
    expect(onward(twice, times(5)).session.notice).toMatchObject({ why: 'nothing_to_multiply' })
  })

  it('keeps the lot', () => {
    const { session } = selling(item(1, 1, { lot: lot('A') }), item(1, 1, { lot: lot('B') }), times(5))
    expect(workOf(session)?.lines[0]?.shares.map((share) => [share.lot, share.quantity])).toEqual([
      ['A', 1],
      ['B', 5],
    ])
  })

  it('asks about an absurd quantity, and then keeps the lot too', () => {
    const asked = selling(item(1, 100, { lot: lot('A') }), times(10))
    expect(asked.session.place).toMatchObject({ kind: 'confirming_quantity', quantity: 900 })
    const { session } = onward(asked, { type: 'confirm', at: 8 })
    expect(counted(session)).toEqual([[1, 1_000]])
    expect(workOf(session)?.lines[0]?.shares).toMatchObject([{ lot: 'A', quantity: 1_000 }])
  })

  it.each([
    ['there is no scan', []],
    ['the last one was taken out', [item(1), { type: 'remove_line', item: 1, at: 5 }]],
    ['each piece has its own number', [item(1, 1, { serial: 'S1' })]],
    ['the last thing was a badge', [item(1), badge(SIPHO)]],
  ] as const)('is refused where %s', (_, events) => {
    const { session, sounds } = selling(...events, times(5))
    expect(session.notice).toMatchObject({ why: 'nothing_to_multiply' })
    expect(sounds.at(-1)).toBe('refused')
  })
})
