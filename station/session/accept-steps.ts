import type { Approval } from '../../core/book/content.ts'
import { askWhoAccepts } from './asking.ts'
import { isDeciding, namesOldBooks, questionAbout, reviewByNewBooks, type Deciding } from './deciding.ts'
import { approvalReasonsOf, excessOf, isAllowable, leaveOutExcess, unnamedSubstitute } from './excess.ts'
import { nameSubstitute, shownLines } from './lines.ts'
import { next, problem, stay, type EventOf, type Next } from './machine-event.ts'
import type { Session } from './session-state.ts'
import { heldCodes } from './unknown-codes.ts'
import type { Person, Work } from './work-state.ts'

interface Seen {
  readonly documentId: string
  readonly steps: number
}

/** From review to a document on disk. The second press of a double click finds it accepted, or another one here. */
export function acceptWork(session: Session, { documentId, steps }: Seen): Next {
  const { place } = session
  if (place.kind !== 'reviewing' || place.work.documentId !== documentId) return stay(session)
  if (place.work.steps !== steps) return problem(session, 'changed_since')
  return proceed(session, place.work, null)
}

/** A manager allows on the spot what the screen asked about. */
export function acceptAllowed(session: Session, { documentId, steps }: Seen, by: Person): Next {
  const { place } = session
  if (!isDeciding(place) || place.work.documentId !== documentId) return stay(session)
  if (place.work.steps !== steps) return problem(session, 'changed_since')
  if (!isAllowable(excessOf(place.work))) return askAgain(session, place)
  return decided(session, place, (reasons) => ({ state: 'given', for: reasons, by: by.id }))
}

/**
 * Goes on with what was decided about the reasons that the screen named. What the books say by now may name others,
 * which are asked about first, or none: then nobody's word is needed any more. Where they were asked about for their age,
 * and are new, whoever works here says Accept themselves.
 */
function decided(
  session: Session,
  place: Deciding,
  approvalFor: (reasons: Approval['for']) => Approval,
): Next {
  const reasons = approvalReasonsOf(place.work)
  if (reasons.some((reason) => !place.for.includes(reason))) return askAgain(session, place)
  if (reasons.length > 0) return proceed(session, place.work, approvalFor(reasons))
  const isRenewed = namesOldBooks(place) && place.work.books !== 'stop'
  return isRenewed ? reviewByNewBooks(session, place) : proceed(session, place.work, null)
}

function askAgain(session: Session, { work }: Deciding): Next {
  return next(session, { place: questionAbout(work), notice: null }, 'attention')
}

/** One question at a time until nothing stands in the way; then the document. */
function proceed(session: Session, work: Work, approval: Approval | null): Next {
  const { operator } = session
  const at = { kind: 'reviewing', work } as const
  const held = heldCodes(work)[0]
  if (held !== undefined) {
    const place = { kind: 'unknown_code', work, key: held.key, back: 'reviewing' } as const
    return problem({ ...session, place }, 'unknown_first')
  }
  if (shownLines(work).length === 0) return problem({ ...session, place: at }, 'nothing_scanned')
  if (work.books === 'stop') return problem({ ...session, place: at }, 'books_too_old')
  const substitute = unnamedSubstitute(work)
  if (substitute !== undefined) {
    const place = { kind: 'naming_substitute', work, item: substitute.item } as const
    return next(session, { place, notice: null }, 'attention')
  }
  if (operator === null)
    return askWhoAccepts(
      { ...session, place: at },
      { type: 'accept', documentId: work.documentId, steps: work.steps },
    )
  const approved = approval ?? ownApproval(work, operator)
  if (approved === null && approvalReasonsOf(work).length > 0)
    return next(session, { place: questionAbout(work), notice: null }, 'attention')
  return {
    session: { ...session, place: { kind: 'accepting', work } },
    effects: [{ kind: 'accept', work, operator, approval: approved }],
  }
}

/** The review says how old the books are: a manager who accepts by it has given their word, and is not asked again. */
function ownApproval(work: Work, { id, mayApprove }: Person): Approval | null {
  const isOldAlone = work.books === 'ask' && excessOf(work).length === 0
  return isOldAlone && mayApprove ? { state: 'given', for: ['old_books'], by: id } : null
}

export const acceptHandlers = {
  accept: (session: Session, event: EventOf<'accept'>): Next => acceptWork(session, event),
  choose_substitute(session: Session, { insteadOf }: EventOf<'choose_substitute'>): Next {
    const { place } = session
    if (place.kind !== 'naming_substitute') return stay(session)
    return proceed(session, nameSubstitute(place.work, place.item, insteadOf), null)
  },
  leave_out_excess(session: Session): Next {
    const { place } = session
    return place.kind === 'deciding_excess'
      ? proceed(session, leaveOutExcess(place.work), null)
      : stay(session)
  },
  send(session: Session): Next {
    const { place } = session
    if (!isDeciding(place)) return stay(session)
    return decided(session, place, (reasons) => ({ state: 'asked', for: reasons }))
  },
  taken: (session: Session, { latest }: EventOf<'taken'>): Next =>
    next(
      session,
      { place: { kind: 'accepted' }, latest, notice: null },
      latest.isSent ? 'attention' : 'done',
    ),
  outcome(session: Session, { id, outcome }: EventOf<'outcome'>): Next {
    const { latest } = session
    if (latest === null) return stay(session)
    // What was sent to a manager is refused on purpose: nothing went wrong.
    const sound = outcome.state === 'refused' && !latest.isSent ? 'refused' : undefined
    if (latest.id === id && latest.outcome === null)
      return next(session, { latest: { ...latest, outcome } }, sound)
    if (latest.undo?.id === id && latest.undo.outcome === null)
      return next(session, { latest: { ...latest, undo: { ...latest.undo, outcome } } }, sound)
    return stay(session)
  },
} as const
