import { readOldBooksLimits } from '../core/branches/old-books-rows.ts'
import { ageOfBooks, standingOf, type BooksAge, type BooksStanding } from '../core/branches/old-books.ts'
import { surelyNow } from '../core/kernel/clock.ts'
import type { SyncState } from '../core/sync/sync-state.ts'
import type { WorkflowName } from '../core/stations/workflow-names.ts'
import type { StationParts } from './station-parts.ts'

type Parts = Pick<StationParts, 'dataAsOf' | 'copyState' | 'clock' | 'reader' | 'branch'>

/** How old the books are that this station works by; undefined: it reads the book itself. */
export function ageHere({ dataAsOf, copyState, clock }: Parts): BooksAge | undefined {
  const asOf = dataAsOf?.()
  // The process that keeps the copy may hear central first: what it has just proven is new, whatever time it is.
  if (asOf !== undefined && copyState?.().kind === 'fresh' && surelyNow(clock) === undefined)
    return { isKnown: true, asOf, ageMs: 0 }
  return dataAsOf && ageOfBooks(clock, asOf)
}

/** What follows from that for some work, by what the branch allows now. */
export function standingHere(parts: Parts, workflow: WorkflowName): BooksStanding {
  const age = ageHere(parts)
  if (age === undefined) return 'fine'
  return standingOf(age, readOldBooksLimits(parts.reader, parts.branch.id)[workflow])
}

/** Whether the books are new, and good for some work without a word: nothing newer can be, and the branch asks nothing. */
export function areNewHere(parts: Parts, workflow: WorkflowName): boolean {
  const age = ageHere(parts)
  return age !== undefined && !isLate(age) && standingHere(parts, workflow) === 'fine'
}

/** A line that is down for shorter than this is nobody's concern. */
const LATE_AFTER_MS = 60_000

/** Whether nothing newer has come for long enough to say so, or may have: a copy that follows is seconds old. */
export function isLate(age: BooksAge): boolean {
  return !age.isKnown || age.ageMs > LATE_AFTER_MS
}

/** Late, and it is known that something is in the way: a machine that has just started may only not have asked yet. */
export function isCutOff(age: BooksAge, state: SyncState | undefined): boolean {
  if (!isLate(age)) return false
  return (
    state === undefined || state.kind === 'failing' || (state.kind !== 'fresh' && state.reason !== undefined)
  )
}
