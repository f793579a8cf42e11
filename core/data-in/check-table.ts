import { createHash } from 'node:crypto'
import { readScalePatterns } from '../barcodes/item-barcode.ts'
import { adminData } from '../words/en/admin-data.ts'
import type { CellContext, Columns } from './cells.ts'
import { readCsvTable, type Separator, type TableRow } from './csv-table.ts'
import { decimalMarkOf, type DecimalMark } from './decimals.ts'
import { decodeText, type Encoding } from './decode-text.ts'
import { matchHeadings, type MatchedHeadings } from './headings.ts'
import type { CheckContext, Importer, Outcome, Row, RowNote } from './importer.ts'
import { at, problem, type Problem, type RowProblem } from './problem.ts'

/** What the person who sent the file says of it. */
export interface TableOptions {
  /** How decimals are written; undefined: as the file shows. */
  readonly decimals: DecimalMark | undefined
  /** Columns that nothing reads are left out instead of being an error. */
  readonly mayLeaveOut: boolean
}

/** What was understood of the file as a whole. */
export interface TableFacts {
  readonly encoding: Encoding
  readonly separator: Separator
  /** undefined: it does not show, and numbers that need it were not taken. */
  readonly decimals: DecimalMark | undefined
  readonly rows: number
}

export interface CheckedTable extends Outcome {
  /** undefined: it is no table. */
  readonly facts: TableFacts | undefined
  /** The same for the same file on the same book: what is accepted is what was shown. */
  readonly digest: string
}

export interface CheckSide {
  readonly onProgress?: (rows: number, of: number) => void
  /** Known before anything is read. */
  readonly wrong?: Problem
}

/** How often progress is told, in rows. */
const STEP = 1_000

/**
 * Reads a table and says what every row of it would do, and what is wrong. Writes nothing. The columns are the
 * importer's, the eyes are the authority's.
 */
export function checkTable(
  importer: Importer,
  bytes: Uint8Array,
  options: TableOptions,
  context: CheckContext,
  { onProgress = () => {}, wrong }: CheckSide = {},
): CheckedTable {
  if (wrong !== undefined) return noTable([at(1, '', wrong)])
  const decoded = decodeText(bytes)
  if (!decoded.ok) return noTable([at(1, '', decoded.problem)])
  const table = readCsvTable(decoded.value.text)
  if ('code' in table) return noTable([table])
  const matched = matchHeadings(table.headings, importer.columns, {
    line: table.headingLine,
    mayLeaveOut: options.mayLeaveOut,
  })
  if ('length' in matched) return noTable(matched)
  const { encoding } = decoded.value
  const examples = table.rows.filter((row) => isExample(row, matched, importer.columns))
  const rows = examples.length === 0 ? table.rows : table.rows.filter((row) => !examples.includes(row))
  const decimals = options.decimals ?? decimalMarkOf(numbersOf(rows, matched), table.separator)
  const cells: CellContext = {
    mark: decimals,
    moneyFactor: context.moneyFactor,
    scalePatterns: readScalePatterns(context.reader),
  }
  const read = readRows(rows, {
    matched,
    width: table.headings.length,
    cells,
    columns: importer.columns,
    onProgress,
  })
  const outcome = importer.check(read.rows, context)
  return sealed({
    ...outcome,
    problems: [...read.problems, ...outcome.problems].toSorted((one, other) => one.line - other.line),
    notes: [...notesOf(encoding, matched, table.headingLine, examples), ...outcome.notes],
    facts: { encoding, separator: table.separator, decimals, rows: rows.length },
  })
}

const noTable = (problems: readonly RowProblem[]): CheckedTable =>
  sealed({ results: [], problems, notes: [], statements: [], openings: [], facts: undefined })

function sealed(checked: Omit<CheckedTable, 'digest'>): CheckedTable {
  const { results, problems, openings } = checked
  const digest = createHash('sha256')
    .update(JSON.stringify([results, problems, openings]))
    .digest('hex')
  return { ...checked, digest }
}

function notesOf(
  encoding: Encoding,
  { leftOut }: MatchedHeadings,
  line: number,
  examples: readonly TableRow[],
): RowNote[] {
  return [
    ...(encoding === 'windows-1252' ? [{ line, note: adminData.notes.windows1252 }] : []),
    ...(leftOut.length > 0 ? [{ line, note: adminData.notes.leftOut(leftOut.join(', ')) }] : []),
    ...examples.map((row) => ({ line: row.line, note: adminData.notes.example })),
  ]
}

/** The row that a template shows, sent along with the rest: the same in every one of its columns. */
function isExample({ cells }: TableRow, { columns }: MatchedHeadings, all: Columns): boolean {
  return (
    columns.length === Object.keys(all).length &&
    columns.every(({ column, index }) => (cells[index] ?? '') === column.example)
  )
}

function* numbersOf(rows: readonly TableRow[], { columns }: MatchedHeadings): Generator<string> {
  const numbers = columns.filter(({ column }) => column.isNumber)
  for (const { cells } of rows)
    for (const { index } of numbers) {
      // Without the unit behind it or the currency before it.
      const digits = /\d[\d.,' \u00a0\u202f\u2009’]*/.exec(cells[index] ?? '')?.[0]
      if (digits !== undefined) yield digits.trim()
    }
}

interface Reading {
  readonly matched: MatchedHeadings
  readonly width: number
  readonly cells: CellContext
  readonly columns: Columns
  readonly onProgress: (rows: number, of: number) => void
}

/** The rows whose every cell could be read. */
function readRows(table: readonly TableRow[], reading: Reading) {
  const rows: Row<Record<string, unknown>>[] = []
  const problems: RowProblem[] = []
  for (const [index, row] of table.entries()) {
    if (index % STEP === 0) reading.onProgress(index, table.length)
    const wrong = problems.length
    const cells = readRow(row, reading, problems)
    if (problems.length === wrong) rows.push({ line: row.line, cells })
  }
  reading.onProgress(table.length, table.length)
  return { rows, problems }
}

function readRow(
  { line, cells }: TableRow,
  reading: Reading,
  problems: RowProblem[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  if (cells.slice(reading.width).some((cell) => cell !== ''))
    problems.push(at(line, '', problem('too_many_cells')))
  for (const { name, column, index } of reading.matched.columns) {
    const cell = cells[index] ?? ''
    if (cell === '') {
      if (column.isRequired) problems.push(at(line, name, problem('required', name)))
      continue
    }
    const value = column.parse(cell, reading.cells)
    if (value.ok) values[name] = value.value
    else problems.push(at(line, name, value.problem))
  }
  return values
}
