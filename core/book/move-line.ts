import type { Row, SqlValue } from '../database/central.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { AccountId, LocationId, MoveId, Position } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import type { AccountKind } from './account-kinds.ts'
import type { LocationKind } from './events.ts'

/** A place as a line names it. */
export interface PlaceLabel {
  readonly id: LocationId
  readonly kind: LocationKind
  readonly holdsStock: boolean
  /** Prefix of the other branch. */
  readonly counterpart: string | undefined
  /** Serial number of its run. */
  readonly serial: string | undefined
}

export interface AccountLabel {
  readonly id: AccountId
  readonly kind: AccountKind
  /** Prefix of the other branch. */
  readonly counterpart: string | undefined
}

/** One move with everything it has to say. */
export interface MoveLine {
  readonly id: MoveId
  readonly document: Position
  /** undefined: a value-only move that concerns no item. */
  readonly item: ItemLabel | undefined
  readonly quantity: Quantity
  readonly amount: Minor
  readonly from: PlaceLabel
  readonly to: PlaceLabel
  readonly debit: AccountLabel
  readonly credit: AccountLabel
}

/** The columns that {@link toMoveLine} reads, with {@link MOVE_JOINS} joined to a move called `m`. */
export const MOVE_LINE = `m.id, m.document, m.quantity, m.amount,
    f.id, f.kind, f.holds_stock, fb.prefix, fr.serial, f.account, fa.kind,
    t.id, t.kind, t.holds_stock, tb.prefix, tr.serial, t.account, ta.kind, ${ITEM_LABEL}`
export const MOVE_LINE_WIDTH = 18 + ITEM_LABEL_WIDTH

// CROSS JOIN keeps the order as written: each of these is one row by its primary key.
export const MOVE_JOINS = `CROSS JOIN location f ON f.id = m.from_location
  CROSS JOIN account fa ON fa.id = f.account
  CROSS JOIN location t ON t.id = m.to_location
  CROSS JOIN account ta ON ta.id = t.account
  LEFT JOIN branch fb ON fb.id = f.counterpart
  LEFT JOIN production_run fr ON fr.id = f.run
  LEFT JOIN branch tb ON tb.id = t.counterpart
  LEFT JOIN production_run tr ON tr.id = t.run
  LEFT JOIN item i ON i.id = m.item`

export function toMoveLine(row: Row): MoveLine {
  const from = row.slice(4, 11)
  const to = row.slice(11, 18)
  const item = row.slice(18, MOVE_LINE_WIDTH)
  return {
    id: Number(row[0]) as MoveId,
    document: Number(row[1]) as Position,
    quantity: quantity(Number(row[2])),
    amount: minor(Number(row[3])),
    from: toPlaceLabel(from),
    to: toPlaceLabel(to),
    debit: toAccount(to),
    credit: toAccount(from),
    item: item[0] === null ? undefined : toItemLabel(item),
  }
}

/** Reads id, kind, whether it holds stock, the counterpart's prefix and the run's serial. */
export function toPlaceLabel([id, kind, holdsStock, counterpart, serial]: readonly SqlValue[]): PlaceLabel {
  return {
    id: Number(id) as LocationId,
    kind: kind as LocationKind,
    holdsStock: holdsStock === 1,
    counterpart: counterpart === null ? undefined : String(counterpart),
    serial: serial === null ? undefined : String(serial),
  }
}

/** Reads the account of the same columns: counterpart, and after the run's serial the account's id and kind. */
export function toAccount([, , , counterpart, , account, kind]: readonly SqlValue[]): AccountLabel {
  return {
    id: Number(account) as AccountId,
    kind: kind as AccountKind,
    counterpart: counterpart === null ? undefined : String(counterpart),
  }
}
