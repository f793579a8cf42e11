import { unseal, type DocumentContent } from '../content.ts'
import { streamDocuments, streamMoves, type DocumentRow, type MoveRow } from './book-rows.ts'
import { AUTHORITY_CHECKS } from './authority-checks.ts'
import { DOCUMENT_CHECKS, HEADER_CHECKS } from './document-checks.ts'
import { LINK_CHECKS } from './link-checks.ts'
import { badRow, findFirst, type Check, type Fault, type Proof } from './proof.ts'
import { replayMoves } from './replay.ts'
import { applyDocument, applyRefusal, applyRunState, pair } from './running-state.ts'
import type { BadRow } from './verdict.ts'

/** How far the walk has come. */
export interface Progress {
  readonly moves: number
  readonly ofMoves: number
}

const SUBJECT_CHECKS = [...DOCUMENT_CHECKS, ...LINK_CHECKS, ...AUTHORITY_CHECKS]

/**
 * Goes through the whole book once, document by document, each with its moves. Answers with the first bad row.
 * `onProgress` is called after each document: whoever tells a person of it does so now and then.
 */
export function walkBook(proof: Proof, onProgress: (progress: Progress) => void): BadRow | undefined {
  const moves = peekable(streamMoves(proof.reader))
  const documents = peekable(streamDocuments(proof.reader))
  for (let document = documents.take(); document !== undefined; document = documents.take()) {
    const bad = walkDocument({ document, next: documents.peek(), moves, proof })
    if (bad !== undefined) return bad
    onProgress({ moves: proof.state.moves, ofMoves: proof.master.moveCount })
  }
  const left = moves.peek()
  if (left === undefined) return undefined
  return badRow('move_unsealed', { table: 'move', row: left.id, expected: null, found: left.document })
}

interface Step {
  readonly document: DocumentRow
  readonly next: DocumentRow | undefined
  readonly moves: Peekable<MoveRow>
  readonly proof: Proof
}

function walkDocument(step: Step): BadRow | undefined {
  const { document, proof } = step
  const bad = findFirst(HEADER_CHECKS, document, proof)
  if (bad !== undefined) return bad
  const content = readContent(document)
  if (content === undefined)
    return badRow('document_content', {
      table: 'document',
      row: document.position,
      expected: 'v 1',
      found: document.content.slice(0, 40),
    })
  const subject = { document, content }
  const wrong = findFirst(SUBJECT_CHECKS, subject, proof)
  return wrong ?? walkMoves(step, content)
}

function walkMoves(step: Step, content: DocumentContent): BadRow | undefined {
  const { document, proof } = step
  const collected: MoveRow[] = []
  const bad =
    collectMoves(step, collected) ??
    (document.state === 'posted' ? replayMoves(document, content, collected, proof) : undefined) ??
    findFirst(SEALED_CHECKS, { document, moves: collected }, proof)
  if (bad !== undefined) return bad
  applyDocument(proof.state, document, collected, proof)
  applyRunState(proof.state, document, proof.lookups)
  const tried = content.settles === undefined ? undefined : proof.lookups.documentOf(content.settles)
  applyRefusal(proof.state, document, tried)
  return undefined
}

/** Content that is no document was changed by hand, or written by a newer program. */
function readContent({ content }: DocumentRow): DocumentContent | undefined {
  try {
    return unseal(content).content
  } catch {
    return undefined
  }
}

/**
 * The moves that a header seals. Where header and moves disagree, the next header says who is wrong: a header that
 * does not lead up to it, or else the move.
 */
function collectMoves({ document, next, moves, proof }: Step, collected: MoveRow[]): BadRow | undefined {
  const { position, firstMove, lineCount } = document
  const first = proof.state.moves + 1
  if (firstMove !== first)
    return badRow('document_first_move', {
      table: 'document',
      row: position,
      expected: first,
      found: firstMove,
    })
  const isLeadingUp = next === undefined || next.firstMove === firstMove + lineCount
  const miscounted = (): BadRow =>
    badRow('document_line_count', {
      table: 'document',
      row: position,
      expected: (next?.firstMove ?? proof.master.moveCount + 1) - firstMove,
      found: lineCount,
    })
  while (collected.length < lineCount) {
    const id = firstMove + collected.length
    const move = moves.peek()
    if (move?.id !== id)
      return isLeadingUp
        ? badRow('move_missing', { table: 'move', row: id, expected: id, found: move?.id ?? null })
        : miscounted()
    if (move.document !== position && !isLeadingUp) return miscounted()
    collected.push(move)
    moves.take()
  }
  const isMore = moves.peek()?.document === position && (next === undefined || !isLeadingUp)
  return isMore ? miscounted() : undefined
}

/** A header together with all the moves it seals. */
interface SealedSubject {
  readonly document: DocumentRow
  readonly moves: readonly MoveRow[]
}

const SEALED_CHECKS: readonly Check<SealedSubject>[] = [
  {
    name: 'document_total',
    find({ document, moves }) {
      const total = moves.reduce((sum, { amount }) => sum + amount, 0)
      if (total === document.total) return undefined
      return { table: 'document', row: document.position, expected: total, found: document.total }
    },
  },
  {
    name: 'built_zero',
    find({ document, moves }, { master }) {
      const left = moves.reduce((sum, { from, to, amount }) => {
        const into = master.places.get(to)?.kind === 'built' ? amount : 0
        return sum + into - (master.places.get(from)?.kind === 'built' ? amount : 0)
      }, 0)
      return left === 0 ? undefined : { table: 'document', row: document.position, expected: 0, found: left }
    },
  },
  { name: 'value_without_quantity', find: ({ moves }, proof) => findBareValue(moves, proof) },
]

/** Where the document leaves value and no quantity. Looked at here, since its next move may still take it on. */
function findBareValue(moves: readonly MoveRow[], { state }: Proof): Fault | undefined {
  for (const { item, from, to } of moves)
    for (const place of item === null ? [] : [from, to]) {
      const stock = state.stock.get(pair(place, item ?? 0))
      if (stock !== undefined && stock.quantity === 0 && stock.value > 0)
        return { table: 'move', row: stock.lastMove, expected: 0, found: stock.value }
    }
  return undefined
}

interface Peekable<Row> {
  peek(): Row | undefined
  take(): Row | undefined
}

function peekable<Row>(rows: Iterator<Row, undefined>): Peekable<Row> {
  let ahead = rows.next()
  return {
    peek: () => ahead.value,
    take() {
      const { value } = ahead
      if (ahead.done !== true) ahead = rows.next()
      return value
    },
  }
}
