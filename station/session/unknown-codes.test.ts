import { describe, expect, it } from 'vitest'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import {
  accepting,
  badge,
  counted,
  diskFull,
  each,
  item,
  kg,
  lot,
  onward,
  PALESA,
  play,
  REVIEW,
  scanOf,
  selling,
  SIPHO,
  THANDI,
  typed,
  UNDO,
  unknown,
} from '../testing/session-fixtures.ts'
import type { MachineEvent } from './machine-event.ts'
import { workOf, type Session } from './session-state.ts'
import { HELD_MAX, heldCodes, timesOf } from './unknown-codes.ts'

const open: MachineEvent = { type: 'open_code', key: 'XYZ' }
const attach: MachineEvent = { type: 'ask_attach' }
const choose = (unit: typeof each | typeof kg = each): MachineEvent => ({
  type: 'choose_item',
  candidate: { item: 5, name: 'Item 5', unit },
})
const nothingTyped: MachineEvent = { type: 'enter', typed: { ok: false, reason: 'empty' }, at: 6 }
const held = (session: Session) => heldCodes(workOf(session)!).map((code) => [code.key, timesOf(code)])
const allowed = (...events: MachineEvent[]) => selling(...events, open, attach, badge(PALESA))

describe('a code nobody knows', () => {
  it('waits on the list, counted, and the work goes on', () => {
    const { session, sounds, effects } = selling(unknown('XYZ'), unknown('XYZ', 3), item(1))
    expect(held(session)).toEqual([['XYZ', 4]])
    expect(sounds).toEqual(['ok', 'attention', 'attention', 'ok'])
    expect(effects).toEqual([
      { kind: 'note_unknown', key: 'XYZ', times: 1 },
      { kind: 'note_unknown', key: 'XYZ', times: 3 },
    ])
  })

  it('stops the Accept, which asks about it', () => {
    const reviewed = selling(item(1), unknown('XYZ'), REVIEW)
    const { session, effects } = onward(reviewed, accepting(reviewed.session))
    expect(session).toMatchObject({
      place: { kind: 'unknown_code', key: 'XYZ', back: 'reviewing' },
      notice: { problem: 'unknown_first' },
    })
    expect(effects).toEqual([])
    const leftOut = onward({ session }, { type: 'leave_out_code' })
    expect(onward(leftOut, accepting(leftOut.session)).effects).toMatchObject([{ kind: 'accept' }])
  })

  it('is left out, and an undo brings it back', () => {
    const { session } = selling(item(1), unknown('XYZ', 2), open, { type: 'leave_out_code' })
    expect(session).toMatchObject({ place: { kind: 'scanning' }, notice: { kind: 'left_out', text: 'xyz' } })
    expect(held(session)).toEqual([])
    expect(held(onward({ session }, UNDO).session)).toEqual([['XYZ', 2]])
    expect(onward({ session }, UNDO).session.notice).toEqual({ kind: 'left_out', text: 'xyz' })
  })

  it('keeps who scanned it, of which lot', () => {
    const scan = (name: string): MachineEvent =>
      scanOf({ kind: 'unknown', text: 'x', name: '', key: 'XYZ', quantity: 1, lot: lot(name) })
    const { session } = selling(scan('A'), badge(SIPHO), scan('A'), scan('B'))
    expect(heldCodes(workOf(session)!)[0]?.shares).toMatchObject([
      { who: THANDI.id, lot: 'A', quantity: 1 },
      { who: SIPHO.id, lot: 'A', quantity: 1 },
      { who: SIPHO.id, lot: 'B', quantity: 1 },
    ])
  })

  it('is not held without end', () => {
    const many = selling(...Array.from({ length: HELD_MAX }, (_, n) => unknown(`CODE${n}`)))
    expect(onward(many, unknown('ONE MORE')).session.notice).toMatchObject({ why: 'document_full' })
    expect(onward(many, unknown('CODE7')).session.notice).toMatchObject({ kind: 'held' })
  })
})

describe('attaching it', () => {
  it('needs a manager: an operator is asked for one, and their own badge is not enough', () => {
    const asked = selling(unknown('XYZ'), open, attach)
    expect(asked.session.asking).toEqual({ kind: 'who', ask: { for: 'attach_barcode', key: 'XYZ' } })
    for (const person of [badge(THANDI, true), badge(SIPHO)]) {
      const { session } = onward(asked, person)
      expect(session).toMatchObject({
        asking: { kind: 'who' },
        notice: { why: 'not_a_manager' },
        operator: THANDI,
      })
    }
    const chosen = onward(asked, { type: 'choose_operator', operator: SIPHO, hasPin: true })
    expect(chosen.session).toMatchObject({ asking: { kind: 'who' }, notice: { problem: 'not_a_manager' } })
  })

  it('goes on with a manager’s badge, and the operator stays who works', () => {
    const { session } = allowed(unknown('XYZ'))
    expect(session).toMatchObject({
      operator: THANDI,
      asking: null,
      place: { kind: 'searching_item', key: 'XYZ', allowedBy: PALESA },
    })
  })

  it('goes on with a manager’s PIN', () => {
    const { session } = selling(
      unknown('XYZ'),
      open,
      attach,
      { type: 'choose_operator', operator: PALESA, hasPin: true },
      { type: 'pin', answer: { isRight: true }, at: 5 },
    )
    expect(session).toMatchObject({ operator: THANDI, place: { kind: 'searching_item', allowedBy: PALESA } })
  })

  it('asks nobody where a manager works', () => {
    const { session } = selling(badge(PALESA), unknown('XYZ'), open, attach)
    expect(session).toMatchObject({ asking: null, place: { kind: 'searching_item', allowedBy: PALESA } })
  })

  it('counts what was held, scan by scan, for those who scanned it', () => {
    const { session, effects, sounds } = onward(
      selling(item(5), unknown('XYZ'), badge(SIPHO), unknown('XYZ', 2), open, attach, badge(PALESA)),
      choose(),
      typed(6),
    )
    expect(effects).toMatchObject([{ kind: 'attach', key: 'XYZ', perScan: 6, allowedBy: PALESA }])
    expect(counted(session)).toEqual([[5, 19]])
    expect(workOf(session)?.lines[0]?.shares.map(({ who, quantity }) => [who, quantity])).toEqual([
      [THANDI.id, 7],
      [SIPHO.id, 12],
    ])
    expect(held(session)).toEqual([])
    // 19 of 10 ordered.
    expect(sounds.at(-1)).toBe('attention')
    expect(session.notice).toEqual({ kind: 'attached', text: 'xyz', item: 5 })
  })

  it('takes Enter alone for one piece, and asks on where it is weighed', () => {
    expect(onward(allowed(unknown('XYZ')), choose(), nothingTyped).effects).toMatchObject([{ perScan: 1 }])
    const weighed = onward(allowed(unknown('XYZ')), choose(kg), nothingTyped)
    expect(weighed.effects).toEqual([])
    expect(weighed.session.place).toMatchObject({ kind: 'asking_pack', problem: 'empty' })
    expect(onward(allowed(unknown('XYZ')), choose(), typed(0)).effects).toEqual([])
  })

  it('searches what is scanned or typed, no longer than a screen is wide', () => {
    const scanned = onward(allowed(unknown('XYZ')), scanOf({ kind: 'unreadable', text: 'bread', name: '' }))
    expect(scanned.session.place).toMatchObject({ kind: 'searching_item', query: 'bread' })
    const long = onward(scanned, { type: 'search', query: 'B'.repeat(99) })
    expect(long.session.place).toMatchObject({ query: 'B'.repeat(40) })
    expect(onward(long, item(8)).session.place).toMatchObject({ kind: 'asking_pack', candidate: { item: 8 } })
  })

  it('goes back step by step', () => {
    const back: MachineEvent = { type: 'back' }
    const pack = onward(allowed(item(1), unknown('XYZ')), choose())
    const kinds = [1, 2, 3].map(
      (n) => onward(pack, ...Array.from({ length: n }, () => back)).session.place.kind,
    )
    expect(kinds).toEqual(['searching_item', 'unknown_code', 'scanning'])
  })

  it('has not happened where the disk would not take it', () => {
    const pack = onward(allowed(unknown('XYZ')), choose())
    const { session, sounds } = play(pack.session, [typed(6)], diskFull)
    expect(session).toMatchObject({ place: { kind: 'asking_pack' }, notice: { problem: 'not_saved' } })
    expect(held(session)).toEqual([['XYZ', 1]])
    expect(sounds).toEqual(['refused'])
  })

  it('keeps the code on the list where a line cannot hold so much', () => {
    const { session } = onward(allowed(unknown('XYZ', 3)), choose(), typed(QUANTITY_MAX))
    expect(session).toMatchObject({ place: { kind: 'scanning' }, notice: { why: 'too_much' } })
    expect(held(session)).toEqual([['XYZ', 3]])
  })
})
