import type { DocumentRow, MoveRow } from './book-rows.ts'
import type { ExpectedMove, ExpectedMoves } from './expected-moves.ts'
import type { Proof } from './proof.ts'
import { pair } from './running-state.ts'

/**
 * The moves of a reversal: those of the original, last first, ends swapped, each mirrored once, with value from gain
 * or to loss before it where the stock's worth has changed since, and value to loss after it where nothing is left
 * of the stock it went back to (design section 3).
 */
export function* expectReversal(original: DocumentRow, proof: Proof): ExpectedMoves {
  const gain = placeOfKind(proof, original.branch, 'gain')
  const loss = placeOfKind(proof, original.branch, 'loss')
  for (const move of proof.lookups.movesOf(original).toReversed()) {
    const before = worthAt(proof, move.to, move.item)
    if (before !== undefined && before.quantity >= move.quantity && before.value < move.amount)
      yield valueOnly(move, gain, move.to, move.amount - before.value)
    const now = worthAt(proof, move.to, move.item)
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
    const back = worthAt(proof, move.from, move.item)
    if (back !== undefined && back.quantity === 0 && back.value > 0)
      yield valueOnly(move, move.from, loss, back.value)
  }
}

function worthAt(
  { state }: Proof,
  place: number,
  item: number | null,
): { quantity: number; value: number } | undefined {
  return item === null ? undefined : state.stock.get(pair(place, item))
}

function valueOnly({ item }: MoveRow, from: number, to: number, amount: number): ExpectedMove {
  return { item, from, to, quantity: 0, amount: () => amount }
}

function placeOfKind({ master }: Proof, branch: number, kind: string): number {
  for (const place of master.places.values())
    if (place.branch === branch && place.kind === kind) return place.id
  return 0
}
