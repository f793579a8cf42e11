import { describe, expect, it } from 'vitest'
import type { BooksStanding } from '../../core/branches/old-books.ts'
import {
  accepting,
  badge,
  DOCUMENT,
  documentOf,
  from,
  item,
  onward,
  opening,
  ORDER,
  ORDERED,
  PALESA,
  REVIEW,
  scanOf,
  selling,
  shown,
  SIPHO,
  THANDI,
  UNDO,
  type Played,
} from '../testing/session-fixtures.ts'
import type { MachineEvent } from './machine-event.ts'
import { parkedSchema, sessionSchema, workOf, type Session } from './session-state.ts'
import type { Facts } from './work-state.ts'

/** An event with what the books say by then. */
const by = (standing: BooksStanding, event: MachineEvent, facts: readonly [number, Facts][] = []) => ({
  ...event,
  books: { facts: new Map(facts), standing },
})
/** Accept is pressed, with books of that age. */
const accepted = (standing: BooksStanding, before: Played, facts?: readonly [number, Facts][]): Played =>
  onward(before, by(standing, accepting(before.session), facts))
const reviewed = () => selling(item(1), item(2, 3), REVIEW)
const tooMany = () => selling(item(1, 14), item(2), REVIEW)
const ALLOW: MachineEvent = { type: 'allow_old_books' }
const reread = (session: Session): Session => {
  const { parked, ...rest } = JSON.parse(JSON.stringify(session)) as Session
  return { ...sessionSchema.parse(rest), parked: parkedSchema.array().parse(parked) }
}

describe('Accept, by how old the books are', () => {
  it.each([
    ['fine', { place: { kind: 'accepted' } }, ['done'], [null]],
    ['warn', { place: { kind: 'accepted' } }, ['done'], [null]],
    ['ask', { place: { kind: 'deciding_old_books', for: ['old_books'] } }, ['attention'], []],
    ['stop', { place: { kind: 'reviewing' }, notice: { problem: 'books_too_old' } }, ['refused'], []],
  ] as const)('%s', (standing, session, sounds, approvals) => {
    const after = accepted(standing, reviewed())
    expect(after).toMatchObject({ session, sounds })
    expect(after.effects.map((effect) => effect.kind === 'accept' && effect.approval)).toEqual(approvals)
    expect(accepted(standing, { ...reviewed(), session: reread(reviewed().session) })).toEqual(after)
  })

  it('goes by the books of that moment, not of the scan or the review', () => {
    const oldReview = selling(item(1), by('ask', REVIEW))
    expect(accepted('fine', oldReview).effects).toMatchObject([{ approval: null }])
    const newReview = selling(item(1), by('fine', REVIEW))
    expect(accepted('ask', newReview).session.place.kind).toBe('deciding_old_books')
  })
})

describe('what was checked against old books', () => {
  const asked = () => accepted('ask', reviewed())

  it('is allowed by a manager’s badge or PIN, and still accepted by the operator', () => {
    const given = { operator: THANDI, approval: { state: 'given', for: ['old_books'], by: PALESA.id } }
    expect(onward(asked(), by('ask', ALLOW), by('ask', badge(PALESA))).effects).toMatchObject([given])
    const withPin = onward(
      asked(),
      by('ask', ALLOW),
      { type: 'choose_operator', operator: PALESA, hasPin: true },
      by('ask', { type: 'pin', answer: { isRight: true }, at: 5 }),
    )
    expect(withPin.effects).toMatchObject([given])
  })

  it.each([badge(THANDI, true), badge(SIPHO)])('is never allowed by an operator', (event) => {
    const { session, effects } = onward(asked(), ALLOW, event)
    expect(effects).toEqual([])
    expect(session).toMatchObject({
      asking: { ask: { for: 'allow_old_books' } },
      notice: { why: 'not_a_manager' },
    })
  })

  it('is sent to a manager, whole', () => {
    const { session, effects } = onward(asked(), by('ask', { type: 'send' }))
    expect(effects).toMatchObject([
      { approval: { state: 'asked', for: ['old_books'] }, work: { lines: [{}, {}] } },
    ])
    expect(session.latest).toMatchObject({ isSent: true })
  })

  it('is allowed by a manager who works here, without a question: the review has said it', () => {
    const { effects, sounds } = accepted('ask', onward(reviewed(), badge(PALESA)))
    expect(effects).toMatchObject([
      { operator: PALESA, approval: { state: 'given', for: ['old_books'], by: PALESA.id } },
    ])
    expect(sounds).toEqual(['done'])
  })

  it('can be looked over again, and nothing is lost', () => {
    const back = onward(asked(), { type: 'back' })
    expect(back.session.place.kind).toBe('reviewing')
    expect(shown(back.session)).toEqual(shown(reviewed().session))
  })

  it('needs nobody’s word any more once the books are new again: the next press of Accept is the operator’s own', () => {
    for (const does of [ALLOW, { type: 'send' }] as const) {
      const after = onward(asked(), by('fine', does), ...(does === ALLOW ? [by('fine', badge(PALESA))] : []))
      expect(after).toMatchObject({
        effects: [],
        session: { place: { kind: 'reviewing' }, asking: null, notice: { kind: 'line_back' } },
      })
      expect(accepted('fine', after)).toMatchObject({
        effects: [{ approval: null, operator: THANDI }],
        session: { latest: { isSent: false } },
      })
    }
  })

  it('is asked about anew where the new books say something else', () => {
    const less: [number, Facts][] = [[2, { available: 100, planned: { ...ORDERED, logged: 8 }, dataAt: 9 }]]
    for (const does of [by('ask', { type: 'send' }, less), by('fine', { type: 'send' }, less)]) {
      const { session, effects } = onward(asked(), does)
      expect(effects).toEqual([])
      expect(session.place).toMatchObject({ kind: 'deciding_excess' })
    }
  })

  it('is refused where they have become too old while it was asked', () => {
    const after = onward(asked(), by('stop', ALLOW), by('stop', badge(PALESA)))
    expect(after).toMatchObject({
      effects: [],
      session: { place: { kind: 'reviewing' }, notice: { problem: 'books_too_old' } },
    })
    expect(shown(after.session)).toEqual(shown(reviewed().session))
  })

  it('is the same question after a restart', () => {
    const again = { ...asked(), session: reread(asked().session) }
    expect(onward(again, by('ask', ALLOW), by('ask', badge(PALESA)))).toEqual(
      onward(asked(), by('ask', ALLOW), by('ask', badge(PALESA))),
    )
  })
})

describe('too much, by old books', () => {
  const asked = () => accepted('ask', tooMany())
  const both = ['over_planned', 'old_books']

  it('is one question that names both, and one yes to both', () => {
    expect(asked().session.place).toMatchObject({ kind: 'deciding_excess', for: both })
    const yes = onward(asked(), by('ask', { type: 'allow_excess' }), by('ask', badge(PALESA)))
    expect(yes.effects).toMatchObject([{ approval: { state: 'given', for: both, by: PALESA.id } }])
    const sent = onward(asked(), by('ask', { type: 'send' }))
    expect(sent.effects).toMatchObject([{ approval: { state: 'asked', for: both } }])
  })

  it('leaves the books to be asked about where the rest is left out', () => {
    const left = onward(asked(), by('ask', { type: 'leave_out_excess' }))
    expect(left).toMatchObject({ effects: [], session: { place: { kind: 'deciding_old_books' } } })
    expect(onward(left, by('ask', ALLOW), by('ask', badge(PALESA))).effects).toMatchObject([
      { approval: { for: ['old_books'] } },
    ])
  })

  it('is asked of a manager who works here as well, once', () => {
    const before = accepted('ask', onward(tooMany(), badge(PALESA)))
    expect(before.session.place).toMatchObject({ kind: 'deciding_excess', for: both })
    expect(onward(before, by('ask', { type: 'allow_excess' })).effects).toMatchObject([
      { approval: { state: 'given', for: both, by: PALESA.id } },
    ])
  })
})

describe('the line comes back while it is asked', () => {
  const back = (facts?: readonly [number, Facts][]) => by('fine', { type: 'books_renewed' }, facts)
  const question = () => accepted('ask', reviewed())
  const both = () => accepted('ask', tooMany())
  const LINE_BACK = { kind: 'line_back', isStillAsked: false } as const

  it('takes the question away by itself, says so, and leaves the review as it was', () => {
    const after = onward(question(), back())
    expect(after.effects).toEqual([])
    expect(after.sounds).toEqual(['attention'])
    expect(after.session).toEqual({
      ...reviewed().session,
      notice: LINE_BACK,
    })
    // Once: it is not said again.
    expect(onward(after, back()).session).toEqual(after.session)
    expect(accepted('fine', after).effects).toMatchObject([{ operator: THANDI, approval: null }])
  })

  it('takes with it the badge or PIN that a manager was asked for', () => {
    const asksWho = onward(question(), by('ask', ALLOW))
    const asksPin = onward(asksWho, { type: 'choose_operator', operator: PALESA, hasPin: true })
    for (const each of [asksWho, asksPin]) {
      const after = onward(each, back())
      expect(after.session).toMatchObject({ place: { kind: 'reviewing' }, asking: null, notice: LINE_BACK })
      // The badge that comes too late signs in, and accepts nothing.
      expect(onward(after, badge(PALESA)).effects).toEqual([])
    }
  })

  it('leaves help, and what somebody is telling, on the screen', () => {
    for (const over of [{ type: 'help' }, { type: 'ask_remark' }] as const) {
      const { session } = onward(question(), over, back())
      expect(session.place.kind).toBe('reviewing')
      expect(session.asking?.kind).toBe(over.type === 'help' ? 'help' : 'telling')
    }
  })

  it('goes by what the new books say: what they have less of is asked about at Accept', () => {
    const less: [number, Facts][] = [[2, { available: 1, planned: ORDERED, dataAt: 9 }]]
    const after = onward(question(), back(less))
    expect(after.session.place.kind).toBe('reviewing')
    expect(accepted('fine', after, less).session.place).toMatchObject({
      kind: 'deciding_excess',
      for: ['over_available'],
    })
  })

  it('leaves what else is asked about, and nobody says yes to old books any more', () => {
    const after = onward(both(), back())
    expect(after).toMatchObject({
      effects: [],
      session: {
        place: { kind: 'deciding_excess', for: ['over_planned'] },
        notice: { kind: 'line_back', isStillAsked: true },
      },
    })
    expect(onward(after, back()).session).toEqual(after.session)
    const yes = onward(after, by('fine', { type: 'allow_excess' }), by('fine', badge(PALESA)))
    expect(yes.effects).toMatchObject([{ approval: { state: 'given', for: ['over_planned'] } }])
  })

  it('leaves a manager being asked about the rest, who says yes to that alone', () => {
    const after = onward(both(), by('ask', { type: 'allow_excess' }), back())
    expect(after.session).toMatchObject({ asking: { kind: 'who', ask: { for: 'allow_excess' } } })
    expect(onward(after, by('fine', badge(PALESA))).effects).toMatchObject([
      { approval: { for: ['over_planned'] } },
    ])
  })

  it('takes all of it away where the new books have enough', () => {
    const enough: [number, Facts][] = [[1, { available: 100, planned: { ...ORDERED, upTo: 20 }, dataAt: 9 }]]
    expect(onward(both(), back(enough)).session).toMatchObject({
      place: { kind: 'reviewing' },
      notice: LINE_BACK,
    })
  })

  it.each([['ask'], ['warn'], ['stop']] as const)('is no news while they are of the kind %s', (standing) => {
    const { session, effects } = onward(question(), by(standing, { type: 'books_renewed' }))
    expect([session.place.kind, session.notice, effects]).toEqual(['deciding_old_books', null, []])
  })

  it('is the same after a restart in the middle', () => {
    const again = { ...question(), session: reread(question().session) }
    expect(onward(again, back())).toEqual(onward(question(), back()))
    expect(reread(onward(again, back()).session)).toEqual(onward(again, back()).session)
  })
})

describe('books that are too old to go by', () => {
  const choose: MachineEvent = { type: 'choose_operation', workflow: 'sales' }
  const refused = { notice: { problem: 'books_too_old' } }

  it('begin no work, whichever way it is opened', () => {
    expect(from(by('stop', choose)).session).toMatchObject({
      place: { kind: 'choosing_operation' },
      ...refused,
    })
    const opened = onward(from(choose), by('stop', opening(ORDER)))
    expect(opened.session).toMatchObject({ place: { kind: 'choosing_context' }, ...refused })
    const opens = { workflow: 'sales', context: ORDER, documentId: DOCUMENT } as const
    const paper = scanOf({ kind: 'order', text: '', name: '', opens })
    expect(from(by('stop', paper)).session).toMatchObject({
      place: { kind: 'choosing_operation' },
      ...refused,
    })
    expect(from(by('ask', paper)).session.place.kind).toBe('scanning')
  })

  it('keep what was scanned: it is scanned on, corrected, parked, and accepted once they are new', () => {
    const stopped = accepted('stop', reviewed())
    expect(shown(onward(stopped, item(1), UNDO).session)).toEqual(shown(stopped.session))
    const parked = onward(stopped, { type: 'park', at: 9 })
    const opened = onward(parked, by('stop', { type: 'open_parked', document: DOCUMENT }))
    expect(shown(opened.session)).toEqual(shown(stopped.session))
    expect(accepted('fine', stopped).effects).toMatchObject([{ kind: 'accept', approval: null }])
  })

  it('leave the undo of a document that was accepted before', () => {
    const done = accepted('fine', reviewed())
    const undone = onward(done, { type: 'ask_undo' }, by('stop', { type: 'confirm', at: 5 }))
    expect(undone.effects).toMatchObject([{ kind: 'undo' }])
  })
})

it('what is accepted goes by what the books say then, of every line', () => {
  const gone: Facts = { available: 0, planned: ORDERED, dataAt: 77 }
  const after = accepted('fine', reviewed(), [[2, gone]])
  expect(after).toMatchObject({
    effects: [],
    session: { place: { kind: 'deciding_excess', for: ['over_available'] } },
  })
  expect(workOf(after.session)?.lines.map(({ facts }) => facts.dataAt)).toEqual([0, 77])
  const there: Facts = { available: 100, planned: { ...ORDERED, upTo: 20 }, dataAt: 78 }
  expect(accepted('fine', tooMany(), [[1, there]]).effects).toMatchObject([
    { kind: 'accept', approval: null },
  ])
})

it('a session of a release that knew nothing of this is read', () => {
  const { link: _, ...older } = JSON.parse(JSON.stringify(accepted('fine', tooMany()).session)) as Session
  const work = { ...workOf(accepted('fine', tooMany()).session), books: undefined }
  const read = sessionSchema.parse({
    ...older,
    place: { kind: 'deciding_excess', work: JSON.parse(JSON.stringify(work)) },
  })
  expect(read).toMatchObject({ link: { kind: 'there' }, place: { for: [], work: { books: 'fine' } } })
  // Nobody knows what the screen named: it is asked again.
  const again = onward({ session: { ...read, parked: [] } }, { type: 'send' })
  expect(again).toMatchObject({ effects: [], session: { place: { for: ['over_planned'] } } })
  expect(onward(again, { type: 'send' }).effects).toMatchObject([{ work: { documentId: documentOf(1) } }])
})
