import { addFacts } from './lines.ts'
import type { BooksNow } from './machine-event.ts'
import { workOf, type Place, type Session } from './session-state.ts'

/** The work in hand with what the books say of it now, in place of what they said when it was scanned or looked over. */
export function lookAgain(session: Session, { facts, standing }: BooksNow): Session {
  const work = workOf(session)
  if (work === undefined) return session
  const looked = { ...addFacts(work, facts), books: standing }
  // The compiler does not know that a place with work stays that place with other work.
  return { ...session, place: { ...session.place, work: looked } as Place }
}
