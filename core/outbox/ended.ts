import type { SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import type { OutboxDocuments } from './documents.ts'

/** A document, and what became of it. */
export interface Settled {
  readonly document: SealedDocument
  readonly outcome: Outcome
}

/** The outcomes of documents that are here and have none yet, each once. */
export function unsettled(documents: OutboxDocuments, outcomes: readonly Outcome[]): Settled[] {
  const rows = documents.findAll(outcomes.map(({ id }) => id))
  return outcomes.flatMap((outcome) => {
    const row = rows.get(outcome.id)
    rows.delete(outcome.id)
    return row === undefined || row.outcome !== null ? [] : [{ document: row.document, outcome }]
  })
}

/**
 * The documents whose expected changes end with these outcomes, each once: those that have one now, and of a refused
 * one what takes it back, which has nothing to take back any more.
 */
export function endedBy(documents: OutboxDocuments, settled: readonly Settled[]): SealedDocument[] {
  const ended = new Map<string, SealedDocument>()
  for (const { document, outcome } of settled) {
    ended.set(outcome.id, document)
    const reversal = outcome.state === 'refused' ? documents.reversalOf(outcome.id) : undefined
    if (reversal?.outcome === null) ended.set(reversal.document.content.id, reversal.document)
  }
  return [...ended.values()]
}
