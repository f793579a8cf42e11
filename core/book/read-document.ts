import { sees, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { BranchId, DocumentId, Position } from '../kernel/ids.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { unseal, type Approval, type ApprovalReason, type DocumentLine } from './content.ts'
import { DOCUMENT_HEADS, toDocumentHead, type DocumentHead } from './document-head.ts'
import {
  MOVE_JOINS,
  MOVE_LINE,
  toMoveLine,
  toPlaceLabel,
  type MoveLine,
  type PlaceLabel,
} from './move-line.ts'

/** A posted or refused document with everything the book knows about it. */
export interface Document {
  readonly head: DocumentHead
  readonly moves: readonly MoveLine[]
  /** What a refused document would have moved. */
  readonly asked: readonly AskedLine[]
  readonly salesOrder: { readonly id: number; readonly number: string } | undefined
  readonly run: { readonly id: number; readonly serial: string } | undefined
  /** The transfer's reference, shared by both branches. */
  readonly transfer: string | undefined
  /** Related documents, where they may be shown. */
  readonly answers: DocumentHead | undefined
  readonly reverses: DocumentHead | undefined
  /** Of a refused one: what it tried to settle. */
  readonly settles: DocumentHead | undefined
  readonly reversedBy: DocumentHead | undefined
  readonly settledBy: DocumentHead | undefined
  readonly reason: string | undefined
  /** For what a manager's word was needed. */
  readonly approval: DocumentApproval | undefined
  /** What the paper itself says, such as the supplier's invoice number. */
  readonly paper: string | undefined
  readonly hash: string
  readonly previousHash: string
}

export interface DocumentApproval {
  readonly for: readonly ApprovalReason[]
  /** Who gave it at the station, null: somebody who may not be shown; undefined: it was sent to a manager. */
  readonly by: string | null | undefined
}

/** A line as it was accepted. What the book does not know, or may not be shown, has no name. */
export interface AskedLine {
  readonly item: ItemLabel | undefined
  readonly quantity: Quantity
  readonly from: PlaceLabel | undefined
  readonly to: PlaceLabel | undefined
}

const HEAD = `${DOCUMENT_HEADS()} WHERE d.id = ?1`
const HEAD_AT = `${DOCUMENT_HEADS()} WHERE d.position = ?1`
const MORE = `SELECT d.content, d.content_hash, o.id, o.number, r.id, r.serial, t.reference, d.answers, d.reverses,
    coalesce(d.settles, (SELECT o.position FROM document o WHERE d.state = 'refused' AND o.state = 'refused'
      AND o.branch = d.branch AND o.id = json_extract(d.content, '$.settles'))),
    (SELECT position FROM document WHERE reverses = d.position), (SELECT position FROM document WHERE settles = d.position)
  FROM document d
  LEFT JOIN sales_order o ON o.id = d.sales_order
  LEFT JOIN production_run r ON r.id = d.run
  LEFT JOIN transfer t ON t.dispatch = d.transfer
  WHERE d.position = ?1`
const MOVES = `SELECT ${MOVE_LINE} FROM move m ${MOVE_JOINS} WHERE m.id >= ?1 AND m.id < ?2 ORDER BY m.id`

/** A document by its id; undefined when it is not in the book or not in the scope. */
export function readDocument(scope: Scope, reader: Reader, id: DocumentId): Document | undefined {
  return reader.snapshot(() => {
    const head = readHead(scope, reader, id)
    if (head === undefined) return undefined
    const more = reader.get(MORE, head.position) ?? []
    const [content, hash, order, orderNumber, run, serial, transfer, answers, reverses, settles] = more
    const [reversedBy, settledBy] = more.slice(10)
    const { reason, paper, previous, lines, approval } = unseal(String(content)).content
    const related = (position: unknown): DocumentHead | undefined =>
      typeof position === 'number' ? readHeadAt(scope, reader, position as Position) : undefined
    return {
      head,
      moves: reader.all(MOVES, head.firstMove, head.firstMove + head.lineCount).map(toMoveLine),
      asked: head.state === 'posted' ? [] : lines.map((line) => readAskedLine(scope, reader, line)),
      salesOrder: typeof order === 'number' ? { id: order, number: String(orderNumber) } : undefined,
      run: typeof run === 'number' ? { id: run, serial: String(serial) } : undefined,
      transfer: typeof transfer === 'string' ? transfer : undefined,
      answers: related(answers),
      reverses: related(reverses),
      settles: related(settles),
      reversedBy: related(reversedBy),
      settledBy: related(settledBy),
      reason,
      approval: approval && readApproval(reader, approval),
      paper,
      hash: String(hash),
      previousHash: previous,
    }
  })
}

const PERSON = 'SELECT name FROM person WHERE id = ?1'

function readApproval(reader: Reader, approval: Approval): DocumentApproval {
  if (approval.state === 'asked') return { for: approval.for, by: undefined }
  const name = reader.get(PERSON, approval.by)?.[0]
  return { for: approval.for, by: typeof name === 'string' ? name : null }
}

const ITEM = `SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`
const PLACE = `SELECT l.branch, l.id, l.kind, l.holds_stock, c.prefix, r.serial FROM location l
  LEFT JOIN branch c ON c.id = l.counterpart
  LEFT JOIN production_run r ON r.id = l.run
  WHERE l.id = ?1`

function readAskedLine(
  scope: Scope,
  reader: Reader,
  { item, quantity: asked, from, to }: DocumentLine,
): AskedLine {
  const itemRow = item === null ? undefined : reader.get(ITEM, item)
  const readPlace = (id: number): PlaceLabel | undefined => {
    const row = reader.get(PLACE, id)
    return row !== undefined && sees(scope, Number(row[0]) as BranchId)
      ? toPlaceLabel(row.slice(1))
      : undefined
  }
  return {
    item: itemRow === undefined ? undefined : toItemLabel(itemRow),
    quantity: quantity(asked),
    from: readPlace(from),
    to: readPlace(to),
  }
}

/** Only what a list shows of a document. */
export function readHead(scope: Scope, reader: Reader, id: DocumentId): DocumentHead | undefined {
  return visible(scope, reader.get(HEAD, id))
}

/** The same by its position in the book. */
export function readHeadAt(scope: Scope, reader: Reader, position: Position): DocumentHead | undefined {
  return visible(scope, reader.get(HEAD_AT, position))
}

function visible(
  scope: Scope,
  row: Parameters<typeof toDocumentHead>[0] | undefined,
): DocumentHead | undefined {
  if (row === undefined || !sees(scope, Number(row[2]) as BranchId)) return undefined
  return toDocumentHead(row)
}
