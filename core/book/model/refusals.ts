import type { DocumentContent } from '../content.ts'
import { copyOf, paperAt, positionOf, type Book, type ModelOutcome, type World } from './state.ts'

/**
 * The row of a document the book would not take. It waits for a person, unless it tried to settle what waits already:
 * then that one stands for both.
 */
export function recordRefusal(
  world: World,
  book: Book,
  content: DocumentContent,
  outcome: ModelOutcome,
): Book {
  const draft = copyOf(book)
  const tried = paperAt(book, positionOf(book, content.settles))
  const about = content.answers ?? content.reverses?.document
  const original = draft.papers.find(({ id }) => id === about)
  draft.papers.push({
    id: content.id,
    state: 'refused',
    event: content.event,
    branch: content.branch,
    person: world.people.has(content.acceptedBy) ? content.acceptedBy : null,
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
  if (tried?.state !== 'refused' || tried.branch !== content.branch) draft.open.add(draft.papers.length)
  return draft
}
