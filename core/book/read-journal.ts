import type { Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { Position } from '../kernel/ids.ts'
import type { Page } from '../kernel/page.ts'
import type { DocumentHead } from './document-head.ts'
import { MOVE_JOINS, MOVE_LINE, toMoveLine, type MoveLine } from './move-line.ts'
import { readDocuments } from './read-documents.ts'

/** A posted document with the first of its moves. */
export interface JournalEntry {
  readonly head: DocumentHead
  readonly moves: readonly MoveLine[]
}

/** More moves than this are behind the link to the document. */
export const JOURNAL_MOVES_MAX = 20

const MOVES = `SELECT ${MOVE_LINE}
  FROM json_each(?1) w CROSS JOIN document d ON d.position = w.value
  CROSS JOIN move m ON m.id >= d.first_move AND m.id < d.first_move + min(d.line_count, ${JOURNAL_MOVES_MAX})
  ${MOVE_JOINS}
  ORDER BY m.id`

/** Posted documents newest first, each with its moves: the book as it was written. */
export function readJournal(
  scope: Scope,
  reader: Reader,
  page: { before?: Position | undefined; limit: number },
): Page<JournalEntry, Position> {
  return reader.snapshot(() => {
    const { entries, next } = readDocuments(scope, reader, { ...page, filter: 'posted' })
    const byDocument = readMovesOf(reader, entries)
    return { entries: entries.map((head) => ({ head, moves: byDocument.get(head.position) ?? [] })), next }
  })
}

/** The first moves of documents that a scope has let through. */
export function readMovesOf(reader: Reader, heads: readonly DocumentHead[]): Map<Position, MoveLine[]> {
  const moves = reader.all(MOVES, JSON.stringify(heads.map(({ position }) => position))).map(toMoveLine)
  const byDocument = new Map<Position, MoveLine[]>()
  for (const move of moves) {
    const known = byDocument.get(move.document)
    if (known === undefined) byDocument.set(move.document, [move])
    else known.push(move)
  }
  return byDocument
}
