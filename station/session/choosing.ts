import { next, problem, stay, type EventOf, type Next } from './machine-event.ts'
import { workOf, type Place, type Session } from './session-state.ts'
import type { Work } from './work-state.ts'

/** On the way to the work: which operation, for which order or run. Nothing leaves work behind by itself. */
export const choiceHandlers = {
  choose_operation: (session: Session, { workflow }: EventOf<'choose_operation'>): Next =>
    whenFree(session, () =>
      goTo(
        session,
        workflow === 'general' ? { kind: 'coming' } : { kind: 'choosing_context', workflow, partner: null },
      ),
    ),
  choose_partner(session: Session, { partner }: EventOf<'choose_partner'>): Next {
    const { place } = session
    return place.kind === 'choosing_context' ? goTo(session, { ...place, partner }) : stay(session)
  },
  open_work: (session: Session, { opens, at }: EventOf<'open_work'>): Next =>
    whenFree(session, () => {
      const work: Work = {
        ...opens,
        openedAt: at,
        openedBy: session.operator,
        lines: [],
        unknown: [],
        history: [],
        steps: 0,
      }
      return goTo(session, { kind: 'scanning', work })
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

function whenFree(session: Session, go: () => Next): Next {
  return workOf(session) === undefined ? go() : stay(session)
}
