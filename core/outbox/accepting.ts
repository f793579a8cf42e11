import { referenceOf, seal, type Draft, type SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import type { OutboxDocuments, OutboxRow } from './documents.ts'
import type { Head } from './heads.ts'
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
}

/** A document that is taken, and whether it was not there before. */
export interface TakenDocument extends OutboxDocument {
  readonly isNew: boolean
}

/**
 * Takes documents on in their order, inside the write of its caller: each gets its writer's next number. One that was
 * taken before is answered as it was. What is asked of the database is asked once for all of them.
 */
export function createAccepting({ documents, sessions }: AcceptingParts) {
  return (accepted: readonly Accepted[]): TakenDocument[] => {
    const known = new Map<string, OutboxDocument>()
    for (const [id, row] of documents.findAll(accepted.map(({ draft }) => draft.id)))
      known.set(id, toDocument(row))
    const heads = new Map<string, Head>()
    const taken = accepted.map(({ writer, draft, after }) => {
      const before = known.get(draft.id)
      if (before !== undefined) return { ...before, isNew: false, after: [] }
      const head = heads.get(writer) ?? documents.head(writer)
      const document = seal({ v: 1, writer, seq: head.seq + 1, previous: head.hash, ...draft })
      heads.set(writer, { seq: document.content.seq, hash: document.hash })
      const one = { document, reference: referenceOf(writer, document.content.seq), outcome: undefined }
      known.set(draft.id, one)
      return { ...one, isNew: true, after: after?.(one.reference) ?? [] }
    })
    for (const [writer, head] of heads) documents.setHead(writer, head)
    const added = taken.filter(({ isNew }) => isNew)
    for (const { document, after } of added) {
      documents.add(document)
      for (const { name, state } of after) sessions.save(name, state, document.content.acceptedAt)
    }
    return taken.map(({ document, reference, outcome, isNew }) => ({ document, reference, outcome, isNew }))
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
