import { ageHere, areNewHere, isCutOff } from './books-here.ts'
import { readFacts } from './look-at-item.ts'
import type { LookingParts } from './looking-parts.ts'
import { namesOldBooks } from './session/deciding.ts'
import { linkAfter } from './session/link.ts'
import type { MachineEvent } from './session/machine-event.ts'
import type { Session } from './session/session-state.ts'
import type { StationParts } from './station-parts.ts'

/** What has become of the books by itself since the session was last told; undefined each where that is no news. */
export function newsOfBooks(
  parts: StationParts,
  looking: LookingParts,
  session: Session,
): (MachineEvent | undefined)[] {
  return [linkNews(parts, session), newBooks(parts, looking, session)]
}

/** That the line to the books was lost or is back, where that is news. */
function linkNews(parts: StationParts, session: Session): MachineEvent | undefined {
  const age = ageHere(parts)
  if (age === undefined) return undefined
  const isAway = isCutOff(age, parts.copyState?.())
  if (!isAway && session.link.kind === 'there') return undefined
  const seen = {
    isAway,
    asOf: age.asOf ?? null,
    waiting: parts.outbox.waitingTotal().documents,
    at: parts.clock.now(),
  }
  return linkAfter(session, seen) === session.link ? undefined : { type: 'link', seen }
}

/** Nothing is asked any more about books that were old while the question was put. */
function newBooks(parts: StationParts, looking: LookingParts, { place }: Session): MachineEvent | undefined {
  if (!namesOldBooks(place) || !areNewHere(parts, place.work.workflow)) return undefined
  return { type: 'books_renewed', books: { facts: readFacts(looking, place.work), standing: 'fine' } }
}
