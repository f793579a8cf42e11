import { approvalReasonsOf, excessOf } from './excess.ts'
import { next, stay, type Next } from './machine-event.ts'
import type { Place, Session } from './session-state.ts'
import type { Work } from './work-state.ts'

/** Where a manager's word is asked for what is in hand. */
export type Deciding = Extract<Place, { kind: 'deciding_excess' | 'deciding_old_books' }>

export function isDeciding(place: Place): place is Deciding {
  return place.kind === 'deciding_excess' || place.kind === 'deciding_old_books'
}

/** One question, whatever it is asked for. */
export function questionAbout(work: Work): Deciding {
  const kind = excessOf(work).length > 0 ? 'deciding_excess' : 'deciding_old_books'
  return { kind, work, for: approvalReasonsOf(work) }
}

/** Whether a question is open that names the age of the books. */
export function namesOldBooks(place: Place): place is Deciding {
  return isDeciding(place) && place.for.includes('old_books')
}

/**
 * Nobody's word is needed any more: the review again as it was, and a line that says why. What is accepted from there is
 * accepted by a press of Accept: no other button, and nothing that happens by itself, does that.
 */
export function reviewByNewBooks(session: Session, { work }: Deciding): Next {
  const { asking } = session
  const isAboutIt = asking !== null && 'ask' in asking && asking.ask.for !== 'sign_in'
  return next(
    session,
    {
      place: { kind: 'reviewing', work },
      asking: isAboutIt ? null : asking,
      notice: { kind: 'line_back', isStillAsked: false },
    },
    'attention',
  )
}

export const decidingHandlers = {
  /**
   * The line is back, and the books are new. What else is asked about stays a question; a manager who is being asked is
   * still asked for that, and for nothing that was not named before.
   */
  books_renewed(session: Session): Next {
    const { place } = session
    if (!namesOldBooks(place) || place.work.books !== 'fine') return stay(session)
    const reasons = approvalReasonsOf(place.work)
    if (place.kind === 'deciding_old_books' || reasons.length === 0) return reviewByNewBooks(session, place)
    const named = place.for.filter((reason) => reasons.includes(reason))
    const notice = { kind: 'line_back', isStillAsked: true } as const
    return next(session, { place: { ...place, for: named }, notice }, 'attention')
  },
} as const
