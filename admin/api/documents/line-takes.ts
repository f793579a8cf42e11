import type { Take } from '../../../core/book/content.ts'
import type { Reader } from '../../../core/database/reader.ts'
import type { Figures } from '../figures.ts'
import type { FieldProblem } from '../http/errors.ts'
import { problem } from '../http/problems.ts'
import type { AskedItem } from '../asked-items.ts'
import type { Ends, PlaceFinder } from './asked-places.ts'
import type { AskedLine } from './document-body.ts'
import type { PostableEvent } from './event-authority.ts'

/** A line of which item and places are known. */
export interface PlacedLine {
  readonly event: PostableEvent
  readonly asked: AskedLine
  readonly item: AskedItem | undefined
  readonly ends: Ends
  readonly path: string
  /** The document it answers. */
  readonly answers: string | undefined
}

interface Parts {
  readonly reader: Reader
  readonly figures: Figures
  readonly places: PlaceFinder
}

/** How a line finds its value: for each event what the book takes, and what the caller has to state for it. */
export function takeOf(parts: Parts, line: PlacedLine): Take | FieldProblem {
  switch (line.event) {
    case 'opening':
    case 'purchase_invoice':
      return withAmount(parts, line, (amount) => ({ by: 'stated', amount }))
    case 'supplier_return':
      return withAmount(parts, line, (amount) =>
        line.item === undefined
          ? { by: 'stated', amount }
          : { by: 'credit_note', amount, gain: placeId(parts, 'gain'), loss: placeId(parts, 'loss') },
      )
    case 'price_confirmation':
      return withAmount(parts, line, (amount) => confirmed(parts, line, amount))
    case 'adjustment':
      return adjusted(parts, line)
    case 'customer_return':
    case 'transfer_receive':
    case 'transfer_settlement':
    case 'transfer_recall':
      return unpriced(line) ?? answered(parts, line)
    case 'restock':
    case 'issue':
    case 'issue_return':
    case 'usage':
    case 'usage_return':
    case 'sale':
    case 'write_off':
    case 'transfer_dispatch':
      return unpriced(line) ?? { by: 'cost' }
    // These two are not lines that somebody says: see plan-document.ts.
    case 'build':
    case 'run_close':
      return problem(line.path, 'not_allowed')
  }
}

function withAmount(
  { figures }: Parts,
  { asked, path }: PlacedLine,
  take: (amount: number) => Take,
): Take | FieldProblem {
  if (asked.amount === undefined) return problem(`${path}.amount`, 'required')
  const amount = figures.readMoney(asked.amount)
  return typeof amount === 'string' ? problem(`${path}.amount`, amount) : take(amount)
}

/** Nobody states the cost of what moves at its own. */
function unpriced({ asked, path }: PlacedLine): FieldProblem | undefined {
  return asked.amount === undefined ? undefined : problem(`${path}.amount`, 'not_allowed')
}

/** From the supplier to a place it cost more than was booked; the other way less. */
function confirmed(parts: Parts, { item, ends }: PlacedLine, amount: number): Take {
  if (item === undefined) return { by: 'stated', amount }
  return ends.from.kind === 'supplier'
    ? { by: 'dearer', amount, loss: placeId(parts, 'loss') }
    : { by: 'cheaper', amount, gain: placeId(parts, 'gain') }
}

/** A loss goes at its cost. A gain finds its own; where it has none, a manager states it. */
function adjusted(parts: Parts, line: PlacedLine): Take | FieldProblem {
  if (line.ends.from.kind !== 'gain') return unpriced(line) ?? { by: 'cost' }
  if (line.asked.amount === undefined) return { by: 'gain' }
  return withAmount(parts, line, (amount) => ({ by: 'stated', amount }))
}

const MOVES_OF_ITEM = `SELECT m.id - d.first_move FROM document d
  CROSS JOIN move m ON m.id >= d.first_move AND m.id < d.first_move + d.line_count
  WHERE d.id = ?1 AND m.item = ?2 AND m.quantity > 0 LIMIT 2`

function answered({ reader }: Parts, { asked, item, path, answers }: PlacedLine): Take | FieldProblem {
  if (answers === undefined) return problem('body.answers', 'required')
  if (asked.move !== undefined) return { by: 'answered', document: answers, move: asked.move }
  const [first, another] = item === undefined ? [] : reader.all(MOVES_OF_ITEM, answers, item.id)
  if (first === undefined || another !== undefined) return problem(`${path}.move`, 'required')
  return { by: 'answered', document: answers, move: Number(first[0]) }
}

/** Every branch has one of each of these. */
function placeId({ places }: Parts, kind: 'gain' | 'loss'): number {
  return places.of(kind) ?? 0
}
