import { next, problem, refuse, stay, type EventOf, type Next, type TypedQuantity } from './machine-event.ts'
import type { Session } from './session-state.ts'
import { showAdded } from './show-added.ts'
import { stepUp } from './step-up.ts'
import { countAttached, findHeld, leaveOutCode } from './unknown-codes.ts'

const QUERY_MAX = 40

/** How much one scan of the code stands for. Nothing typed is one piece, where pieces are counted. */
export function takePack(session: Session, typed: TypedQuantity): Next {
  const { place } = session
  if (place.kind !== 'asking_pack') return stay(session)
  const isOnePiece = !typed.ok && typed.reason === 'empty' && place.candidate.unit.base === 'each'
  const perScan = typed.ok ? typed.value : isOnePiece ? place.candidate.unit.factor : 0
  if (perScan === 0) {
    const why = typed.ok ? 'empty' : typed.reason
    return next(session, { place: { ...place, problem: why, typed: '' } }, 'refused')
  }
  const { key, candidate, allowedBy } = place
  return { session, effects: [{ kind: 'attach', key, candidate, perScan, allowedBy }] }
}

/** A code nobody knows: left out, or attached to an item with a manager's word, after which it counts by itself. */
export const codeHandlers = {
  open_code(session: Session, { key }: EventOf<'open_code'>): Next {
    const { place } = session
    if (place.kind !== 'scanning' && place.kind !== 'reviewing') return stay(session)
    if (findHeld(place.work, key) === undefined) return stay(session)
    return next(session, {
      place: { kind: 'unknown_code', work: place.work, key, back: place.kind },
      notice: null,
    })
  },
  leave_out_code(session: Session): Next {
    const { place } = session
    if (place.kind !== 'unknown_code') return stay(session)
    const text = findHeld(place.work, place.key)?.text ?? place.key
    const left = { kind: place.back, work: leaveOutCode(place.work, place.key) }
    return next(session, { place: left, notice: { kind: 'left_out', text } }, 'ok')
  },
  ask_attach: (session: Session): Next =>
    session.place.kind === 'unknown_code'
      ? stepUp({ ...session, notice: null }, { for: 'attach_barcode', key: session.place.key })
      : stay(session),
  search(session: Session, { query }: EventOf<'search'>): Next {
    const { place } = session
    if (place.kind !== 'searching_item') return stay(session)
    return next(session, { place: { ...place, query: query.slice(0, QUERY_MAX) }, notice: null })
  },
  choose_item(session: Session, { candidate }: EventOf<'choose_item'>): Next {
    const { place } = session
    if (place.kind !== 'searching_item') return stay(session)
    const { work, key, allowedBy } = place
    const asking = { kind: 'asking_pack', work, key, candidate, allowedBy, typed: '', problem: null } as const
    return next(session, { place: asking, notice: null })
  },
  attached(session: Session, { line, perScan, at }: EventOf<'attached'>): Next {
    const { place } = session
    if (place.kind !== 'asking_pack') return stay(session)
    const text = findHeld(place.work, place.key)?.text ?? place.key
    const counted = countAttached(place.work, { key: place.key, line, perScan, at })
    if (!counted.ok)
      return refuse({ ...session, place: { kind: 'scanning', work: place.work } }, counted.why, {
        text,
        name: line.name,
      })
    return showAdded(session, counted.work, { kind: 'attached', text, item: line.item })
  },
  /** The disk would not take it: nothing has happened, and the screen says so. */
  not_taken(session: Session): Next {
    const { place } = session
    if (place.kind !== 'accepting') return problem(session, 'not_saved')
    return problem({ ...session, place: { kind: 'reviewing', work: place.work } }, 'not_saved')
  },
} as const
