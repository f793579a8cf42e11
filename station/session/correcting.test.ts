import { describe, expect, it } from 'vitest'
import {
  accepting,
  counted,
  from,
  item,
  onward,
  opening,
  ORDER,
  documentOf,
  REVIEW,
  RUN,
  selling,
  shown,
  UNDO,
} from '../testing/session-fixtures.ts'
import type { MachineEvent } from './machine-event.ts'
import { UNDO_MAX } from './lines.ts'

const remove = (id: number): MachineEvent => ({ type: 'remove_line', item: id, at: 9 })
const cancel: MachineEvent = { type: 'ask_cancel' }

describe('undo', () => {
  it('goes scan by scan, and brings back what was taken out', () => {
    const { session } = selling(item(1), item(1, 10), item(2), remove(1))
    expect(shown(session)).toEqual([[2, 1]])
    expect(shown(onward({ session }, UNDO).session)).toEqual([
      [2, 1],
      [1, 11],
    ])
    expect(shown(onward({ session }, UNDO, UNDO, UNDO).session)).toEqual([[1, 1]])
    const empty = onward({ session }, UNDO, UNDO, UNDO, UNDO)
    expect(shown(empty.session)).toEqual([])
    expect(onward(empty, UNDO)).toMatchObject({
      session: { notice: { problem: 'nothing_to_undo' } },
      sounds: ['refused'],
    })
  })

  it('says what was undone, and stays where it was', () => {
    const { session } = selling(item(1), item(2), { type: 'ask_tiles' }, UNDO)
    expect(session).toMatchObject({
      place: { kind: 'choosing_tile' },
      notice: { kind: 'undone', item: 2, name: 'Item 2' },
    })
  })

  it('reaches back a good way, and no further than the file should grow', () => {
    const many = selling(...Array.from({ length: UNDO_MAX + 5 }, () => item(1)))
    const back = onward(many, ...Array.from({ length: UNDO_MAX + 9 }, () => UNDO))
    expect(counted(back.session)).toEqual([[1, 5]])
    expect(back.session.notice).toEqual({ kind: 'problem', problem: 'nothing_to_undo' })
  })
})

describe('a line', () => {
  it('is taken out with its name said, also from its quantity', () => {
    expect(selling(item(1), remove(1)).session.notice).toEqual({ kind: 'removed', name: 'Item 1' })
    const asked = selling(item(1), item(2), REVIEW, { type: 'change_line', item: 1 }, remove(1))
    expect(asked.session.place.kind).toBe('reviewing')
    expect(counted(asked.session)).toEqual([[2, 1]])
  })

  it('that is not there is neither changed nor taken out', () => {
    const { session } = selling(item(1))
    for (const event of [remove(9), { type: 'change_line', item: 9 } as const])
      expect(onward({ session }, event).session).toEqual(session)
  })
})

describe('giving the work up', () => {
  it('is asked about, and a no leads back where it came from', () => {
    for (const [events, back] of [
      [[], 'scanning'],
      [[REVIEW], 'reviewing'],
    ] as const) {
      const asked = selling(item(1), ...events, cancel)
      expect(asked.session.place).toMatchObject({ kind: 'confirming_cancel', back })
      expect(onward(asked, { type: 'back' }).session.place.kind).toBe(back)
      expect(onward(asked, { type: 'confirm', at: 1 }).session.place).toEqual({ kind: 'choosing_operation' })
    }
  })

  it('is not asked about where there is nothing', () => {
    expect(selling(cancel).session.place).toEqual({ kind: 'choosing_operation' })
    expect(selling(item(1), UNDO, cancel).session.place).toEqual({ kind: 'choosing_operation' })
  })

  it('takes no scan while it is asked', () => {
    expect(selling(item(1), cancel, item(2)).session.notice).toMatchObject({ why: 'answer_first' })
  })
})

describe('work in hand', () => {
  it.each<MachineEvent>([
    { type: 'home' },
    { type: 'choose_operation', workflow: 'sales' },
    opening(RUN, documentOf(2)),
    { type: 'show', place: 'parked' },
    { type: 'show_document', document: documentOf(3) },
    { type: 'show_latest' },
    { type: 'confirm', at: 1 },
    { type: 'open_parked', document: documentOf(4) },
  ])('is never left behind by a button of another screen: %j', (event) => {
    const { session } = selling(item(1))
    expect(onward({ session }, event).session).toEqual(session)
  })
})

describe('on the way to the work', () => {
  it('goes back from everywhere to where it began', () => {
    for (const event of [
      { type: 'choose_operation', workflow: 'sales' },
      { type: 'choose_operation', workflow: 'general' },
      { type: 'show', place: 'refusals' },
      { type: 'show_document', document: documentOf(3) },
    ] as const)
      expect(from(event, { type: 'back' }).session.place).toEqual({ kind: 'choosing_operation' })
  })

  it('chooses a customer only where orders are chosen', () => {
    const chosen = from(
      { type: 'choose_operation', workflow: 'sales' },
      { type: 'choose_partner', partner: 4 },
    )
    expect(chosen.session.place).toEqual({ kind: 'choosing_context', workflow: 'sales', partner: 4 })
    expect(from({ type: 'choose_partner', partner: 4 }).session.place.kind).toBe('choosing_operation')
  })

  it('shows the newest document again, and says where there is none', () => {
    const reviewed = selling(item(1), REVIEW)
    const home = onward(reviewed, accepting(reviewed.session), { type: 'home' })
    expect(onward(home, { type: 'show_latest' }).session.place).toEqual({ kind: 'accepted' })
    expect(from({ type: 'show_latest' }).session.notice).toMatchObject({ why: 'nothing_to_undo' })
    expect(onward(home, opening(ORDER, documentOf(2))).session.place.kind).toBe('scanning')
  })
})
