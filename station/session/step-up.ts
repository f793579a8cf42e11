import { acceptAllowed } from './accept-steps.ts'
import { askFor } from './asking.ts'
import { next, stay, type Next } from './machine-event.ts'
import type { Ask, Session } from './session-state.ts'
import type { Person } from './work-state.ts'

/** Everything a manager is asked for on the spot. */
export type ManagersAsk = Exclude<Ask, { for: 'sign_in' }>

/** What happens once a manager's badge or PIN has said yes. A new thing to ask for is a row. */
const ALLOWED: {
  readonly [For in ManagersAsk['for']]: (
    session: Session,
    ask: Extract<ManagersAsk, { for: For }>,
    by: Person,
  ) => Next
} = {
  attach_barcode(session, { key }, by) {
    const { place } = session
    if (place.kind !== 'unknown_code' || place.key !== key) return stay(session)
    const searching = { kind: 'searching_item', work: place.work, key, query: '', allowedBy: by } as const
    return next(session, { place: searching }, 'ok')
  },
  allow_excess: (session, { documentId, steps }, by) => acceptAllowed(session, { documentId, steps }, by),
  allow_old_books: (session, { documentId, steps }, by) => acceptAllowed(session, { documentId, steps }, by),
}

/** Goes on with what needs a manager: at once where one works here, else after their badge or PIN. */
export function stepUp(session: Session, ask: ManagersAsk): Next {
  const { operator } = session
  return operator?.mayApprove === true ? allowWith(session, ask, operator) : askFor(session, ask)
}

export function allowWith(session: Session, ask: ManagersAsk, by: Person): Next {
  const allow = ALLOWED[ask.for] as (session: Session, ask: ManagersAsk, by: Person) => Next
  return allow(session, ask, by)
}

export const stepUpHandlers = {
  /** What is more than ordered or planned, with a manager's word on the spot. */
  allow_excess: (session: Session): Next => allowHere(session, 'deciding_excess', 'allow_excess'),
  /** What was checked against old books, likewise. */
  allow_old_books: (session: Session): Next => allowHere(session, 'deciding_old_books', 'allow_old_books'),
} as const

function allowHere(
  session: Session,
  where: 'deciding_excess' | 'deciding_old_books',
  what: 'allow_excess' | 'allow_old_books',
): Next {
  const { place } = session
  if (place.kind !== where) return stay(session)
  const { documentId, steps } = place.work
  return stepUp({ ...session, notice: null }, { for: what, documentId, steps })
}
