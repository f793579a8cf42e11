import { describe, expect, it } from 'vitest'
import {
  accepting,
  badge,
  counted,
  DOCUMENT,
  from,
  item,
  onward,
  opening,
  ORDER,
  PALESA,
  REVIEW,
  selling,
  SIPHO,
  THANDI,
  typed,
} from '../testing/session-fixtures.ts'
import type { MachineEvent } from './machine-event.ts'
import { workOf } from './session-state.ts'

const asksWho: MachineEvent = { type: 'ask_operator' }
const tile = (operator = THANDI, hasPin = true): MachineEvent => ({
  type: 'choose_operator',
  operator,
  hasPin,
})
const right: MachineEvent = { type: 'pin', answer: { isRight: true }, at: 5 }
const wrong: MachineEvent = {
  type: 'pin',
  answer: { isRight: false, problem: { why: 'wrong', triesLeft: 4 } },
  at: 5,
}
const locked: MachineEvent = {
  type: 'pin',
  answer: { isRight: false, problem: { why: 'locked', until: 99 } },
  at: 5,
}
const idle: MachineEvent = { type: 'sign_out', why: 'idle' }

describe('signing in', () => {
  it('takes a badge at once, whatever is on the screen', () => {
    const { session, sounds } = selling(item(1), { type: 'ask_cancel' }, badge(SIPHO))
    expect(session).toMatchObject({
      operator: SIPHO,
      place: { kind: 'confirming_cancel' },
      notice: { kind: 'signed_in', name: 'Sipho K.' },
    })
    expect(sounds.at(-1)).toBe('ok')
  })

  it('says that a badge in use is not needed', () => {
    const { session, sounds } = selling(badge(THANDI, true))
    expect(session).toMatchObject({
      operator: THANDI,
      notice: { why: 'badge_not_needed', name: 'Thandi M.' },
    })
    expect(sounds.at(-1)).toBe('refused')
  })

  it('takes a tile and a PIN', () => {
    const asked = from(asksWho, tile())
    expect(asked.session).toMatchObject({
      operator: null,
      asking: { kind: 'pin', person: THANDI, problem: null },
    })
    expect(onward(asked, right).session).toMatchObject({ operator: THANDI, asking: null })
  })

  it('says what was wrong with a PIN, and signs nobody in', () => {
    const { session, sounds } = from(asksWho, tile(), wrong)
    expect(session).toMatchObject({ operator: null, asking: { problem: { why: 'wrong', triesLeft: 4 } } })
    expect(sounds).toEqual(['refused'])
    expect(onward({ session }, locked).session.asking).toMatchObject({
      problem: { why: 'locked', until: 99 },
    })
    expect(onward({ session }, right).session).toMatchObject({ operator: THANDI })
  })

  it('goes back from the PIN to the names, and from there to where it was', () => {
    const asked = selling(item(1), asksWho, tile(SIPHO))
    const names = onward(asked, { type: 'back' })
    expect(names.session.asking).toEqual({ kind: 'who', ask: { for: 'sign_in', afterwards: null } })
    expect(onward(names, { type: 'back' }).session).toMatchObject({
      asking: null,
      place: { kind: 'scanning' },
    })
  })

  it('sends who has no PIN to their badge', () => {
    const { session } = from(asksWho, tile(THANDI, false))
    expect(session).toMatchObject({ asking: { kind: 'who' }, notice: { problem: 'no_pin' } })
  })

  it('takes no name and no PIN that nobody asked for', () => {
    expect(from(tile()).session.asking).toBeNull()
    expect(from(right).session.operator).toBeNull()
    expect(from(asksWho, right).session.operator).toBeNull()
  })

  it('refuses all else while it asks', () => {
    const who = selling(asksWho)
    expect(onward(who, item(1)).session).toMatchObject({ notice: { why: 'who_first' } })
    expect(onward(who, tile(SIPHO), item(1)).session).toMatchObject({ notice: { why: 'pin_first' } })
    expect(counted(onward(who, item(1)).session)).toEqual([])
  })
})

describe('who works', () => {
  it('is kept with what they scan, from their badge on', () => {
    const { session } = from(
      opening(ORDER),
      item(1),
      badge(THANDI),
      item(1, 2),
      badge(SIPHO),
      item(1, 3),
      item(1),
    )
    expect(workOf(session)?.lines[0]?.shares.map(({ who, quantity }) => [who, quantity])).toEqual([
      [null, 1],
      [THANDI.id, 2],
      [SIPHO.id, 4],
    ])
  })

  it('is asked for at Accept, which then goes on by itself', () => {
    const reviewed = from(opening(ORDER), item(1), REVIEW)
    const asked = onward(reviewed, accepting(reviewed.session))
    expect(asked.session).toMatchObject({ asking: { kind: 'who' }, notice: { problem: 'no_operator' } })
    expect(asked.effects).toEqual([])
    for (const signIn of [[badge(THANDI)], [tile(), right]])
      expect(onward(asked, ...signIn).effects).toMatchObject([
        { kind: 'accept', operator: THANDI, work: { documentId: DOCUMENT } },
      ])
    expect(onward(asked, { type: 'back' }, badge(THANDI)).effects).toEqual([])
  })

  it('is asked for at an undo, which then goes on by itself', () => {
    const reviewed = selling(item(1), REVIEW)
    const away = onward(
      reviewed,
      accepting(reviewed.session),
      idle,
      { type: 'show_latest' },
      { type: 'ask_undo' },
    )
    const asked = onward(away, { type: 'confirm', at: 5 })
    expect(asked.effects).toEqual([])
    expect(onward(asked, badge(THANDI)).effects).toMatchObject([{ kind: 'undo', operator: THANDI }])
  })

  it('accepts what was on the screen when it was pressed, and nothing since', () => {
    const reviewed = from(opening(ORDER), item(1), REVIEW)
    const asked = onward(reviewed, accepting(reviewed.session), { type: 'remove_line', item: 1, at: 9 })
    const { effects, session } = onward(asked, badge(THANDI))
    expect(effects).toEqual([])
    expect(session.notice).toEqual({ kind: 'problem', problem: 'changed_since' })
  })
})

describe('nobody at the screen', () => {
  it('counts down in sight and stays with a touch', () => {
    const counting = selling(item(1), { type: 'countdown', endsAt: 99 })
    expect(counting.session.countdownEndsAt).toBe(99)
    expect(onward(counting, { type: 'touched' }).session).toMatchObject({
      countdownEndsAt: null,
      operator: THANDI,
    })
    expect(from({ type: 'countdown', endsAt: 99 }).session.countdownEndsAt).toBeNull()
  })

  it.each([
    ['scanned', [], 'scanning'],
    ['being looked over', [REVIEW], 'reviewing'],
    ['asked about', [{ type: 'change_line', item: 1 }, typed(2_000)], 'scanning'],
    ['almost given up', [{ type: 'ask_cancel' }], 'scanning'],
  ] as const)('signs out and keeps the work that was %s, and whose it is', (_, events, back) => {
    const { session } = selling(item(1, 3), ...events, { type: 'countdown', endsAt: 99 }, idle)
    expect(session).toMatchObject({
      operator: null,
      asking: null,
      countdownEndsAt: null,
      place: { kind: 'left', by: THANDI, back },
      notice: { kind: 'signed_out', name: 'Thandi M.', why: 'idle' },
    })
    expect(counted(session)).toEqual([[1, 3]])
  })

  it('goes home where nothing was scanned', () => {
    expect(selling(idle).session.place).toEqual({ kind: 'choosing_operation' })
  })

  it('forgets a question to a manager', () => {
    const { session } = selling(item(1), asksWho, tile(PALESA), idle)
    expect(session).toMatchObject({ asking: null, operator: null })
    expect(onward({ session }, right).session.operator).toBeNull()
  })

  it('does nothing twice, and nothing where nobody works', () => {
    const once = selling(item(1), idle)
    expect(onward(once, idle).session).toEqual(once.session)
    expect(from(idle).session.notice).toBeNull()
  })
})
