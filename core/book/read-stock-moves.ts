import { sees, type Scope } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { BranchId, ItemId, LocationId, MoveId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import type { Page } from '../kernel/page.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { DOCUMENT_HEADS, toDocumentHead, type DocumentHead } from './document-head.ts'
import {
  MOVE_JOINS,
  MOVE_LINE,
  MOVE_LINE_WIDTH,
  toMoveLine,
  type MoveLine,
  type PlaceLabel,
} from './move-line.ts'

/** What lies of an item at a place. */
export interface StockBalance {
  readonly branch: BranchId
  readonly place: PlaceLabel
  readonly item: ItemLabel
  readonly quantity: Quantity
  readonly value: Minor
}

/** A move as the balance saw it, and the balance after it. */
export interface StockMove {
  readonly move: MoveLine
  readonly document: DocumentHead
  readonly isIn: boolean
  readonly quantityAfter: Quantity
  readonly valueAfter: Minor
}

/** Where a page of moves begins: a move of the balance, and the balance after it. Nothing posted changes, so it stays true. */
export interface StockCursor {
  readonly move: MoveId
  readonly quantity: Quantity
  readonly value: Minor
}

const BALANCE = `SELECT l.branch, l.id, l.kind, l.holds_stock, NULL, r.serial, b.quantity, b.value, b.last_move, ${ITEM_LABEL}
  FROM stock_balance b
  JOIN location l ON l.id = b.location
  JOIN item i ON i.id = b.item
  LEFT JOIN production_run r ON r.id = l.run
  WHERE b.location = ?1 AND b.item = ?2`

/** Follows the chain of one balance from ?3 backwards, ?4 moves at the most: the same work however long it is. */
const MOVES = `WITH RECURSIVE chain (id, step) AS (
    VALUES (?3, 1)
    UNION ALL
    SELECT CASE m.from_location WHEN ?1 THEN m.from_previous ELSE m.to_previous END, step + 1
    FROM chain CROSS JOIN move m ON m.id = chain.id
    WHERE step < ?4)
  SELECT ${MOVE_LINE}, m.to_location = ?1
  FROM chain CROSS JOIN move m ON m.id = chain.id
  ${MOVE_JOINS}
  WHERE m.item = ?2 AND ?1 IN (m.from_location, m.to_location)
  ORDER BY chain.step`

/** One balance and a page of the moves that made it, newest first; undefined when there is none in the scope. */
export function readStockMoves(
  scope: Scope,
  reader: Reader,
  {
    location,
    item,
    from,
    limit,
  }: { location: LocationId; item: ItemId; from?: StockCursor | undefined; limit: number },
): { balance: StockBalance; moves: Page<StockMove, StockCursor> } | undefined {
  return reader.snapshot(() => {
    const row = reader.get(BALANCE, location, item)
    if (row === undefined || !sees(scope, Number(row[0]) as BranchId)) return undefined
    const balance = toBalance(row)
    const start = from ?? { move: Number(row[8]) as MoveId, quantity: balance.quantity, value: balance.value }
    const rows = reader.all(MOVES, location, item, start.move, limit + 1)
    if (from !== undefined && rows[0]?.[0] !== from.move) return undefined
    const moves = withBalances(rows, readDocumentsOf(reader, rows), start)
    const next = moves[limit]
    return {
      balance,
      moves: {
        entries: moves.slice(0, limit),
        next: next && { move: next.move.id, quantity: next.quantityAfter, value: next.valueAfter },
      },
    }
  })
}

function toBalance(row: Row): StockBalance {
  return {
    branch: Number(row[0]) as BranchId,
    place: {
      id: Number(row[1]) as LocationId,
      kind: row[2] as PlaceLabel['kind'],
      holdsStock: row[3] === 1,
      counterpart: undefined,
      serial: row[5] === null ? undefined : String(row[5]),
    },
    quantity: quantity(Number(row[6])),
    value: minor(Number(row[7])),
    item: toItemLabel(row.slice(9)),
  }
}

/** Walks backwards: the balance before a move is the balance after the one before it. */
function withBalances(
  rows: readonly Row[],
  documents: ReadonlyMap<number, DocumentHead>,
  start: StockCursor,
): StockMove[] {
  let quantityAfter: number = start.quantity
  let valueAfter: number = start.value
  return rows.flatMap((row) => {
    const move = toMoveLine(row)
    const document = documents.get(move.document)
    if (document === undefined) return []
    const isIn = row[MOVE_LINE_WIDTH] === 1
    const seen: StockMove = {
      move,
      document,
      isIn,
      quantityAfter: quantity(quantityAfter),
      valueAfter: minor(valueAfter),
    }
    quantityAfter -= isIn ? move.quantity : -move.quantity
    valueAfter -= isIn ? move.amount : -move.amount
    return [seen]
  })
}

const DOCUMENTS = `${DOCUMENT_HEADS('json_each(?1) j CROSS JOIN document d ON d.position = j.value')}`

/** The documents of a page of moves; the second column of each row names its document. */
export function readDocumentsOf(reader: Reader, rows: readonly Row[]): Map<number, DocumentHead> {
  const positions = [...new Set(rows.map((row) => Number(row[1])))]
  return new Map(
    reader.all(DOCUMENTS, JSON.stringify(positions)).map((row) => [Number(row[0]), toDocumentHead(row)]),
  )
}
