import { describe, expect, it } from 'vitest'
import { accepting, allWell, play } from '../testing/session-fixtures.ts'
import { EVERY_EVENT, EVERY_PLACE, PLACES } from '../testing/session-places.ts'
import type { MachineEvent } from './machine-event.ts'
import { transition } from './machine.ts'
import { parkedSchema, sessionSchema, workOf, type Session } from './session-state.ts'

/** As the outbox file keeps it and gives it back. */
function reread(session: Session): Session {
  const { parked, ...rest } = JSON.parse(JSON.stringify(session)) as Session
  return { ...sessionSchema.parse(rest), parked: parkedSchema.array().parse(parked) }
}

const nameOf = (event: MachineEvent): string =>
  event.type === 'scan' ? `scan ${event.finding.kind}` : event.type

describe.each(PLACES)('in the place %s', (where) => {
  const { session } = EVERY_PLACE[where]()

  it('is where its name says', () => {
    expect([session.place.kind, session.asking?.kind]).toContain(where)
  })

  it('answers every event, and is read back word for word', () => {
    for (const event of EVERY_EVENT) {
      const after = play(session, [event]).session
      expect(after.place.kind, nameOf(event)).not.toBe('accepting')
      expect(reread(after), nameOf(event)).toEqual(after)
      expect(transition(reread(session), event), nameOf(event)).toEqual(transition(session, event))
    }
  })

  it('loses no work but by what says so', () => {
    const work = workOf(session)
    if (work === undefined) return
    const gone = EVERY_EVENT.filter((event) => {
      const after = play(session, [event]).session
      const isParked = after.parked.some(({ work: { documentId } }) => documentId === work.documentId)
      return workOf(after)?.documentId !== work.documentId && !isParked
    })
    expect(gone.map(nameOf)).toEqual(WAYS_OUT[where] ?? [])
  })
})

/** What ends the work in hand, by the place it ends from: a yes, a document, a reason. */
const WAYS_OUT: Readonly<Record<string, readonly string[]>> = {
  confirming_cancel: ['confirm'],
  discarding: ['discard', 'discarded'],
  deciding_excess: ['leave_out_excess', 'send'],
  deciding_old_books: ['send'],
  // A manager's PIN allows the excess.
  pin: ['scan number', 'pin', 'leave_out_excess', 'send'],
  // The last question before an Accept that was pressed already.
  naming_substitute: ['scan item', 'scan item_again', 'scan measured', 'choose_substitute'],
}

describe('a double press', () => {
  const twice: readonly (readonly [keyof typeof EVERY_PLACE, MachineEvent])[] = [
    ['choosing_operation', { type: 'choose_operation', workflow: 'sales' }],
    ['scanning', { type: 'ask_cancel' }],
    ['scanning', { type: 'park', at: 5 }],
    ['scanning', { type: 'ask_tiles' }],
    ['scanning', { type: 'change_line', item: 1 }],
    ['scanning', { type: 'remove_line', item: 1, at: 5 }],
    ['asking_quantity', { type: 'enter', typed: { ok: true, value: 5 }, at: 5 }],
    ['confirming_quantity', { type: 'confirm', at: 5 }],
    ['unknown_code', { type: 'leave_out_code' }],
    ['asking_pack', { type: 'enter', typed: { ok: true, value: 5 }, at: 5 }],
    ['naming_substitute', { type: 'choose_substitute', insteadOf: { item: null, name: '' } }],
    ['deciding_excess', { type: 'leave_out_excess' }],
    ['deciding_excess', { type: 'send' }],
    ['deciding_old_books', { type: 'send' }],
    ['confirming_cancel', { type: 'confirm', at: 5 }],
    ['left', { type: 'continue_work' }],
    ['left', { type: 'park', at: 5 }],
    ['left', { type: 'ask_discard' }],
    ['discarding', { type: 'discard', reason: 'mistake' }],
    ['accepted', { type: 'ask_undo' }],
    ['confirming_undo', { type: 'confirm', at: 5 }],
    ['pin', { type: 'pin', answer: { isRight: true }, at: 5 }],
  ]
  it.each(twice)('in %s: %j the second time does nothing', (where, event) => {
    const { session } = EVERY_PLACE[where]()
    const once = play(session, [event])
    expect(once.session).not.toEqual(session)
    expect(play(once.session, [event])).toEqual({ session: once.session, sounds: [], effects: [] })
  })

  it('of Accept makes one document', () => {
    const { session } = EVERY_PLACE.reviewing()
    const press = accepting(session)
    const { effects } = play(session, [press, press, press])
    expect(effects.map(({ kind }) => kind)).toEqual(['accept'])
  })

  it('of Accept before the disk has answered makes one document', () => {
    const { session } = EVERY_PLACE.reviewing()
    const press = accepting(session)
    const waiting = transition(session, press)
    expect(waiting.session.place.kind).toBe('accepting')
    expect(transition(waiting.session, press)).toEqual({ session: waiting.session, effects: [] })
  })
})

describe('help', () => {
  it('lies over every place, and is closed by asking again or going back', () => {
    for (const where of PLACES.filter((one) => !['who', 'pin', 'telling', 'help'].includes(one))) {
      const { session } = EVERY_PLACE[where]()
      const open = transition(session, { type: 'help' }).session
      expect(open.asking, where).toEqual({ kind: 'help' })
      expect(transition(open, { type: 'help' }).session, where).toEqual(session)
      expect(transition(open, { type: 'back' }).session, where).toEqual({ ...session, notice: null })
    }
  })

  it.each(['scanning', 'reviewing', 'deciding_excess'] as const)(
    'changes no answer in the place %s',
    (where) => {
      const { session } = EVERY_PLACE[where]()
      const open = transition(session, { type: 'help' }).session
      const staying = ['help', 'back', 'touched', 'countdown', 'outcome', 'link', 'books_renewed']
      for (const event of EVERY_EVENT.filter(({ type }) => !staying.includes(type)))
        expect(transition(open, event), nameOf(event)).toEqual(transition(session, event))
    },
  )

  it('stays while only time goes by', () => {
    const { session } = EVERY_PLACE.help()
    for (const event of [{ type: 'countdown', endsAt: 9 }, { type: 'touched' }] as const)
      expect(transition(session, event).session.asking).toEqual({ kind: 'help' })
  })
})

it('answers nothing to the answers of a station that it did not ask', () => {
  const { session } = EVERY_PLACE.choosing_operation()
  for (const event of EVERY_EVENT)
    for (const effect of play(session, [event], () => undefined).effects)
      expect(allWell(effect), event.type).toBeUndefined()
})
