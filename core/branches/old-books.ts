import type { Clock } from '../kernel/clock.ts'
import type { WorkflowName } from '../stations/workflow-names.ts'

/** When the copy of the books at a station is too old to work by. Minutes; null: never. */
export interface OldBooksLimits {
  /** The screen says at the work that amounts may have changed. */
  readonly warnAfter: number | null
  /** A document needs a manager's word. */
  readonly askAfter: number | null
  /** Nothing new is begun or accepted. */
  readonly stopAfter: number | null
}

/** The steps, mildest first: none may come after a graver one. */
export const OLD_BOOKS_STEPS = ['warnAfter', 'askAfter', 'stopAfter'] as const
export type OldBooksStep = (typeof OLD_BOOKS_STEPS)[number]

/** The longest that may be set: a year, in minutes. */
export const LIMIT_MAX = 525_600

/** Where nobody has set anything: a station works for days without a network, and never stops by itself. */
export const USUAL_LIMITS: OldBooksLimits = { warnAfter: 15, askAfter: 72 * 60, stopAfter: null }

/** The limits of each thing that is scanned. */
export type LimitsOfBranch = Readonly<Record<WorkflowName, OldBooksLimits>>

/** How old the books are that a station works by. Milliseconds since 1970, and milliseconds. */
export type BooksAge =
  | { readonly isKnown: true; readonly asOf: number; readonly ageMs: number }
  /**
   * Nobody knows. `asOf` says as of when they are, which is a fact that was written down, where it is only the time of
   * now that is in doubt. `atLeastMs`: they are no younger; without `asOf` it is endless.
   */
  | { readonly isKnown: false; readonly asOf: number | undefined; readonly atLeastMs: number }

/** Clocks differ by so much without anybody having set one back. */
const CLOCKS_DIFFER_MS = 5 * 60_000

/**
 * `asOf`: when the copy was last known to be what central has; undefined: it never was, as far as this machine knows.
 *
 * By a clock in doubt the age is unknown (design section 5: clocks are wrong): a machine without a battery that starts
 * without a network cannot tell a night from a month. What such a clock says is the earliest that can be (`tellTime`),
 * so what has passed by it has passed.
 */
export function ageOfBooks(clock: Clock, asOf: number | undefined): BooksAge {
  const now = clock.now()
  const isDoubtful = clock.isDoubtful?.() === true
  // A clock that was set back says nothing of how long ago that was.
  if (asOf === undefined || (!isDoubtful && asOf - now > CLOCKS_DIFFER_MS))
    return { isKnown: false, asOf: undefined, atLeastMs: Infinity }
  const passedMs = Math.max(0, now - asOf)
  return isDoubtful ? { isKnown: false, asOf, atLeastMs: passedMs } : { isKnown: true, asOf, ageMs: passedMs }
}

/** What follows from the age of the books, gravest last. */
export const BOOKS_STANDINGS = ['fine', 'warn', 'ask', 'stop'] as const
export type BooksStanding = (typeof BOOKS_STANDINGS)[number]

const STANDING_AFTER = { warnAfter: 'warn', askAfter: 'ask', stopAfter: 'stop' } as const

/**
 * The gravest step whose time has surely come. Where nobody knows the age, the time of any step may have come: then
 * people are warned, whichever steps the branch has set, and no more than that. A manager's word for every document, or
 * none at all, would make a machine useless that merely started while the network was down; what it accepts has its
 * clock's doubt written on it, and central takes no more than there is whatever the copy said.
 */
export function standingOf(age: BooksAge, limits: OldBooksLimits): BooksStanding {
  const sureMs = age.isKnown ? age.ageMs : age.atLeastMs
  const isOlderThan = (step: OldBooksStep): boolean => {
    const minutes = limits[step]
    return minutes !== null && sureMs >= minutes * 60_000
  }
  const step = OLD_BOOKS_STEPS.findLast(isOlderThan)
  if (step !== undefined) return STANDING_AFTER[step]
  const isAnySet = OLD_BOOKS_STEPS.some((each) => limits[each] !== null)
  return !age.isKnown && isAnySet ? 'warn' : 'fine'
}

/** The first step that comes after a graver one; undefined: they are in order. */
export function outOfOrder(limits: OldBooksLimits): OldBooksStep | undefined {
  return OLD_BOOKS_STEPS.find((step, index) =>
    OLD_BOOKS_STEPS.slice(0, index).some((milder) => isLater(limits[milder], limits[step])),
  )
}

function isLater(milder: number | null, graver: number | null): boolean {
  return milder !== null && graver !== null && milder > graver
}

/** Whether these are what is usual, of which the books keep no row. */
export function areUsual(limits: OldBooksLimits): boolean {
  return OLD_BOOKS_STEPS.every((step) => limits[step] === USUAL_LIMITS[step])
}
