import { next, problem, stay, type Next } from './machine-event.ts'
import { workOf, type Session } from './session-state.ts'

/** Into practice and out of it. What practice is, and whether there is any here, the station knows. */
export const practiceHandlers = {
  /** Nobody leaves work open behind them. */
  start_practice: (session: Session): Next =>
    workOf(session) === undefined && session.asking === null ? practise(session, 'start') : stay(session),
  leave_practice: (session: Session): Next => practise(session, 'leave'),
  no_practice: (session: Session): Next => problem(session, 'no_practice'),
} as const

function practise(session: Session, does: 'start' | 'leave'): Next {
  const { effects, ...rest } = next(session, { notice: null }, 'attention')
  return { ...rest, effects: [...effects, { kind: 'practise', does }] }
}
