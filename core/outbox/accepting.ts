import { referenceOf, seal, type Draft, type SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { changesOf, type OutboxDocuments, type OutboxRow } from './documents.ts'
import type { ExpectedChange } from './expected-changes.ts'
import type { StoredSession } from './sessions.ts'

/** A document as its own process sees it. */
export interface OutboxDocument {
  readonly document: SealedDocument
  /** The writer's own number, BRA-K1-000123: printed, shown and searchable from the first moment. */
  readonly reference: string
  /** undefined while it waits. */
  readonly outcome: Outcome | undefined
}

/** A document that a person, or another system, has done with. */
export interface Accepted {
  readonly writer: string
  readonly draft: Draft
  readonly after?: (reference: string) => readonly StoredSession[]
}

interface AcceptingParts {
  readonly documents: OutboxDocuments
  readonly sessions: { save(name: string, state: string, at: number): void }
  readonly addToTotals: (changes: readonly ExpectedChange[]) => void
}

/** A document that is taken, and whether it was not there before. */
export interface TakenDocument extends OutboxDocument {
  readonly isNew: boolean
}

/**
 * Takes documents on in their order, inside the write of its caller: each gets its writer's next number. One that was
 * taken before is answered as it was.
 */
export function createAccepting({ documents, sessions, addToTotals }: AcceptingParts) {
  const takeOn = ({ writer, draft, after }: Accepted): TakenDocument => {
    const known = documents.find(draft.id)
    if (known !== undefined) return { ...toDocument(known), isNew: false }
    const head = documents.head(writer)
    const document = seal({ v: 1, writer, seq: head.seq + 1, previous: head.hash, ...draft })
    documents.add(document)
    const reference = referenceOf(writer, document.content.seq)
    for (const { name, state } of after?.(reference) ?? [])
      sessions.save(name, state, document.content.acceptedAt)
    return { document, reference, outcome: undefined, isNew: true }
  }
  return (accepted: readonly Accepted[]): TakenDocument[] => {
    const taken = accepted.map(takeOn)
    addToTotals(taken.filter(({ isNew }) => isNew).flatMap(({ document }) => changesOf(documents, document)))
    return taken
  }
}

/** A row of the outbox as its process sees it. */
export function toDocument({ document, outcome }: OutboxRow): OutboxDocument {
  return {
    document,
    reference: referenceOf(document.content.writer, document.content.seq),
    outcome: outcome === null ? undefined : (JSON.parse(outcome) as Outcome),
  }
}
