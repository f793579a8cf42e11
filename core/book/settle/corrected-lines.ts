import { QUANTITY_MAX } from '../../kernel/quantity.ts'
import type { DocumentLine, Take } from '../content.ts'

/** What a manager says of one line instead of what was scanned. */
export interface Correction {
  /** Base units; 0 leaves the line out. */
  readonly quantity: number
  /** Minor units for the whole line, where its value may be stated. */
  readonly amount?: number
}

/** Lines that nobody scanned: what is issued for others, and what a build draws with its product. */
const FOLLOWING: ReadonlySet<Take['by']> = new Set(['shortfall', 'backflush', 'ingredients'])
const COUNTED: ReadonlySet<Take['by']> = new Set(['cost', 'stated', 'gain', 'answered', 'made'])

/** Whether a line says what somebody scanned or wrote, and does not follow from another line. */
export function isScanned({ take }: DocumentLine): boolean {
  return !FOLLOWING.has(take.by)
}

/** Whether another quantity of the line means what it says; a price that was confirmed has no other quantity. */
export function isCorrectable({ item, quantity, take }: DocumentLine): boolean {
  return item !== null && quantity > 0 && COUNTED.has(take.by)
}

/**
 * The lines with the corrections by line number, counted from 0. A line at 0 is left out; what follows from a line
 * follows its new quantity: the shortfall issued for it, the ingredients of a build.
 */
export function correctLines(
  lines: readonly DocumentLine[],
  corrections: ReadonlyMap<number, Correction>,
): DocumentLine[] {
  const now = (index: number): number => corrections.get(index)?.quantity ?? lines[index]?.quantity ?? 0
  return lines.flatMap((line, index) => {
    const quantity = isScanned(line) ? now(index) : followed(lines, index, now)
    if (quantity === 0 && line.quantity > 0) return []
    const amount = corrections.get(index)?.amount
    return [
      { ...line, quantity, take: amount === undefined ? line.take : ({ by: 'stated', amount } as const) },
    ]
  })
}

/** The quantity of a line that follows from others, now that those say `now`. */
function followed(lines: readonly DocumentLine[], index: number, now: (index: number) => number): number {
  const line = lines[index]
  if (line === undefined) return 0
  const later = lines.slice(index + 1)
  if (line.take.by !== 'shortfall') {
    const made = later.findIndex(({ take }) => take.by === 'made')
    return made === -1 ? line.quantity : now(index + 1 + made)
  }
  // It tops up the place for every line that takes from there, until something tops it up again.
  const again = later.findIndex(
    ({ item, to, take }) => take.by === 'shortfall' && item === line.item && to === line.to,
  )
  const served = later
    .map((_, offset) => index + 1 + offset)
    .slice(0, again === -1 ? later.length : again)
    .filter((at) => lines[at]?.item === line.item && lines[at]?.from === line.to)
  const sum = (of: (at: number) => number): number => served.reduce((total, at) => total + of(at), 0)
  const left = sum(now)
  const isWhole = sum((at) => lines[at]?.quantity ?? 0) === line.quantity
  return Math.min(isWhole ? left : Math.min(left, line.quantity), QUANTITY_MAX)
}
