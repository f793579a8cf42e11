import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { BOOKS_STANDINGS } from '../../core/branches/old-books.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import {
  accepting,
  allWell,
  badge,
  diskFull,
  documentOf,
  each,
  item,
  lot,
  measured,
  opening,
  ORDER,
  ORDERED,
  PALESA,
  play,
  type Played,
  REVIEW,
  RUN,
  selling,
  SIPHO,
  THANDI,
  typed,
  UNDO,
  unknown,
} from '../testing/session-fixtures.ts'
import { EVERY_EVENT, EVERY_PLACE, PLACES } from '../testing/session-places.ts'
import { approvalReasonsOf } from './excess.ts'
import { shownLines, totalOf } from './lines.ts'
import type { BooksNow, Effect, MachineEvent } from './machine-event.ts'
import { transition } from './machine.ts'
import { parkedSchema, sessionSchema, workOf, type Session } from './session-state.ts'
import { heldCodes, timesOf } from './unknown-codes.ts'
import { NO_LOT } from './work-state.ts'

/** For a soak: SCANBOOK_RUNS=20000. */
const RUNS = Number(process.env.SCANBOOK_RUNS ?? 300)

/** What somebody does next; an Accept names what is on the screen, an opening a document of its own. */
type Act = (session: Session, n: number) => MachineEvent

const person = fc.constantFrom(THANDI, SIPHO, PALESA)
const itemId = fc.integer({ min: 1, max: 4 })
const lots = fc.constantFrom(NO_LOT, lot('A'), lot('B', 'soon'), lot('C', 'expired'))
const facts = fc.constantFrom({}, { available: 2 }, { planned: null }, { available: 0, planned: null })
const pieces = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(QUANTITY_MAX))
const scans: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc
    .tuple(itemId, pieces, facts, lots)
    .map(([id, quantity, some, of]) => item(id, quantity, { facts: some, lot: of })),
  fc.tuple(itemId, fc.constantFrom('S1', 'S2')).map(([id, serial]) => item(id, 1, { serial })),
  fc.constant(measured(9)),
  fc.constantFrom('X', 'Y').map((key) => unknown(key)),
  person.map((one) => badge(one)),
)
/** What the books say when somebody presses: as a rule what they said before, or older, or something else. */
const booksNow = fc.record({
  facts: fc.constantFrom<BooksNow['facts']>(
    new Map(),
    new Map([[1, { available: 2, planned: ORDERED, dataAt: null }]]),
    new Map([[1, { available: 100, planned: null, dataAt: 9 }]]),
  ),
  standing: fc.constantFrom(...BOOKS_STANDINGS, 'ask' as const, 'ask' as const),
})
/** What people mostly do: on towards a document, and what may stand in its way. */
const onwards: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Act>(accepting) },
  { weight: 4, arbitrary: fc.constant<Act>(() => REVIEW) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom<MachineEvent>(
        { type: 'leave_out_code' },
        { type: 'ask_attach' },
        { type: 'choose_item', candidate: { item: 5, name: 'Item 5', unit: each } },
        typed(6),
        { type: 'confirm', at: 5 },
        { type: 'choose_substitute', insteadOf: { item: 1, name: 'Item 1' } },
        { type: 'leave_out_excess' },
        { type: 'send' },
        { type: 'allow_excess' },
        { type: 'allow_old_books' },
        { type: 'books_renewed', books: { facts: new Map(), standing: 'fine' } },
        { type: 'continue_work' },
        { type: 'ask_discard' },
        { type: 'discard', reason: 'mistake' },
        { type: 'back' },
        { type: 'ask_undo' },
      )
      .map(
        (event): Act =>
          () =>
            event,
      ),
  },
  {
    weight: 1,
    arbitrary: person.map(
      (one): Act =>
        () =>
          badge(one),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(ORDER, RUN).map(
      (of): Act =>
        (_, n) =>
          opening(of, documentOf(n)),
    ),
  },
)
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: scans.map(
      (event): Act =>
        () =>
          event,
    ),
  },
  { weight: 8, arbitrary: onwards },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...EVERY_EVENT).map(
      (event): Act =>
        () =>
          event,
    ),
  },
)

function reread(session: Session): Session {
  const { parked, ...rest } = JSON.parse(JSON.stringify(session)) as Session
  return { ...sessionSchema.parse(rest), parked: parkedSchema.array().parse(parked) }
}

// Many runs on a busy machine take their time.
vi.setConfig({ testTimeout: 60_000 })

it('stays sound, readable and lawful whatever is done in whatever order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      fc.array(
        fc.record({
          act: acts,
          isDiskFull: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
          books: fc.option(booksNow, { nil: undefined, freq: 2 }),
        }),
        { maxLength: 60, size: 'max' },
      ),
      (where, steps) => {
        let { session } = EVERY_PLACE[where]()
        const accepted = new Set<string>()
        for (const [n, { act, isDiskFull, books }] of steps.entries()) {
          const event = { ...act(session, n + 1000), ...(books && { books }) }
          expect(transition(reread(session), event)).toEqual(transition(session, event))
          const played = play(session, [event], isDiskFull ? diskFull : allWell)
          expect(event.type === 'books_renewed' ? unasked(session, played) : undefined).toBeUndefined()
          for (const effect of played.effects) {
            expect(lawless(effect, accepted)).toBeUndefined()
            if (effect.kind === 'accept' && !isDiskFull) accepted.add(effect.work.documentId)
          }
          session = played.session
          expect(session.place.kind).not.toBe('accepting')
          expect(reread(session)).toEqual(session)
          for (const line of workOf(session)?.lines ?? [])
            expect(totalOf(line)).toBeLessThanOrEqual(QUANTITY_MAX)
        }
      },
    ),
    { numRuns: RUNS },
  )
})

/** What no order of events may bring about; undefined where an effect is as it should be. */
function lawless(effect: Effect, accepted: ReadonlySet<string>): string | undefined {
  if (effect.kind === 'attach') return effect.allowedBy.mayApprove ? undefined : 'attached by an operator'
  if (effect.kind !== 'accept') return undefined
  const { work, operator, approval } = effect
  if (![THANDI, SIPHO, PALESA].some(({ id }) => id === operator.id)) return 'accepted by nobody'
  if (shownLines(work).length === 0) return 'an empty document'
  if (heldCodes(work).length > 0) return 'a code nobody knows was passed over'
  if (work.books === 'stop') return 'accepted by books that are too old'
  // A word is given to all that needs one, and to nothing else.
  if (approvalReasonsOf(work).join() !== (approval?.for ?? []).join())
    return 'it was approved for something else'
  if (approval?.state === 'given' && approval.by !== PALESA.id) return 'allowed by an operator'
  return accepted.has(work.documentId) ? 'accepted twice' : undefined
}

/** What a line that is back may bring about, which nobody asked for; undefined where it is as it should be. */
function unasked(before: Session, { session, effects }: Played): string | undefined {
  if (effects.length > 0) return 'something was done'
  if (session.operator !== before.operator) return 'somebody else works here'
  const [was, is] = [before, session].map((one) => JSON.stringify(workOf(one)?.lines.map(totalOf)))
  if (was !== is) return 'the work is another'
  const isElsewhere = session.place.kind !== before.place.kind
  return isElsewhere && session.place.kind !== 'reviewing'
    ? 'it leads elsewhere than to the review'
    : undefined
}

/** What a person sees of the work, and nothing of how it came to be. */
function seen(session: Session): unknown {
  const work = workOf(session)
  return {
    place: session.place.kind,
    lines: work && shownLines(work).map((line) => ({ ...line, facts: undefined })),
    held: work && heldCodes(work).map(({ key, shares }) => [key, shares]),
  }
}

const correction: fc.Arbitrary<readonly MachineEvent[]> = fc.oneof(
  scans.map((event) => (event === undefined ? [] : [event])),
  fc.integer({ min: 1, max: 9_000 }).map((grams) => [measured(9), typed(grams)]),
  itemId.map((id) => [{ type: 'remove_line', item: id, at: 9 } as const]),
  fc
    .tuple(itemId, fc.integer({ min: 1, max: 40 }))
    .map(([id, value]) => [{ type: 'change_line', item: id } as const, typed(value)]),
  fc.integer({ min: 2, max: 10 }).map((by) => [{ type: 'times', by, at: 9 } as const]),
  fc
    .constantFrom('X', 'Y')
    .map((key) => [{ type: 'open_code', key } as const, { type: 'leave_out_code' } as const]),
)

it('is back where it was after as many undos as there were steps', () => {
  fc.assert(
    fc.property(
      fc.array(correction, { maxLength: 12, size: 'max' }),
      fc.array(correction, { maxLength: 12, size: 'max' }),
      (first, rest) => {
        const home = (session: Session) =>
          play(session, [{ type: 'back' }, { type: 'back' }, badge(THANDI)]).session
        const before = home(selling(...first.flat()).session)
        const after = home(play(before, rest.flat()).session)
        const steps = (workOf(after)?.steps ?? 0) - (workOf(before)?.steps ?? 0)
        const undone = play(
          after,
          Array.from({ length: steps }, () => UNDO),
        ).session
        expect(seen(undone)).toEqual(seen(before))
      },
    ),
    { numRuns: RUNS },
  )
})

it('counts what was scanned, neither more nor less, whoever scans of whatever lot', () => {
  const scan = fc.record({
    id: itemId,
    quantity: fc.integer({ min: 1, max: 40 }),
    of: lots,
    who: person,
    isUnknown: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 40, size: 'max' }), (all) => {
      const events = all.flatMap(({ id, quantity, of, who, isUnknown }) => [
        badge(who),
        isUnknown ? unknown(`CODE${id}`, quantity) : item(id, quantity, { lot: of }),
      ])
      const work = workOf(selling(...events).session)
      const sum = (isUnknown: boolean, by?: number) =>
        all
          .filter((one) => one.isUnknown === isUnknown && (by === undefined || one.who.id === by))
          .reduce((total, { quantity }) => total + quantity, 0)
      const lines = work?.lines ?? []
      expect(lines.reduce((total, one) => total + totalOf(one), 0)).toBe(sum(false))
      expect((work?.unknown ?? []).reduce((total, one) => total + timesOf(one), 0)).toBe(sum(true))
      for (const { id } of [THANDI, SIPHO, PALESA]) {
        const shares = lines.flatMap((one) => one.shares.filter(({ who }) => who === id))
        expect(shares.reduce((total, { quantity }) => total + quantity, 0)).toBe(sum(false, id))
      }
    }),
    { numRuns: RUNS },
  )
})
