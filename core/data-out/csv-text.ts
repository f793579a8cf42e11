import { stringify } from 'csv-stringify/sync'
import { GUARD, GUARDED } from '../data-in/csv-table.ts'

/** So that spreadsheets read UTF-8 as such. */
export const BYTE_ORDER_MARK = '\ufeff'

/** A value of a table: numbers and what is made of them stand as they are, texts are guarded. */
export type Cell = string | number | null | Figure

/** A text that is known to be a number or a day: it is never guarded. */
export interface Figure {
  readonly figure: string
}
export const figure = (text: string): Figure => ({ figure: text })

/**
 * Rows as CSV: commas, CRLF, quotes where they are needed (RFC 4180). A text that a spreadsheet would take for a
 * formula gets an apostrophe before it, which {@link readCsvTable} takes off again: it is read back exactly.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(plainCell)),
    { record_delimiter: 'windows' },
  )
}

function plainCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell !== 'string') return cell.figure
  return GUARDED.test(cell) ? GUARD + cell : cell
}
