import type { Scope } from '../../branches/scope.ts'
import { pages } from '../../database/pages.ts'
import type { Reader } from '../../database/reader.ts'

/** One row of the book as ledger files write it. */
export interface JournalMove {
  /** The position of its document. */
  readonly document: number
  readonly item: number | null
  /** Base units; 0 for a value-only move. */
  readonly quantity: number
  /** Minor units. */
  readonly amount: number
  readonly debit: JournalEnd
  readonly credit: JournalEnd
}
export interface JournalEnd {
  readonly account: number
  readonly holdsStock: boolean
}

const MOVES = `SELECT m.id, m.document, m.item, m.quantity, m.amount, m.debit_account, m.credit_account,
    t.holds_stock, f.holds_stock
  FROM move m JOIN location f ON f.id = m.from_location JOIN location t ON t.id = m.to_location
  WHERE m.id > ?1 AND m.id <= (SELECT first_move + line_count - 1 FROM document WHERE position = ?3)
    AND (?4 IS NULL OR f.branch = ?4)
  ORDER BY m.id LIMIT ?2`

/** The branch of a scope; null for all of them. */
export const branchOf = (scope: Scope): number | null => (scope.kind === 'branch' ? scope.branch : null)

/**
 * Every move of the scope that is posted by now, in that order. Streams; what is posted while it is read is left out,
 * and what was posted before never changes, so no snapshot is held open. Called before anything else is read of the
 * book: then what the moves name is known.
 */
export function journalMoves(scope: Scope, reader: Reader): Generator<JournalMove, void> {
  const last = Number(reader.get('SELECT coalesce(max(position), 0) FROM document')?.[0])
  return movesUntil(last, scope, reader)
}

function* movesUntil(last: number, scope: Scope, reader: Reader): Generator<JournalMove, void> {
  for (const row of pages(reader, MOVES, [0], last, branchOf(scope))) {
    const [, document, item, quantity, amount, debit, credit, intoStock, outOfStock] = row
    yield {
      document: Number(document),
      item: item === null || item === undefined ? null : Number(item),
      quantity: Number(quantity),
      amount: Number(amount),
      debit: { account: Number(debit), holdsStock: intoStock === 1 },
      credit: { account: Number(credit), holdsStock: outOfStock === 1 },
    }
  }
}
