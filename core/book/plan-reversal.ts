import { sees, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, DocumentId, LocationId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import { minor } from '../kernel/money.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import type { AccountLabel, MoveLine, PlaceLabel } from './move-line.ts'
import { readDocument, type Document } from './read-document.ts'

/** One move that a reversal will post. */
export interface PlannedMove extends Pick<
  MoveLine,
  'item' | 'quantity' | 'amount' | 'from' | 'to' | 'debit' | 'credit'
> {
  /** The value-only difference between what the stock is worth now and what it was worth then. */
  readonly isDifference: boolean
}

/** Why a reversal would be refused, as far as can be known before it is accepted. */
export type ReversalObstacle =
  | { readonly kind: 'not_posted' | 'is_reversal' | 'reversed_before' }
  | {
      readonly kind: 'not_there'
      readonly move: MoveLine
      readonly there: Quantity
    }

export interface ReversalPlan {
  readonly document: Document
  readonly moves: readonly PlannedMove[]
  readonly obstacle: ReversalObstacle | undefined
}

/**
 * What reversing a document would post if it were accepted now (design section 3: shown before it is accepted). The
 * posting batch finds the amounts again by the same rules; stock that moves in between shows in its outcome.
 */
export function readReversalPlan(scope: Scope, reader: Reader, id: DocumentId): ReversalPlan | undefined {
  const document = readDocument(scope, reader, id)
  if (document === undefined) return undefined
  const { head, moves } = document
  if (head.state !== 'posted') return { document, moves: [], obstacle: { kind: 'not_posted' } }
  if (head.event === 'reversal' || head.event === 'void')
    return { document, moves: [], obstacle: { kind: 'is_reversal' } }
  if (document.reversedBy !== undefined) return { document, moves: [], obstacle: { kind: 'reversed_before' } }
  return {
    document,
    ...planReversal(moves, readHeld(reader, moves), readDifferencePlaces(scope, reader, head.branch)),
  }
}

interface Held {
  quantity: number
  value: number
}
interface DifferencePlaces {
  readonly gain: { readonly place: PlaceLabel; readonly account: AccountLabel }
  readonly loss: { readonly place: PlaceLabel; readonly account: AccountLabel }
}

/** Pure: mirrors the moves last first over what is held, with the differences that reversal-steps.ts adds. */
export function planReversal(
  moves: readonly MoveLine[],
  heldNow: ReadonlyMap<string, Readonly<Held>>,
  places: DifferencePlaces,
): { moves: PlannedMove[]; obstacle: ReversalObstacle | undefined } {
  const held = new Map([...heldNow].map(([key, value]) => [key, { ...value }]))
  const planned: PlannedMove[] = []
  const take = (move: PlannedMove): void => {
    planned.push(move)
    applyTo(held, move)
  }
  for (const move of moves.toReversed()) {
    const there = held.get(keyOf(move.to.id, move.item?.id ?? 0))
    if (move.to.holdsStock && (there?.quantity ?? 0) < move.quantity) {
      const obstacle = { kind: 'not_there', move, there: quantity(there?.quantity ?? 0) } as const
      return { moves: planned, obstacle }
    }
    if (move.to.holdsStock && there !== undefined) differencesAt(move, there, places).forEach(take)
    take({
      ...move,
      from: move.to,
      to: move.from,
      debit: move.credit,
      credit: move.debit,
      isDifference: false,
    })
    // Nothing of the item is left where its value went back to.
    const back = held.get(keyOf(move.from.id, move.item?.id ?? 0))
    if (move.from.holdsStock && back?.quantity === 0 && back.value > 0)
      take(toLoss({ item: move.item, place: move.from, account: move.credit }, back.value, places))
  }
  return { moves: planned, obstacle: undefined }
}

function applyTo(held: Map<string, Held>, move: PlannedMove): void {
  for (const [place, sign] of [
    [move.from, -1],
    [move.to, 1],
  ] as const) {
    if (!place.holdsStock || move.item === undefined) continue
    const key = keyOf(place.id, move.item.id)
    const there = held.get(key) ?? { quantity: 0, value: 0 }
    held.set(key, {
      quantity: there.quantity + sign * move.quantity,
      value: there.value + sign * move.amount,
    })
  }
}

/** What has to come or go before the move's own amount can be taken from where it brought it. */
function differencesAt(move: MoveLine, there: Readonly<Held>, places: DifferencePlaces): PlannedMove[] {
  const { item, to, debit, amount } = move
  const missing = amount - there.value
  const { gain } = places
  if (missing > 0)
    return [
      {
        item,
        quantity: quantity(0),
        amount: minor(missing),
        from: gain.place,
        to,
        debit,
        credit: gain.account,
        isDifference: true,
      },
    ]
  return missing < 0 && there.quantity === move.quantity
    ? [toLoss({ item, place: to, account: debit }, -missing, places)]
    : []
}

interface Shelf {
  readonly item: MoveLine['item']
  readonly place: PlaceLabel
  readonly account: AccountLabel
}

function toLoss({ item, place, account }: Shelf, value: number, { loss }: DifferencePlaces): PlannedMove {
  return {
    item,
    quantity: quantity(0),
    amount: minor(value),
    from: place,
    to: loss.place,
    debit: loss.account,
    credit: account,
    isDifference: true,
  }
}

const keyOf = (place: number, item: number): string => `${place}/${item}`

const HELD = 'SELECT quantity, value FROM stock_balance WHERE location = ?1 AND item = ?2'

function readHeld(reader: Reader, moves: readonly MoveLine[]): Map<string, Held> {
  const held = new Map<string, Held>()
  for (const { item, from, to } of moves)
    for (const place of [from, to]) {
      const row = item === undefined || !place.holdsStock ? undefined : reader.get(HELD, place.id, item.id)
      if (row !== undefined && item !== undefined)
        held.set(keyOf(place.id, item.id), { quantity: Number(row[0]), value: Number(row[1]) })
    }
  return held
}

const DIFFERENCE_PLACES = `SELECT l.id, l.account, a.kind FROM location l JOIN account a ON a.id = l.account
  WHERE l.branch = ?1 AND l.kind = ?2`

function readDifferencePlaces(scope: Scope, reader: Reader, branch: BranchId): DifferencePlaces {
  invariant(sees(scope, branch), 'the document of the branch was read in this scope')
  const read = (kind: 'gain' | 'loss') => {
    const row = reader.get(DIFFERENCE_PLACES, branch, kind)
    invariant(row !== undefined, `branch ${branch} has no ${kind}`)
    return {
      place: {
        id: Number(row[0]) as LocationId,
        kind,
        holdsStock: false,
        counterpart: undefined,
        serial: undefined,
      },
      account: {
        id: Number(row[1]) as AccountLabel['id'],
        kind: row[2] as AccountLabel['kind'],
        counterpart: undefined,
      },
    }
  }
  return { gain: read('gain'), loss: read('loss') }
}
