import { formatWhole } from '../../words/exact-number.ts'
import { verifyWords } from '../../words/en/verify.ts'

/** The first row that is wrong, and what is wrong with it, for a person and for a program. */
export interface BadRow {
  readonly check: string
  readonly table: string
  /** Its key; the parts of a key of several are separated by commas. */
  readonly row: string
  readonly expected: string
  readonly found: string
  readonly words: string
}

/** Whether the books are in order, and how much was looked at. */
export interface Verdict {
  readonly ok: boolean
  readonly checkedMoves: number
  readonly checkedDocuments: number
  readonly firstBad?: BadRow
  readonly durationMs: number
}

/** The verdict in one line. */
export function summaryLine({ checkedMoves, checkedDocuments, firstBad }: Verdict): string {
  if (firstBad !== undefined) return verifyWords.red(firstBad.words)
  return verifyWords.green({
    moves: countText(checkedMoves),
    documents: countText(checkedDocuments),
  })
}

/** "1,234": the same in every place that counts rows of the book. */
export const countText = (count: number): string => formatWhole(count, { group: ',', decimal: '.' })
