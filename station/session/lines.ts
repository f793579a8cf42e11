import { LINES_MAX } from '../../core/book/content.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import type { ScanRefusal } from './notices.ts'
import type { Facts, Line, LotOfShare, Share, Step, Work } from './work-state.ts'

/** Steps that can be undone; older ones are still changed by hand. */
export const UNDO_MAX = 200
/** From this many lines left on, the screen says how many. */
export const ROOM_IS_SHORT = 20

/** Base units of a line, by everybody who scanned it. */
export function totalOf({ shares }: Pick<Line, 'shares'>): number {
  return shares.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** The lines a person sees, newest on top. */
export function shownLines({ lines }: Work): Line[] {
  return lines.filter(({ shares }) => shares.length > 0).toSorted((a, b) => b.touched - a.touched)
}

/** How many more lines the document can take: each person's share of a lot is one, a shortfall another. */
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
  /** What is known of the item now; its shares and serials are ignored. */
  readonly line: Line
  readonly quantity: number
  readonly who: number | null
  readonly at: number
  readonly lot: LotOfShare
  /** One piece with a number of its own; null for all others. */
  readonly serial: string | null
}

/** Adds to the item's line, or begins one. */
export function addToLine(work: Work, addition: Addition): Added {
  const known = work.lines.find(({ item }) => item === addition.line.item)
  return putShares(work, addition, addToShares(known?.shares ?? [], addition))
}

/** Puts a counted quantity in the place of what the line had; it is now this person's, and of no named lot. */
export function setLine(work: Work, addition: Addition): Added {
  const { who, quantity, lot } = addition
  return putShares(work, addition, [{ who, quantity, ...lot }])
}

/** Takes a line out. Undo brings it back. */
export function removeLine(work: Work, item: number, now: number): Work {
  const line = work.lines.find((one) => one.item === item)
  return line === undefined || line.shares.length === 0
    ? work
    : record(work, { ...line, scannedAt: now, shares: [], serials: [] })
}

/** Names what an item that is not in the recipe takes the place of. */
export function nameSubstitute(work: Work, item: number, insteadOf: NonNullable<Line['insteadOf']>): Work {
  const line = work.lines.find((one) => one.item === item)
  return line === undefined ? work : record(work, { ...line, insteadOf })
}

/** Leaves so much of a line as is allowed, taking from the newest shares first. */
export function limitLine(work: Work, item: number, allowed: number): Work {
  const line = work.lines.find((one) => one.item === item)
  if (line === undefined) return work
  let rest = allowed
  const shares = line.shares.flatMap((share) => {
    const quantity = Math.min(share.quantity, rest)
    rest -= quantity
    return quantity === 0 ? [] : [{ ...share, quantity }]
  })
  return record(work, { ...line, shares, serials: shares.length === 0 ? [] : line.serials })
}

/** The lines with what the books say now. */
export function addFacts(work: Work, facts: ReadonlyMap<number, Facts>): Work {
  return {
    ...work,
    lines: work.lines.map((line) => ({ ...line, facts: facts.get(line.item) ?? line.facts })),
  }
}

/** The shares with one more scan: of the same person and lot it adds up, else it is a share of its own. */
export function addToShares(
  shares: readonly Share[],
  { who, quantity, lot }: Pick<Addition, 'who' | 'quantity' | 'lot'>,
): Share[] {
  const mine = shares.find(
    (share) => share.who === who && share.lot === lot.lot && share.expiresOn === lot.expiresOn,
  )
  return mine === undefined
    ? [...shares, { who, quantity, ...lot }]
    : shares.map((share) =>
        share === mine ? { ...share, ...lot, quantity: share.quantity + quantity } : share,
      )
}

function putShares(work: Work, { line, at, serial }: Addition, shares: Share[]): Added {
  const known = work.lines.find(({ item }) => item === line.item)
  if (totalOf({ shares }) > QUANTITY_MAX) return { ok: false, why: 'too_much' }
  const before = known?.shares ?? []
  const hadLines = before.length === 0 ? 0 : documentLinesOf(work, before)
  if (documentLinesOf(work, shares) - hadLines > roomLeft(work)) return { ok: false, why: 'document_full' }
  const serials = [...(known?.serials ?? []), ...(serial === null ? [] : [serial])]
  const insteadOf = known?.insteadOf ?? null
  return { ok: true, work: record(work, { ...line, shares, serials, insteadOf, scannedAt: at }) }
}

/** Writes the line and remembers what it was. */
function record(work: Work, line: Line): Work {
  const steps = work.steps + 1
  const old = work.lines.find(({ item }) => item === line.item)
  const before = {
    shares: old?.shares ?? [],
    serials: old?.serials ?? [],
    insteadOf: old?.insteadOf ?? null,
    scannedAt: old?.scannedAt ?? line.scannedAt,
    touched: old?.touched ?? 0,
  }
  return {
    ...work,
    steps,
    lines: putLine(work.lines, { ...line, touched: steps }),
    history: remember(work, { of: 'line', item: line.item, before }),
  }
}

export function remember({ history }: Work, step: Step): Step[] {
  return [...history, step].slice(-UNDO_MAX)
}

export function putLine(lines: readonly Line[], line: Line): Line[] {
  const isKnown = lines.some(({ item }) => item === line.item)
  return isKnown ? lines.map((one) => (one.item === line.item ? line : one)) : [...lines, line]
}
