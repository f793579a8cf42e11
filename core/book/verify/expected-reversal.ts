import type { DocumentRow, MoveRow } from './book-rows.ts'
import type { ExpectedMove, ExpectedMoves } from './expected-moves.ts'
import type { Proof } from './proof.ts'
import { pair } from './running-state.ts'

/**
 * The moves of a reversal: those of the original, last first, ends swapped, each mirrored once, with value from gain
 * or to loss before it where the stock's worth has changed since (design section 3).
 */
export function* expectReversal(original: DocumentRow, proof: Proof): ExpectedMoves {
  const gain = placeOfKind(proof, original.branch, 'gain')
  const loss = placeOfKind(proof, original.branch, 'loss')
  for (const move of proof.lookups.movesOf(original).toReversed()) {
    const before = worthOf(proof, move)
    if (before !== undefined && before.quantity >= move.quantity && before.value < move.amount)
      yield valueOnly(move, gain, move.to, move.amount - before.value)
    const now = worthOf(proof, move)
    if (now !== undefined && now.quantity === move.quantity && now.value > move.amount)
      yield valueOnly(move, move.to, loss, now.value - move.amount)
    yield {
      item: move.item,
      from: move.to,
      to: move.from,
      quantity: move.quantity,
      amount: () => move.amount,
      mirrors: move.id,
    }
  }
}

function worthOf({ state }: Proof, { to, item }: MoveRow): { quantity: number; value: number } | undefined {
  return item === null ? undefined : state.stock.get(pair(to, item))
}

function valueOnly({ item }: MoveRow, from: number, to: number, amount: number): ExpectedMove {
  return { item, from, to, quantity: 0, amount: () => amount }
}

function placeOfKind({ master }: Proof, branch: number, kind: string): number {
  for (const place of master.places.values())
    if (place.branch === branch && place.kind === kind) return place.id
  return 0
}
