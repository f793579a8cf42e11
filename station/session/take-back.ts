import { askWhoAccepts } from './asking.ts'
import { next, problem, refuse, stay, type EventOf, type Next } from './machine-event.ts'
import { workOf, type Session } from './session-state.ts'

/** Takes the document back, once somebody is signed in who may. */
export function undoWith(session: Session, documentId: string): Next {
  const { place, latest, operator } = session
  if (latest === null || place.kind !== 'confirming_undo' || latest.undo !== null || latest.id !== documentId)
    return stay(session)
  if (operator === null) return askWhoAccepts(session, { type: 'undo', documentId })
  return { session, effects: [{ kind: 'undo', latest, operator }] }
}

/** Undo of the document that was accepted last. */
export const takeBackHandlers = {
  show_latest(session: Session): Next {
    if (workOf(session) !== undefined) return stay(session)
    if (session.latest === null) return refuse(session, 'nothing_to_undo', { text: '', name: '' })
    return next(session, { place: { kind: 'accepted' }, notice: null })
  },
  ask_undo(session: Session): Next {
    const { place, latest } = session
    if (place.kind !== 'accepted') return stay(session)
    if (latest === null || latest.undo !== null)
      return refuse(session, 'nothing_to_undo', { text: '', name: '' })
    return next(session, { place: { kind: 'confirming_undo' }, notice: null })
  },
  undo_taken(session: Session, { id, reference }: EventOf<'undo_taken'>): Next {
    const { place, latest } = session
    if (place.kind !== 'confirming_undo' || latest === null) return stay(session)
    const undone = { ...latest, undo: { id, reference, outcome: null } }
    return next(session, { place: { kind: 'accepted' }, notice: null, latest: undone }, 'done')
  },
  undo_not_possible: (session: Session): Next =>
    session.place.kind === 'confirming_undo'
      ? problem({ ...session, place: { kind: 'accepted' } }, 'undo_not_possible')
      : stay(session),
} as const
