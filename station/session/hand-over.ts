import { askFor } from './asking.ts'
import { workingPlace } from './correcting.ts'
import { next, problem, stay, type EventOf, type Next } from './machine-event.ts'
import { quantityConfirmed } from './quantity-steps.ts'
import { PARKED_MAX, workOf, type Session } from './session-state.ts'
import { undoWith } from './take-back.ts'
import { isEmpty } from './unknown-codes.ts'

const HOME = { kind: 'choosing_operation' } as const

/** Work that somebody left, or puts aside for later: the next one continues, parks or discards it. */
export const handOverHandlers = {
  continue_work(session: Session): Next {
    const { place, operator } = session
    if (place.kind !== 'left') return stay(session)
    if (operator === null) return askWhoGoesOn(session)
    return next(session, { place: { kind: place.back, work: place.work }, notice: null })
  },
  park(session: Session, { at }: EventOf<'park'>): Next {
    const { place, operator, parked } = session
    const working = place.kind === 'left' ? place : workingPlace(session)
    if (working === undefined) return stay(session)
    if (place.kind === 'left' && operator === null) return askWhoGoesOn(session)
    const { work } = working
    if (isEmpty(work)) return problem(session, 'nothing_scanned')
    if (parked.length >= PARKED_MAX) return problem(session, 'parked_full')
    const by = place.kind === 'left' ? place.by : (operator ?? work.openedBy)
    return next(session, {
      place: HOME,
      notice: { kind: 'parked' },
      parked: [...parked, { work, by, at }],
    })
  },
  open_parked(session: Session, { document }: EventOf<'open_parked'>): Next {
    const { parked } = session
    const found = parked.find(({ work }) => work.documentId === document)
    if (found === undefined || workOf(session) !== undefined) return stay(session)
    const rest = parked.filter((one) => one !== found)
    return next(session, { place: { kind: 'scanning', work: found.work }, notice: null, parked: rest })
  },
  ask_discard(session: Session): Next {
    const { place, operator } = session
    if (place.kind !== 'left') return stay(session)
    if (operator === null) return askWhoGoesOn(session)
    return next(session, { place: { ...place, kind: 'discarding' }, notice: null })
  },
  discard(session: Session, { reason }: EventOf<'discard'>): Next {
    const { place, operator } = session
    if (place.kind !== 'discarding' || operator === null) return stay(session)
    return {
      session,
      effects: [{ kind: 'discard', work: place.work, of: place.by, by: operator, reason }],
    }
  },
  discarded: (session: Session): Next =>
    session.place.kind === 'discarding'
      ? next(session, { place: HOME, notice: { kind: 'discarded' } }, 'ok')
      : stay(session),
  /** Yes to the question on the screen: give it up, take it back, that much. */
  confirm(session: Session, { at }: EventOf<'confirm'>): Next {
    const { place, latest } = session
    if (place.kind === 'confirming_quantity') return quantityConfirmed(session, at)
    if (place.kind === 'confirming_undo')
      return latest === null ? stay(session) : undoWith(session, latest.id)
    return place.kind === 'confirming_cancel' ? next(session, { place: HOME, notice: null }) : stay(session)
  },
} as const

/** Nobody's work goes on by nobody's hand. */
function askWhoGoesOn(session: Session): Next {
  return askFor(session, { for: 'sign_in', afterwards: null })
}
