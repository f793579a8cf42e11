import type { Row, SqlValue } from '../../database/central.ts'
import { BEFORE_ALL, pages } from '../../database/pages.ts'
import type { Reader } from '../../database/reader.ts'

/** A move as it lies in the book. What is not a whole number reads as NaN, which no check lets pass. */
export interface MoveRow {
  readonly id: number
  readonly document: number
  readonly item: number | null
  readonly from: number
  readonly to: number
  readonly quantity: number
  readonly amount: number
  readonly debitAccount: number
  readonly creditAccount: number
  readonly answers: number | null
  readonly mirrors: number | null
  readonly fromPrevious: number | null
  readonly toPrevious: number | null
  readonly debitPrevious: number | null
  readonly creditPrevious: number | null
}

const MOVE_COLUMNS = `id, document, item, from_location, to_location, quantity, amount, debit_account,
  credit_account, answers, mirrors, from_previous, to_previous, debit_previous, credit_previous`
const MOVES_AFTER = `SELECT ${MOVE_COLUMNS} FROM move WHERE id > ?1 ORDER BY id LIMIT ?2`
const MOVES_BETWEEN = `SELECT ${MOVE_COLUMNS} FROM move WHERE id >= ?1 AND id < ?2 ORDER BY id`
const MOVE = `SELECT ${MOVE_COLUMNS} FROM move WHERE id = ?1`

/** A document's header as it lies in the book. */
export interface DocumentRow {
  readonly position: number
  readonly id: string
  readonly writer: number
  readonly seq: number
  readonly state: string
  readonly event: string
  readonly branch: number
  readonly series: string | null
  readonly number: number | null
  readonly postingDate: string | null
  readonly acceptedAt: number
  readonly postedAt: number
  readonly clockDoubtful: number
  readonly acceptedBy: number | null
  readonly firstMove: number
  readonly lineCount: number
  readonly total: number
  readonly salesOrder: number | null
  readonly run: number | null
  readonly transfer: number | null
  readonly answers: number | null
  readonly reverses: number | null
  readonly settles: number | null
  readonly content: string
  readonly contentHash: string
  readonly refusal: string | null
}

const DOCUMENT_COLUMNS = `position, id, writer, seq, state, event, branch, series, number, posting_date, accepted_at,
  posted_at, clock_doubtful, accepted_by, first_move, line_count, total, sales_order, run, transfer, answers,
  reverses, settles, content, content_hash, refusal`
const DOCUMENTS_AFTER = `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE position > ?1 ORDER BY position LIMIT ?2`
const DOCUMENT_AT = `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE position = ?1`
const DOCUMENT_OF_ID = `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE id = ?1`

/** Every move in the order of the book. */
export function* streamMoves(reader: Reader): Generator<MoveRow, undefined> {
  for (const row of pages(reader, MOVES_AFTER, [BEFORE_ALL])) yield moveOf(row)
}

/** Every document in the order of the book. */
export function* streamDocuments(reader: Reader): Generator<DocumentRow, undefined> {
  for (const row of pages(reader, DOCUMENTS_AFTER, [BEFORE_ALL])) yield documentOf(row)
}

/** Single rows that others point at. */
export interface Lookups {
  move(id: number): MoveRow | undefined
  /** The moves of a document, first to last. */
  movesOf(document: Pick<DocumentRow, 'firstMove' | 'lineCount'>): MoveRow[]
  documentAt(position: number): DocumentRow | undefined
  documentOf(id: string): DocumentRow | undefined
}

export function createLookups(reader: Reader): Lookups {
  const move = reader.prepare(MOVE)
  const at = reader.prepare(DOCUMENT_AT)
  const ofId = reader.prepare(DOCUMENT_OF_ID)
  return {
    move: (id) => optional(move(id), moveOf),
    movesOf: ({ firstMove, lineCount }) =>
      reader.all(MOVES_BETWEEN, firstMove, firstMove + lineCount).map(moveOf),
    documentAt: (position) => optional(at(position), documentOf),
    documentOf: (id) => optional(ofId(id), documentOf),
  }
}

function optional<T>(row: Row | undefined, read: (row: Row) => T): T | undefined {
  return row === undefined ? undefined : read(row)
}

export function whole(value: SqlValue | undefined): number {
  return typeof value === 'number' ? value : Number.NaN
}

export function wholeOrNull(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : whole(value)
}

function textOrNull(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function moveOf(row: Row): MoveRow {
  return {
    id: whole(row[0]),
    document: whole(row[1]),
    item: wholeOrNull(row[2]),
    from: whole(row[3]),
    to: whole(row[4]),
    quantity: whole(row[5]),
    amount: whole(row[6]),
    debitAccount: whole(row[7]),
    creditAccount: whole(row[8]),
    answers: wholeOrNull(row[9]),
    mirrors: wholeOrNull(row[10]),
    fromPrevious: wholeOrNull(row[11]),
    toPrevious: wholeOrNull(row[12]),
    debitPrevious: wholeOrNull(row[13]),
    creditPrevious: wholeOrNull(row[14]),
  }
}

function documentOf(row: Row): DocumentRow {
  return {
    position: whole(row[0]),
    id: String(row[1]),
    writer: whole(row[2]),
    seq: whole(row[3]),
    state: String(row[4]),
    event: String(row[5]),
    branch: whole(row[6]),
    series: textOrNull(row[7]),
    number: wholeOrNull(row[8]),
    postingDate: textOrNull(row[9]),
    acceptedAt: whole(row[10]),
    postedAt: whole(row[11]),
    clockDoubtful: whole(row[12]),
    acceptedBy: wholeOrNull(row[13]),
    firstMove: whole(row[14]),
    lineCount: whole(row[15]),
    total: whole(row[16]),
    salesOrder: wholeOrNull(row[17]),
    run: wholeOrNull(row[18]),
    transfer: wholeOrNull(row[19]),
    answers: wholeOrNull(row[20]),
    reverses: wholeOrNull(row[21]),
    settles: wholeOrNull(row[22]),
    content: String(row[23]),
    contentHash: String(row[24]),
    refusal: textOrNull(row[25]),
  }
}
