import { describe, expect, it } from 'vitest'
import {
  badge,
  diskFull,
  from,
  item,
  onward,
  play,
  scanOf,
  selling,
  THANDI,
} from '../testing/session-fixtures.ts'
import type { MachineEvent } from './machine-event.ts'
import { NEW_SESSION, workOf } from './session-state.ts'
import { TYPED_REMARK_MAX } from './telling.ts'

const ASK: MachineEvent = { type: 'ask_remark' }
const TELL: MachineEvent = { type: 'tell', remark: 'scanner' }
const words = (text: string): MachineEvent => scanOf({ kind: 'unreadable', text, name: '' })

describe('telling the manager something', () => {
  it('is one press, once however often it is pressed, and the work stays as it was', () => {
    const before = selling(item(1))
    const told = onward(before, ASK, TELL, TELL)
    expect(told.effects).toEqual([{ kind: 'tell', remark: 'scanner', typed: '' }])
    expect(told.session).toMatchObject({ asking: null, notice: { kind: 'told' } })
    expect(workOf(told.session)).toEqual(workOf(before.session))
    expect(told.sounds).toEqual(['ok'])
  })

  it('takes words line by line, and tells them only when that is pressed', () => {
    const typed = from(ASK, words('The label'), words('fell off'))
    expect(typed.effects).toEqual([])
    expect(typed.session.asking).toMatchObject({ kind: 'telling', typed: 'The label fell off' })
    expect(onward(typed, { type: 'tell_typed' }).effects).toEqual([
      { kind: 'tell', remark: null, typed: 'The label fell off' },
    ])
    expect(onward(typed, { type: 'erase_remark' }).session.asking).toMatchObject({ typed: '' })
  })

  it('says that nothing is typed yet', () => {
    const played = from(ASK, { type: 'tell_typed' })
    expect(played.effects).toEqual([])
    expect(played.session.notice).toEqual({ kind: 'problem', problem: 'nothing_typed' })
  })

  it('holds no more than a remark', () => {
    const played = from(ASK, words('a'.repeat(TYPED_REMARK_MAX)), words('b'))
    expect(played.session.asking).toMatchObject({ typed: 'a'.repeat(TYPED_REMARK_MAX) })
  })

  it('does not repeat what may be a badge', () => {
    const played = from(ASK, words(''))
    expect(played.session).toMatchObject({ asking: { typed: '' }, notice: { why: 'tell_first' } })
  })

  it('goes back to what the screen said before', () => {
    const before = selling(item(1))
    expect(onward(before, ASK, { type: 'back' }).session).toEqual(before.session)
  })

  it('stays on the screen when the disk would not take it', () => {
    const played = play(NEW_SESSION, [ASK, words('Hello'), TELL], diskFull)
    expect(played.session).toMatchObject({
      asking: { kind: 'telling', typed: 'Hello' },
      notice: { problem: 'not_saved' },
    })
  })

  it('is not asked over the question who is working', () => {
    expect(from({ type: 'ask_operator' }, ASK).session.asking).toMatchObject({ kind: 'who' })
  })
})

describe('what is so already', () => {
  const SIGN_OUT: MachineEvent = { type: 'sign_out', why: 'asked' }
  const BACK_CARD = scanOf({ kind: 'card_back', text: '', name: 'BACK' })

  it('is said of SIGN OUT with nobody signed in', () => {
    const played = from(SIGN_OUT)
    expect(played.session.notice).toEqual({ kind: 'already', what: 'signed_out' })
    expect(played.sounds).toEqual(['attention'])
  })

  it('leaves the name of who was signed out just now, and makes a sound', () => {
    const played = onward(from(badge(THANDI), SIGN_OUT), SIGN_OUT)
    expect(played.session.notice).toMatchObject({ kind: 'signed_out', name: 'Thandi M.' })
    expect(played.sounds).toEqual(['attention'])
  })

  it('is said of BACK on the home screen, also when help lies over it', () => {
    for (const played of [from(BACK_CARD), from({ type: 'help' }, BACK_CARD)]) {
      expect(played.session).toMatchObject({ asking: null, notice: { kind: 'already', what: 'home' } })
      expect(played.sounds).toEqual(['attention'])
    }
  })
})

describe('practice', () => {
  it('is asked for at rest only, and ended from anywhere', () => {
    const { effects } = from({ type: 'start_practice' })
    expect(effects).toEqual([{ kind: 'practise', does: 'start' }])
    expect(selling(item(1), { type: 'start_practice' }).effects).toEqual([])
    expect(selling(item(1), { type: 'leave_practice' }).effects).toEqual([
      { kind: 'practise', does: 'leave' },
    ])
  })

  it('is said not to be there', () => {
    expect(from({ type: 'no_practice' }).session.notice).toEqual({ kind: 'problem', problem: 'no_practice' })
  })
})
