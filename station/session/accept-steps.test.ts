import { describe, expect, it } from 'vitest'
import {
  accepting,
  badge,
  baking,
  counted,
  diskFull,
  DOCUMENT,
  documentOf,
  item,
  onward,
  opening,
  ORDER,
  PALESA,
  play,
  REVIEW,
  selling,
  SIPHO,
  THANDI,
  UNDO,
  type Played,
} from '../testing/session-fixtures.ts'
import { warningsOf } from './excess.ts'
import { shownLines } from './lines.ts'
import type { Effect, MachineEvent } from './machine-event.ts'
import type { ShownOutcome } from './notices.ts'
import { workOf } from './session-state.ts'

const pressed = (before: Played, ...rest: MachineEvent[]) =>
  onward(before, accepting(before.session), ...rest)
const tooMany = (...events: MachineEvent[]) => selling(...events, item(1, 14), item(2), REVIEW)
const notThere = () => selling(item(1, 9, { facts: { available: 4 } }), REVIEW)
const linesOf = (effect: Effect | undefined) =>
  effect?.kind === 'accept'
    ? effect.work.lines.map((line) => [line.item, line.shares[0]?.quantity])
    : undefined
const posted: ShownOutcome = { state: 'posted', number: 'BRA-SAL-00001' }
const refused: ShownOutcome = {
  state: 'refused',
  refusal: { code: 'E_BELOW_ZERO', line: 1, asked: 9, there: 4, item: 1, location: 1 } as never,
  item: null,
  place: 'retail',
}

describe('accept', () => {
  it('is of what was looked over, with what the books say now', () => {
    const facts = new Map([[1, { available: 0, planned: null, dataAt: 7 }]])
    const { session } = selling(item(1), { type: 'review', books: { facts, standing: 'fine' } })
    expect(warningsOf(shownLines(workOf(session)!)[0]!)).toEqual(['over_available', 'not_planned'])
    expect(selling(item(1), accepting(selling(item(1)).session)).effects).toEqual([])
  })

  it('is not of nothing, nor of what has changed since', () => {
    expect(selling(REVIEW).session).toMatchObject({
      place: { kind: 'scanning' },
      notice: { problem: 'nothing_scanned' },
    })
    const reviewed = selling(item(1), REVIEW)
    const stale = onward(reviewed, { type: 'accept', documentId: DOCUMENT, steps: 0 })
    expect(stale).toMatchObject({ session: { notice: { problem: 'changed_since' } }, effects: [] })
    const emptied = pressed(onward(reviewed, { type: 'remove_line', item: 1, at: 5 }))
    expect(emptied).toMatchObject({ session: { notice: { problem: 'nothing_scanned' } }, effects: [] })
  })

  it('asks once for the document, and says accepted only when it was taken', () => {
    const { session, effects, sounds } = pressed(selling(item(1), REVIEW))
    expect(effects).toMatchObject([
      { kind: 'accept', work: { documentId: DOCUMENT }, operator: THANDI, approval: null },
    ])
    expect(session).toMatchObject({
      place: { kind: 'accepted' },
      latest: { id: DOCUMENT, by: THANDI, outcome: null },
    })
    expect(sounds.at(-1)).toBe('done')
  })

  it('leaves all as it was where the disk would not take it', () => {
    const reviewed = selling(item(1), REVIEW)
    const { session, sounds } = play(reviewed.session, [accepting(reviewed.session)], diskFull)
    expect(session).toEqual({ ...reviewed.session, notice: { kind: 'problem', problem: 'not_saved' } })
    expect(sounds).toEqual(['refused'])
    expect(onward({ session }, accepting(session)).session.place.kind).toBe('accepted')
  })

  it('is by who is signed in now', () => {
    expect(pressed(onward(selling(item(1), REVIEW), badge(SIPHO))).effects).toMatchObject([
      { operator: SIPHO },
    ])
  })
})

describe('more than can be booked', () => {
  it('is asked about at Accept, and nothing is written before', () => {
    const { session, effects, sounds } = pressed(tooMany())
    expect(session.place.kind).toBe('deciding_excess')
    expect(effects).toEqual([])
    expect(sounds.at(-1)).toBe('attention')
    expect(onward({ session }, { type: 'back' }).session.place.kind).toBe('reviewing')
  })

  it('can be left out: exactly what is allowed is accepted', () => {
    const { effects } = pressed(tooMany(), { type: 'leave_out_excess' })
    expect(effects).toMatchObject([{ kind: 'accept', approval: null }])
    expect(linesOf(effects[0])).toEqual([
      [1, 10],
      [2, 1],
    ])
  })

  it('accepts nothing where nothing is left', () => {
    const none = selling(item(1, 3, { facts: { available: 0 } }), REVIEW)
    const { session, effects } = pressed(none, { type: 'leave_out_excess' })
    expect(effects).toEqual([])
    expect(session).toMatchObject({ place: { kind: 'reviewing' }, notice: { problem: 'nothing_scanned' } })
    expect(counted(onward({ session }, UNDO).session)).toEqual([[1, 3]])
  })

  it('can be sent to a manager, whole and with its reasons', () => {
    const more = item(3, 9, { facts: { available: 4, planned: null } })
    const { session, effects, sounds } = pressed(tooMany(more), { type: 'send' })
    expect(effects).toMatchObject([
      { kind: 'accept', approval: { state: 'asked', for: ['over_planned', 'over_available'] } },
    ])
    expect(linesOf(effects[0])).toContainEqual([1, 14])
    expect(session.latest).toMatchObject({ isSent: true })
    expect(sounds.at(-1)).toBe('attention')
  })

  it('is allowed by a manager’s badge, and still accepted by the operator', () => {
    const { effects } = pressed(tooMany(), { type: 'allow_excess' }, badge(PALESA))
    expect(effects).toMatchObject([
      { operator: THANDI, approval: { state: 'given', for: ['over_planned'], by: PALESA.id } },
    ])
    expect(linesOf(effects[0])).toContainEqual([1, 14])
  })

  it('is allowed by a manager’s PIN, or at once where a manager works', () => {
    const withPin = pressed(
      tooMany(),
      { type: 'allow_excess' },
      { type: 'choose_operator', operator: PALESA, hasPin: true },
      { type: 'pin', answer: { isRight: true }, at: 5 },
    )
    expect(withPin.effects).toMatchObject([{ operator: THANDI, approval: { by: PALESA.id } }])
    const atOnce = pressed(onward(tooMany(), badge(PALESA)), { type: 'allow_excess' })
    expect(atOnce.effects).toMatchObject([{ operator: PALESA, approval: { state: 'given', by: PALESA.id } }])
  })

  it.each([badge(THANDI, true), badge(SIPHO)])('is never allowed by an operator', (event) => {
    const { session, effects } = pressed(tooMany(), { type: 'allow_excess' }, event)
    expect(effects).toEqual([])
    expect(session).toMatchObject({
      asking: { ask: { for: 'allow_excess' } },
      notice: { why: 'not_a_manager' },
    })
  })

  it('is allowed by nobody where it is not there: the book would not give it', () => {
    const { effects, session } = pressed(notThere(), { type: 'allow_excess' }, badge(PALESA))
    expect(effects).toEqual([])
    expect(session.place.kind).toBe('deciding_excess')
  })
})

describe('what is beside the recipe', () => {
  const beside = () => baking(item(1), item(7, 2, { facts: { planned: null } }), REVIEW)
  const flour = { item: 1, name: 'Item 1' } as const

  it('is named before the document is made', () => {
    const asked = pressed(beside())
    expect(asked).toMatchObject({ session: { place: { kind: 'naming_substitute', item: 7 } }, effects: [] })
    const named = onward(asked, { type: 'choose_substitute', insteadOf: flour })
    expect(named.effects).toMatchObject([
      {
        kind: 'accept',
        approval: null,
        work: { lines: [{ insteadOf: null }, { item: 7, insteadOf: flour }] },
      },
    ])
  })

  it('is named by a scan of what it takes the place of, which is in the recipe', () => {
    const asked = pressed(beside())
    expect(onward(asked, item(8, 1, { facts: { planned: null } })).session.notice).toMatchObject({
      why: 'not_in_recipe',
    })
    expect(onward(asked, item(1)).effects).toMatchObject([{ work: { lines: [{}, { insteadOf: flour }] } }])
  })

  it('may take the place of nothing', () => {
    const extra: MachineEvent = { type: 'choose_substitute', insteadOf: { item: null, name: '' } }
    expect(pressed(beside(), extra).effects).toMatchObject([
      { work: { lines: [{}, { insteadOf: { item: null } }] } },
    ])
  })

  it('is unnamed again after an undo', () => {
    const named = pressed(beside(), { type: 'choose_substitute', insteadOf: flour })
    const failed = play(
      pressed(beside()).session,
      [{ type: 'choose_substitute', insteadOf: flour }],
      diskFull,
    )
    expect(named.session.place.kind).toBe('accepted')
    expect(workOf(failed.session)?.lines[1]?.insteadOf).toEqual(flour)
    expect(workOf(onward(failed, UNDO).session)?.lines[1]?.insteadOf).toBeNull()
  })
})

describe('after the Accept', () => {
  const done = () => pressed(selling(item(1), REVIEW))
  const outcome = (of: ShownOutcome, id = DOCUMENT): MachineEvent => ({ type: 'outcome', id, outcome: of })

  it('shows what became of it, once', () => {
    const heard = onward(done(), outcome(posted), outcome(refused))
    expect(heard.session.latest?.outcome).toEqual(posted)
    expect(heard.sounds).toEqual([])
    expect(onward(done(), outcome(refused)).sounds).toEqual(['refused'])
    expect(onward(done(), outcome(posted, documentOf(404))).session.latest?.outcome).toBeNull()
  })

  it('makes no alarm of what was sent to a manager', () => {
    const sent = pressed(notThere(), { type: 'send' })
    expect(onward(sent, outcome(refused))).toMatchObject({
      sounds: [],
      session: { latest: { outcome: refused } },
    })
  })

  it('takes the document back after a question, once', () => {
    const asked = onward(done(), { type: 'ask_undo' })
    expect(asked).toMatchObject({ effects: [], session: { place: { kind: 'confirming_undo' } } })
    const undone = onward(asked, { type: 'confirm', at: 5 })
    expect(undone.effects).toMatchObject([{ kind: 'undo', operator: THANDI, latest: { id: DOCUMENT } }])
    expect(undone.session.latest?.undo).toMatchObject({ reference: 'BRA-K1-000999' })
    const again = onward(undone, { type: 'ask_undo' }, { type: 'confirm', at: 5 })
    expect(again).toMatchObject({ effects: [], session: { notice: { why: 'nothing_to_undo' } } })
  })

  it('asks again where the disk would not take the undo', () => {
    const asked = onward(done(), { type: 'ask_undo' })
    const { session } = play(asked.session, [{ type: 'confirm', at: 5 }], diskFull)
    expect(session).toMatchObject({ place: { kind: 'confirming_undo' }, notice: { problem: 'not_saved' } })
  })

  it('opens the next work only with a choice', () => {
    expect(onward(done(), item(1)).session).toMatchObject({ notice: { why: 'already_accepted' } })
    expect(onward(done(), opening(ORDER, documentOf(2))).session.place.kind).toBe('scanning')
  })
})
