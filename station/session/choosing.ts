import { next, problem, stay, type BooksNow, type EventOf, type Next } from './machine-event.ts'
import { workOf, type Place, type Session } from './session-state.ts'
import type { Work } from './work-state.ts'

/** On the way to the work: which operation, for which order or run. Nothing leaves work behind by itself. */
export const choiceHandlers = {
  choose_operation: (session: Session, { workflow, books }: EventOf<'choose_operation'>): Next =>
    whenFree(session, () => {
      if (workflow === 'general') return goTo(session, { kind: 'coming' })
      return whenNotTooOld(session, books, () =>
        goTo(session, { kind: 'choosing_context', workflow, partner: null }),
      )
    }),
  choose_partner(session: Session, { partner }: EventOf<'choose_partner'>): Next {
    const { place } = session
    return place.kind === 'choosing_context' ? goTo(session, { ...place, partner }) : stay(session)
  },
  open_work: (session: Session, { opens, at, books }: EventOf<'open_work'>): Next =>
    whenFree(session, () => {
      const work: Work = {
        ...opens,
        openedAt: at,
        openedBy: session.operator,
        lines: [],
        unknown: [],
        history: [],
        steps: 0,
        books: books?.standing ?? 'fine',
      }
      return whenNotTooOld(session, books, () => goTo(session, { kind: 'scanning', work }))
    }),
  context_closed: (session: Session): Next => problem(session, 'context_closed'),
  home: (session: Session): Next => whenFree(session, () => goTo(session, { kind: 'choosing_operation' })),
  show: (session: Session, { place }: EventOf<'show'>): Next =>
    whenFree(session, () => goTo(session, { kind: place })),
  show_document: (session: Session, { document }: EventOf<'show_document'>): Next =>
    whenFree(session, () => goTo(session, { kind: 'showing_document', document })),
} as const

function goTo(session: Session, place: Place): Next {
  return next(session, { place, notice: null })
}

/** Work that could not be accepted is not begun. */
function whenNotTooOld(session: Session, books: BooksNow | undefined, go: () => Next): Next {
  return books?.standing === 'stop' ? problem(session, 'books_too_old') : go()
}

function whenFree(session: Session, go: () => Next): Next {
  return workOf(session) === undefined ? go() : stay(session)
}
