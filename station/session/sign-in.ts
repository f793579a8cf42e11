import { acceptWork } from './accept-steps.ts'
import { askFor } from './asking.ts'
import {
  next,
  problem,
  refuse,
  stay,
  type EventOf,
  type Finding,
  type Next,
  type PinAnswer,
} from './machine-event.ts'
import { allowWith } from './step-up.ts'
import { workOf, type Afterwards, type Place, type Session } from './session-state.ts'
import { undoWith } from './take-back.ts'
import { isEmpty } from './unknown-codes.ts'
import type { Person } from './work-state.ts'

/** Somebody signs in: at once, whatever is on the screen. Their own open work comes back by itself. */
export function signIn(session: Session, person: Person, afterwards: Afterwards | null = null): Next {
  const { place } = session
  const isOwn = (place.kind === 'left' || place.kind === 'discarding') && place.by.id === person.id
  const signedIn: Session = {
    ...session,
    operator: person,
    asking: null,
    place: isOwn ? { kind: place.back, work: place.work } : place,
    notice: { kind: 'signed_in', name: person.name },
  }
  if (afterwards?.type === 'accept') return acceptWork(signedIn, afterwards)
  if (afterwards?.type === 'undo') return undoWith(signedIn, afterwards.documentId)
  return next(signedIn, {}, 'ok')
}

/** A badge or a right PIN while the screen asks for one. */
export function answerAsk(session: Session, person: Person, finding?: Finding): Next {
  const { asking } = session
  if (asking?.kind !== 'who' && asking?.kind !== 'pin') return stay(session)
  const { ask } = asking
  if (ask.for === 'sign_in') return signIn(session, person, ask.afterwards)
  if (!person.mayApprove) {
    return finding === undefined
      ? problem(session, 'not_a_manager')
      : refuse(session, 'not_a_manager', finding)
  }
  return allowWith({ ...session, asking: null, notice: null }, ask, person)
}

/** The answer to a PIN that was typed. A wrong one says how many tries are left; it is never shown or kept. */
export function takePin(session: Session, answer: PinAnswer): Next {
  const { asking } = session
  if (asking?.kind !== 'pin') return stay(session)
  if (answer.isRight) return answerAsk(session, asking.person)
  return next(session, { asking: { ...asking, problem: answer.problem }, notice: null }, 'refused')
}

export const signInHandlers = {
  pin: (session: Session, { answer }: EventOf<'pin'>): Next => takePin(session, answer),
  ask_operator: (session: Session): Next => askFor(session, { for: 'sign_in', afterwards: null }),
  choose_operator(session: Session, { operator, hasPin }: EventOf<'choose_operator'>): Next {
    const { asking } = session
    if (asking?.kind !== 'who') return stay(session)
    if (asking.ask.for !== 'sign_in' && !operator.mayApprove) return problem(session, 'not_a_manager')
    if (!hasPin) return problem(session, 'no_pin')
    const pin = { kind: 'pin', ask: asking.ask, person: operator, problem: null } as const
    return next(session, { asking: pin, notice: null })
  },
  help(session: Session): Next {
    const isOpen = session.asking?.kind === 'help'
    // Whoever asks for help in the middle of a sign-in gets it there: the screen says it itself.
    return session.asking !== null && !isOpen
      ? stay(session)
      : next(session, { asking: isOpen ? null : { kind: 'help' } })
  },
  /** Nobody is at the screen any more, or says so. Work in hand waits for its owner, or for who takes it on. */
  sign_out(session: Session, { why }: EventOf<'sign_out'>): Next {
    const { operator } = session
    const left = { operator: null, asking: null, countdownEndsAt: null }
    if (operator === null) return why === 'idle' ? next(session, left) : signedOutAlready(session, left)
    const notice = { kind: 'signed_out', name: operator.name, why } as const
    return next(session, { ...left, notice, place: placeLeft(session, operator) })
  },
  countdown: (session: Session, { endsAt }: EventOf<'countdown'>): Next =>
    session.operator === null ? stay(session) : next(session, { countdownEndsAt: endsAt }),
  touched: (session: Session): Next =>
    session.countdownEndsAt === null ? stay(session) : next(session, { countdownEndsAt: null }),
} as const

/** Said where nothing else changes; that somebody was signed out just now says it already. */
function signedOutAlready(session: Session, left: Partial<Session>): Next {
  if (session.asking !== null || session.notice?.kind === 'signed_out')
    return next(session, left, 'attention')
  return next(session, { ...left, notice: { kind: 'already', what: 'signed_out' } }, 'attention')
}

function placeLeft(session: Session, by: Person): Place {
  const { place } = session
  const work = workOf(session)
  if (place.kind === 'left') return place
  if (place.kind === 'discarding') return { ...place, kind: 'left' }
  if (work === undefined || isEmpty(work)) return { kind: 'choosing_operation' }
  return { kind: 'left', work, by, back: place.kind === 'reviewing' ? 'reviewing' : 'scanning' }
}
