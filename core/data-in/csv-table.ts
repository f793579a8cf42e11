import { CsvError, parse } from 'csv-parse/sync'
import { at, problem, type RowProblem } from './problem.ts'

export const SEPARATORS = [',', ';', '\t'] as const
export type Separator = (typeof SEPARATORS)[number]

export const ROWS_MAX = 50_000
export const COLUMNS_MAX = 100

/** One row below the headings; `line` is its row in a spreadsheet. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvTable {
  readonly separator: Separator
  readonly headings: readonly string[]
  readonly headingLine: number
  readonly rows: readonly TableRow[]
}

/** A row that begins so explains the columns: templates have one. */
const COMMENT = '#'

/**
 * Reads CSV with commas, semicolons or tabs between cells and any ends of lines. Empty rows and comments are left out
 * and still counted, so that a row is found by its number in a spreadsheet. Returns what is wrong where it is no table.
 */
export function readCsvTable(text: string): CsvTable | RowProblem {
  const { separator, body, skipped } = separatorOf(text)
  const records = parseAll(body, separator)
  if (!Array.isArray(records)) return { ...records, line: records.line + skipped }
  const numbered = records.map((cells, index) => ({ line: index + 1 + skipped, cells }))
  const [head, ...rows] = numbered
    .filter(({ cells }) => !isEmpty(cells) && !isComment(cells))
    .map(({ line, cells }) => ({ line, cells: cells.map(readCell) }))
  if (head === undefined) return at(1, '', problem('no_rows'))
  if (head.cells.length > COLUMNS_MAX)
    return at(head.line, '', problem('too_many_columns', String(COLUMNS_MAX)))
  if (rows.length > ROWS_MAX)
    return at(ROWS_MAX + 2, '', problem('too_many_rows', ROWS_MAX.toLocaleString('en')))
  if (rows.length === 0) return at(head.line, '', problem('no_rows'))
  return { separator, headings: head.cells, headingLine: head.line, rows }
}

/** What our own exports put before a text that a spreadsheet would take for a formula, or we for a comment. */
export const GUARD = "'"
/** Where a spreadsheet begins to calculate, ours to comment, and the guard itself; also in their full width. */
export const GUARDED = /^[=+\-@\t\r#'\uff0b\uff0d\uff1d\uff20]/

/** A cell without outer spaces, and without the guard that our exports put before formulas. */
function readCell(cell: string): string {
  const text = cell.trim()
  return text.startsWith(GUARD) && GUARDED.test(text.slice(1)) ? text.slice(1) : text
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
const isComment = ([first]: readonly string[]): boolean => first?.trimStart().startsWith(COMMENT) === true

function parseAll(body: string, separator: Separator): string[][] | RowProblem {
  try {
    return parse(body, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
      record_delimiter: ['\r\n', '\n', '\r'],
      // Headings, comments and empty rows come on top; whoever has more is told so and not read to the end.
      to: ROWS_MAX * 2,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as { lines?: unknown }).lines ?? 1)
    return at(Number.isFinite(line) ? line : 1, '', problem('not_csv', error.message))
  }
}

/** By the first line: `sep=;` where a spreadsheet wrote it, else whichever separator parts it most. */
function separatorOf(text: string): { separator: Separator; body: string; skipped: number } {
  const declared = /^sep=([,;\t])\r?\n/i.exec(text)
  if (declared !== null)
    return { separator: declared[1] as Separator, body: text.slice(declared[0].length), skipped: 1 }
  const unquoted = firstLine(text).replace(/"(?:[^"]|"")*"/g, '')
  const counts = SEPARATORS.map((separator) => ({ separator, count: unquoted.split(separator).length - 1 }))
  const [most] = counts.toSorted((one, other) => other.count - one.count)
  return { separator: most?.separator ?? ',', body: text, skipped: 0 }
}

function firstLine(text: string): string {
  const filled = text.split(/\r\n|\n|\r/, 20).find((line) => line.trim() !== '' && !line.startsWith(COMMENT))
  return filled ?? ''
}
