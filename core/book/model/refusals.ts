import type { DocumentContent } from '../content.ts'
import { copyOf, type Book, type ModelOutcome } from './state.ts'

/** The row of a document the book would not take. */
export function recordRefusal(book: Book, content: DocumentContent, outcome: ModelOutcome): Book {
  const draft = copyOf(book)
  const about = content.answers ?? content.reverses?.document
  const original = draft.papers.find(({ id }) => id === about)
  draft.papers.push({
    id: content.id,
    state: 'refused',
    event: content.event,
    branch: content.branch,
    date: '',
    firstMove: draft.moves.length + 1,
    moves: 0,
    order: content.salesOrder ?? null,
    // A refused answer to something on a run holds that run up too.
    run: content.run ?? original?.run ?? null,
    transfer: null,
    reverses: null,
    settles: null,
    outcome,
  })
  return draft
}
