import { describe, expect, it } from 'vitest'
import {
  badge,
  counted,
  diskFull,
  documentOf,
  item,
  onward,
  opening,
  ORDER,
  play,
  REVIEW,
  RUN,
  selling,
  SIPHO,
  THANDI,
} from '../testing/session-fixtures.ts'
import { DISCARD_REASONS, type MachineEvent } from './machine-event.ts'
import { PARKED_MAX, type Session } from './session-state.ts'

const idle: MachineEvent = { type: 'sign_out', why: 'idle' }
const park: MachineEvent = { type: 'park', at: 3 }
const discard: readonly MachineEvent[] = [
  { type: 'ask_discard' },
  { type: 'discard', reason: 'done_elsewhere' },
]
const left = () => selling(item(1, 3), REVIEW, idle)

describe('work that somebody left', () => {
  it('goes on by itself when its owner comes back, where it was', () => {
    const { session } = onward(left(), badge(THANDI))
    expect(session).toMatchObject({ operator: THANDI, place: { kind: 'reviewing' } })
    expect(counted(session)).toEqual([[1, 3]])
  })

  it('comes back to its owner also from the question why it is given up', () => {
    const { session } = onward(left(), badge(SIPHO), { type: 'ask_discard' }, badge(THANDI))
    expect(session).toMatchObject({ operator: THANDI, place: { kind: 'reviewing' } })
  })

  it('waits for a word from anybody else, who scans nothing into it', () => {
    const next = onward(left(), badge(SIPHO), item(2))
    expect(next.session).toMatchObject({
      operator: SIPHO,
      place: { kind: 'left', by: THANDI },
      notice: { why: 'left_work' },
    })
    expect(counted(next.session)).toEqual([[1, 3]])
  })

  it('is continued by the next one, whose scans are their own', () => {
    const { session } = onward(left(), badge(SIPHO), { type: 'continue_work' }, item(1))
    expect(session.place).toMatchObject({
      kind: 'scanning',
      work: {
        openedBy: THANDI,
        lines: [
          {
            shares: [
              { who: 1, quantity: 3 },
              { who: 2, quantity: 1 },
            ],
          },
        ],
      },
    })
  })

  it.each(['continue_work', 'park', 'ask_discard'] as const)(
    'asks who goes on where nobody is signed in: %s',
    (type) => {
      const event: MachineEvent = type === 'park' ? park : { type }
      const { session } = onward(left(), event)
      expect(session).toMatchObject({
        place: { kind: 'left' },
        asking: { kind: 'who', ask: { for: 'sign_in' } },
      })
    },
  )

  it('is given up with a reason, which is told with whose it was', () => {
    const { session, effects } = onward(left(), badge(SIPHO), ...discard)
    expect(effects).toMatchObject([{ kind: 'discard', of: THANDI, by: SIPHO, reason: 'done_elsewhere' }])
    expect(session).toMatchObject({ place: { kind: 'choosing_operation' }, notice: { kind: 'discarded' } })
  })

  it('stays where the disk would not take the reason', () => {
    const next = onward(left(), badge(SIPHO))
    const { session, sounds } = play(next.session, discard, diskFull)
    expect(session).toMatchObject({ place: { kind: 'discarding' }, notice: { problem: 'not_saved' } })
    expect(sounds).toEqual(['refused'])
  })

  it.each(DISCARD_REASONS)('knows the reason %s', (reason) => {
    const { effects } = onward(left(), badge(SIPHO), { type: 'ask_discard' }, { type: 'discard', reason })
    expect(effects).toMatchObject([{ reason }])
  })

  it('is not given up without the question, nor by nobody', () => {
    expect(onward(left(), badge(SIPHO), { type: 'discard', reason: 'mistake' }).effects).toEqual([])
    const asked = onward(left(), badge(SIPHO), { type: 'ask_discard' }, idle)
    expect(asked.session).toMatchObject({ place: { kind: 'left', by: THANDI }, operator: null })
    expect(onward(asked, { type: 'discard', reason: 'mistake' }).effects).toEqual([])
  })
})

describe('parked work', () => {
  it('lies aside with whose it is, and comes back as it was', () => {
    const working = selling(item(1, 3), item(2))
    const parked = onward(working, park)
    expect(parked.session).toMatchObject({
      place: { kind: 'choosing_operation' },
      notice: { kind: 'parked' },
      parked: [{ by: THANDI, at: 3 }],
    })
    const other = onward(parked, opening(RUN, documentOf(2)), item(5), park)
    const back = onward(other, { type: 'open_parked', document: documentOf(1) })
    expect(back.session.place).toEqual(working.session.place)
    expect(back.session.parked.map(({ work }) => work.documentId)).toEqual([documentOf(2)])
  })

  it('is its owner’s also when the next one parks it', () => {
    expect(onward(left(), badge(SIPHO), park).session.parked).toMatchObject([{ by: THANDI }])
  })

  it('is not opened over other work', () => {
    const busy = onward(selling(item(1)), park, opening(ORDER, documentOf(2)), item(2))
    expect(onward(busy, { type: 'open_parked', document: documentOf(1) }).session).toEqual(busy.session)
  })

  it('is never empty', () => {
    const { session } = selling(park)
    expect(session).toMatchObject({
      place: { kind: 'scanning' },
      notice: { problem: 'nothing_scanned' },
      parked: [],
    })
  })

  it('is a short list', () => {
    let session: Session = selling().session
    const fill = Array.from({ length: PARKED_MAX }, (_, n) => [
      opening(ORDER, documentOf(n)),
      item(1),
      park,
    ]).flat()
    session = play(session, [item(1), ...fill]).session
    const full = play(session, [opening(ORDER, documentOf(77)), item(4), park]).session
    expect(full.parked).toHaveLength(PARKED_MAX)
    expect(full).toMatchObject({ place: { kind: 'scanning' }, notice: { problem: 'parked_full' } })
  })
})
