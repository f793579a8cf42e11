import { LINES_MAX } from '../../core/book/content.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import type { Facts, Line, ScanRefusal, Share, Work } from './session-state.ts'

/** Steps that can be undone; older ones are still changed by hand. */
export const UNDO_MAX = 200
/** From this many lines left on, the screen says how many. */
export const ROOM_IS_SHORT = 20

export type LineWarning = 'over_available' | 'over_planned' | 'not_planned'

/** Base units of a line, by everybody who scanned it. */
export function totalOf({ shares }: Line): number {
  return shares.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** The lines a person sees, newest on top. */
export function shownLines({ lines }: Work): Line[] {
  return lines.filter(({ shares }) => shares.length > 0).toSorted((a, b) => b.touched - a.touched)
}

/** What a person should look at; it never stops the work. The gravest first. */
export function warningsOf(line: Line): LineWarning[] {
  const total = totalOf(line)
  const { available, planned } = line.facts
  const warnings: LineWarning[] = []
  if (total > available) warnings.push('over_available')
  if (planned === null) warnings.push('not_planned')
  else if (planned.logged + total > planned.quantity) warnings.push('over_planned')
  return warnings
}

/** How many more lines the document can take: each person's share of an item is one, a shortfall another. */
export function roomLeft(work: Work): number {
  return LINES_MAX - shownLines(work).reduce((sum, line) => sum + documentLinesOf(work, line.shares), 0)
}

function documentLinesOf(work: Work, shares: readonly Share[]): number {
  const issues = work.context.kind === 'run' && work.context.places.stockroom !== null ? 1 : 0
  return shares.length + issues
}

export type Added =
  | { readonly ok: true; readonly work: Work }
  | { readonly ok: false; readonly why: ScanRefusal }
export interface Addition {
  /** What is known of the item now; its shares are ignored. */
  readonly line: Line
  readonly quantity: number
  readonly who: number | null
  readonly at: number
}

/** Adds to the item's line, or begins one. */
export function addToLine(work: Work, addition: Addition): Added {
  const { line, quantity, who } = addition
  const known = work.lines.find(({ item }) => item === line.item)
  const shares = known?.shares ?? []
  const mine = shares.find((share) => share.who === who)
  const next: Share[] =
    mine === undefined
      ? [...shares, { who, quantity }]
      : shares.map((share) => (share === mine ? { who, quantity: share.quantity + quantity } : share))
  return putShares(work, addition, next)
}

/** Puts a counted quantity in the place of what the line had; it is now this person's. */
export function setLine(work: Work, addition: Addition): Added {
  return putShares(work, addition, [{ who: addition.who, quantity: addition.quantity }])
}

/** Takes a line out. Undo brings it back. */
export function removeLine(work: Work, item: number, at: number): Work {
  const line = work.lines.find((one) => one.item === item)
  return line === undefined || line.shares.length === 0
    ? work
    : record(work, { ...line, scannedAt: at, shares: [] })
}

/** The lines with what the books say now. */
export function addFacts(work: Work, facts: ReadonlyMap<number, Facts>): Work {
  return {
    ...work,
    lines: work.lines.map((line) => ({ ...line, facts: facts.get(line.item) ?? line.facts })),
  }
}

/** Takes back the last step. Undefined when there is none. */
export function undoStep(work: Work): { work: Work; line: Line } | undefined {
  const last = work.history.at(-1)
  const now = work.lines.find(({ item }) => item === last?.item)
  if (last === undefined || now === undefined) return undefined
  const line = { ...now, ...last.before }
  return {
    line,
    work: {
      ...work,
      lines: replace(work.lines, line),
      history: work.history.slice(0, -1),
      steps: work.steps + 1,
    },
  }
}

function putShares(work: Work, { line, at }: Addition, shares: Share[]): Added {
  const total = shares.reduce((sum, { quantity }) => sum + quantity, 0)
  if (total > QUANTITY_MAX) return { ok: false, why: 'too_much' }
  const before = work.lines.find(({ item }) => item === line.item)?.shares ?? []
  const hadLines = before.length === 0 ? 0 : documentLinesOf(work, before)
  if (documentLinesOf(work, shares) - hadLines > roomLeft(work)) return { ok: false, why: 'document_full' }
  return { ok: true, work: record(work, { ...line, shares, scannedAt: at }) }
}

/** Writes the line and remembers what it was. */
function record(work: Work, line: Line): Work {
  const steps = work.steps + 1
  const old = work.lines.find(({ item }) => item === line.item)
  const before = {
    shares: old?.shares ?? [],
    scannedAt: old?.scannedAt ?? line.scannedAt,
    touched: old?.touched ?? 0,
  }
  return {
    ...work,
    steps,
    lines: replace(work.lines, { ...line, touched: steps }),
    history: [...work.history, { item: line.item, before }].slice(-UNDO_MAX),
  }
}

function replace(lines: readonly Line[], line: Line): Line[] {
  const isKnown = lines.some(({ item }) => item === line.item)
  return isKnown ? lines.map((one) => (one.item === line.item ? line : one)) : [...lines, line]
}
