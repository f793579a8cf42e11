import type { DocumentContent } from '../content.ts'
import type { DocumentRow, MoveRow } from './book-rows.ts'
import { expectMoves, type ExpectedMove, type ExpectedMoves } from './expected-moves.ts'
import { expectReversal } from './expected-reversal.ts'
import { MOVE_CHECKS } from './move-checks.ts'
import { badRow, findFirst, type CheckName, type Proof, type Shown } from './proof.ts'
import { applyMove } from './running-state.ts'
import type { BadRow } from './verdict.ts'

/**
 * Posts a document again, in thought: every move its content asks for must be the next one in the book, with the
 * quantity and amount the rules give in the state that all moves before it have made.
 */
export function replayMoves(
  document: DocumentRow,
  content: DocumentContent,
  moves: readonly MoveRow[],
  proof: Proof,
): BadRow | undefined {
  const done: MoveRow[] = []
  const expected = expectedOf(document, content, proof, done)
  let looked = -1
  let step = expected.next()
  while (step.done !== true) {
    const move = moves[done.length]
    if (move !== undefined && looked < done.length) {
      const bad = findFirst(MOVE_CHECKS, { move, document }, proof)
      if (bad !== undefined) return bad
      looked = done.length
    }
    const wanted = step.value
    const isThere = move !== undefined && hasEnds(move, wanted)
    if (!isThere && wanted.isOptional !== true) return describeAbsence(document, wanted, move)
    if (isThere) {
      const bad = compare(move, wanted)
      if (bad !== undefined) return bad
      applyMove(proof.state, move, proof)
      done.push(move)
    }
    step = expected.next(isThere ? move : undefined)
  }
  return describeExcess(moves[done.length])
}

function expectedOf(
  document: DocumentRow,
  content: DocumentContent,
  proof: Proof,
  done: readonly MoveRow[],
): ExpectedMoves {
  const original = document.reverses === null ? undefined : proof.lookups.documentAt(document.reverses)
  return document.event === 'reversal' && original !== undefined
    ? expectReversal(original, proof)
    : expectMoves(content, proof, done)
}

function hasEnds(move: MoveRow, { item, from, to }: ExpectedMove): boolean {
  return move.from === from && move.to === to && (item === undefined || move.item === item)
}

function compare(move: MoveRow, wanted: ExpectedMove): BadRow | undefined {
  const amount = wanted.amount(move.item, move.quantity)
  const parts: [CheckName, Shown, Shown][] = [
    ['line_quantity', wanted.quantity ?? move.quantity, move.quantity],
    ['line_amount', amount ?? null, move.amount],
    ['line_answers', wanted.answers ?? null, move.answers],
    ['reversal_mirrors', wanted.mirrors ?? null, move.mirrors],
  ]
  const wrong = parts.find(([, expected, found]) => expected !== found)
  if (wrong === undefined) return undefined
  const [name, expected, found] = wrong
  return badRow(name, { table: 'move', row: move.id, expected, found })
}

const endsOf = ({ item, from, to }: { item?: number | null; from: number; to: number }): string =>
  `item ${item ?? '-'}: ${from} -> ${to}`

function describeAbsence(document: DocumentRow, wanted: ExpectedMove, move: MoveRow | undefined): BadRow {
  if (move === undefined)
    return badRow('line_missing', {
      table: 'document',
      row: document.position,
      expected: endsOf(wanted),
      found: null,
    })
  return badRow('line_ends', { table: 'move', row: move.id, expected: endsOf(wanted), found: endsOf(move) })
}

function describeExcess(move: MoveRow | undefined): BadRow | undefined {
  if (move === undefined) return undefined
  return badRow('line_excess', { table: 'move', row: move.id, expected: null, found: endsOf(move) })
}
