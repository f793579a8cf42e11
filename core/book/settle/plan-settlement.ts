import { sees, type Scope } from '../../branches/scope.ts'
import type { Reader } from '../../database/reader.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../../items/item-label.ts'
import type { BranchId } from '../../kernel/ids.ts'
import { minor, type Minor } from '../../kernel/money.ts'
import { quantity, type Quantity } from '../../kernel/quantity.ts'
import type { DocumentLine, Draft } from '../content.ts'
import { toAccount, toPlaceLabel, type AccountLabel, type PlaceLabel } from '../move-line.ts'
import { shareOf } from '../verify/cost-rule.ts'

/** One move that a settlement will post. What may not be shown, or is not in the book, has no name. */
export interface PlannedLine {
  readonly item: ItemLabel | undefined
  readonly quantity: Quantity
  /** undefined: found only when it is posted. */
  readonly amount: Minor | undefined
  readonly from: End | undefined
  readonly to: End | undefined
  /** Name of who scanned it. */
  readonly by: string | undefined
}
export interface End {
  readonly place: PlaceLabel
  readonly account: AccountLabel
}

/** Why the book would refuse a settlement too, as far as can be known before it is accepted. */
export type SettlementProblem =
  | {
      readonly kind: 'not_there'
      readonly item: ItemLabel
      readonly asked: Quantity
      readonly there: Quantity
      readonly place: PlaceLabel
    }
  | { readonly kind: 'order_closed' | 'run_closed'; readonly name: string }

export interface SettlementPlan {
  readonly lines: readonly PlannedLine[]
  readonly problems: readonly SettlementProblem[]
}

/**
 * What a settlement would post if it were accepted now, with the value of what goes at cost. The posting batch finds
 * quantities and amounts again by the same rules; what happens in between shows in its outcome.
 */
export function readSettlementPlan(scope: Scope, reader: Reader, draft: Draft): SettlementPlan {
  const course = new Course(scope, reader)
  const lines = draft.lines.flatMap((line) => course.follow(line))
  return {
    lines,
    problems: [...readClosed(reader, draft), ...(draft.event === 'reversal' ? [] : course.lacking())],
  }
}

const ITEM = `SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`
const PERSON = 'SELECT name FROM person WHERE id = ?1'
const HELD = 'SELECT quantity, value FROM stock_balance WHERE location = ?1 AND item = ?2'
const END = `SELECT l.branch, l.id, l.kind, l.holds_stock, c.prefix, r.serial, a.id, a.kind
  FROM location l JOIN account a ON a.id = l.account
  LEFT JOIN branch c ON c.id = l.counterpart
  LEFT JOIN production_run r ON r.id = l.run
  WHERE l.id = ?1`

interface Balance {
  quantity: number
  value: number
  /** All that this document takes from here, and all that was there for it. */
  asked: number
  there: number
  readonly item: ItemLabel
  readonly place: PlaceLabel
}

/** The balances a document touches, as its lines change them one after the other. */
class Course {
  private readonly balances = new Map<string, Balance>()
  private readonly scope: Scope
  private readonly reader: Reader

  constructor(scope: Scope, reader: Reader) {
    this.scope = scope
    this.reader = reader
  }

  follow(line: DocumentLine): PlannedLine[] {
    const { item, take } = line
    const label = item === null ? undefined : this.itemOf(item)
    const [from, to] = [this.endAt(line.from), this.endAt(line.to)]
    const source = label && from && this.balance(label, from.place)
    const sink = label && to && this.balance(label, to.place)
    const moved = take.by === 'shortfall' ? line.quantity - (sink?.quantity ?? 0) : line.quantity
    if (take.by === 'shortfall' && moved <= 0) return []
    const isTaken = take.by === 'cost' || take.by === 'shortfall'
    const cost = source === undefined ? undefined : shareOf(source.value, source.quantity, moved)
    const amount = take.by === 'stated' ? take.amount : isTaken ? cost : undefined
    if (isTaken && source !== undefined) this.move(source, sink, moved, amount ?? 0)
    const name = line.by === undefined ? undefined : this.reader.get(PERSON, line.by)?.[0]
    return [
      {
        item: label,
        quantity: quantity(moved),
        amount: amount === undefined ? undefined : minor(amount),
        from,
        to,
        by: typeof name === 'string' ? name : undefined,
      },
    ]
  }

  /** Where more would be taken than is there. */
  lacking(): SettlementProblem[] {
    return [...this.balances.values()]
      .filter(({ asked, there }) => asked > there)
      .map(({ item, place, asked, there }) => ({
        kind: 'not_there',
        item,
        place,
        asked: quantity(asked),
        there: quantity(there),
      }))
  }

  private move(source: Balance, sink: Balance | undefined, moved: number, amount: number): void {
    source.asked += moved
    const taken = Math.min(moved, source.quantity)
    source.quantity -= taken
    source.value -= Math.min(amount, source.value)
    if (sink === undefined) return
    // What is asked of the next place is there for it, also where it is lacking here: that is said once.
    sink.quantity += moved
    sink.there += moved
    sink.value += amount
  }

  private balance(item: ItemLabel, place: PlaceLabel): Balance | undefined {
    if (!place.holdsStock) return undefined
    const key = `${place.id}/${item.id}`
    const known = this.balances.get(key)
    if (known !== undefined) return known
    const [held, value] = this.reader.get(HELD, place.id, item.id) ?? [0, 0]
    const there = Number(held)
    const balance = { quantity: there, value: Number(value), asked: 0, there, item, place }
    this.balances.set(key, balance)
    return balance
  }

  private itemOf(id: number): ItemLabel | undefined {
    const row = this.reader.get(ITEM, id)
    return row && toItemLabel(row)
  }

  private endAt(id: number): End | undefined {
    const row = this.reader.get(END, id)
    if (row === undefined || !sees(this.scope, Number(row[0]) as BranchId)) return undefined
    const [, place, kind, holdsStock, counterpart, serial, account, accountKind] = row
    const columns = [place, kind, holdsStock, counterpart, serial, account, accountKind].map(
      (column) => column ?? null,
    )
    return { place: toPlaceLabel(columns), account: toAccount(columns) }
  }
}

const CLOSED_ORDER = `SELECT number FROM sales_order WHERE id = ?1 AND state = 'closed'`
const CLOSED_RUN = `SELECT serial FROM production_run WHERE id = ?1 AND state = 'closed'`

function readClosed(reader: Reader, { salesOrder, run }: Draft): SettlementProblem[] {
  const order = salesOrder === undefined ? undefined : reader.get(CLOSED_ORDER, salesOrder)
  const closed = run === undefined ? undefined : reader.get(CLOSED_RUN, run)
  return [
    ...(order === undefined ? [] : [{ kind: 'order_closed', name: String(order[0]) } as const]),
    ...(closed === undefined ? [] : [{ kind: 'run_closed', name: String(closed[0]) } as const]),
  ]
}
