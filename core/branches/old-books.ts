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
  /** Nobody knows since when nothing newer came: older than everything. */
  | { readonly isKnown: false }

/** Clocks differ by so much without anybody having set one back. */
const CLOCKS_DIFFER_MS = 5 * 60_000

/** `asOf`: when the copy was last known to be what central has; undefined: it never was, as far as this machine knows. */
export function ageOfBooks(now: number, asOf: number | undefined): BooksAge {
  // A clock that was set back says nothing of how long ago that was.
  if (asOf === undefined || asOf - now > CLOCKS_DIFFER_MS) return { isKnown: false }
  return { isKnown: true, asOf, ageMs: Math.max(0, now - asOf) }
}

/** What follows from the age of the books, gravest last. */
export const BOOKS_STANDINGS = ['fine', 'warn', 'ask', 'stop'] as const
export type BooksStanding = (typeof BOOKS_STANDINGS)[number]

const STANDING_AFTER = { warnAfter: 'warn', askAfter: 'ask', stopAfter: 'stop' } as const

/** The gravest step whose time has come. */
export function standingOf(age: BooksAge, limits: OldBooksLimits): BooksStanding {
  const isOlderThan = (step: OldBooksStep): boolean => {
    const minutes = limits[step]
    return minutes !== null && (!age.isKnown || age.ageMs >= minutes * 60_000)
  }
  const step = OLD_BOOKS_STEPS.findLast(isOlderThan)
  return step === undefined ? 'fine' : STANDING_AFTER[step]
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
