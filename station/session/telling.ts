import { next, problem, refuse, stay, type EventOf, type Next } from './machine-event.ts'
import type { Session } from './session-state.ts'

/** More than this is a letter, not a remark. */
export const TYPED_REMARK_MAX = 500

/** What somebody wants to tell: a remark that is ready made, or typed and ended with Enter like a scan. */
export const tellingHandlers = {
  ask_remark: (session: Session): Next =>
    session.asking === null
      ? next(session, { asking: { kind: 'telling', typed: '', last: session.notice }, notice: null })
      : stay(session),
  erase_remark(session: Session): Next {
    const { asking } = session
    if (asking?.kind !== 'telling') return stay(session)
    if (asking.typed === '') return problem(session, 'nothing_typed')
    return next(session, { asking: { ...asking, typed: '' }, notice: null })
  },
  tell(session: Session, { remark }: EventOf<'tell'>): Next {
    const { asking } = session
    return asking?.kind === 'telling'
      ? { session, effects: [{ kind: 'tell', remark, typed: asking.typed }] }
      : stay(session)
  },
  tell_typed(session: Session): Next {
    const { asking } = session
    if (asking?.kind !== 'telling') return stay(session)
    if (asking.typed === '') return problem(session, 'nothing_typed')
    return { session, effects: [{ kind: 'tell', remark: null, typed: asking.typed }] }
  },
  told: (session: Session): Next =>
    session.asking?.kind === 'telling'
      ? next(session, { asking: null, notice: { kind: 'told' } }, 'ok')
      : stay(session),
} as const

/** What was typed, or a code that was scanned, stands in the remark until it is told: nothing is told by a scan. */
export function writeRemark(session: Session, { finding }: EventOf<'scan'>): Next {
  const { asking } = session
  if (asking?.kind !== 'telling') return stay(session)
  const { text } = finding
  if (text === '') return refuse(session, 'tell_first', finding)
  const typed = [asking.typed, text].filter(Boolean).join(' ').slice(0, TYPED_REMARK_MAX)
  return next(session, { asking: { ...asking, typed }, notice: null }, 'ok')
}
