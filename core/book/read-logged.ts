import { sees, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { Position } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { DOCUMENT_HEADS, toDocumentHead } from './document-head.ts'
import { readMovesOf, type JournalEntry } from './read-journal.ts'

/** What documents are logged on. */
export interface LoggedOn {
  readonly kind: 'sales_order' | 'run'
  readonly id: number
}

const OF_CONTEXT = {
  sales_order: `${DOCUMENT_HEADS()} WHERE d.sales_order = ?1 AND d.position < ?2 ORDER BY d.position DESC LIMIT ?3`,
  run: `${DOCUMENT_HEADS()} WHERE d.run = ?1 AND d.position < ?2 ORDER BY d.position DESC LIMIT ?3`,
} as const

/** The documents that name a sales order or a run, the newest first, each with the first of its moves. */
export function readLogged(
  scope: Scope,
  reader: Reader,
  { kind, id }: LoggedOn,
  { before, limit }: { readonly before: Position | undefined; readonly limit: number },
): Page<JournalEntry, Position> {
  return reader.snapshot(() => {
    const heads = reader
      .all(OF_CONTEXT[kind], id, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      .map(toDocumentHead)
      .filter(({ branch }) => sees(scope, branch))
    const { entries, next } = pageOf(heads, limit, ({ position }) => position)
    const moves = readMovesOf(reader, entries)
    return { entries: entries.map((head) => ({ head, moves: moves.get(head.position) ?? [] })), next }
  })
}
