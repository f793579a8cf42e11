import type { Outcome } from '../../../core/book/outcome.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { OutcomeNews } from '../api-deps.ts'

export interface OutcomeBoard extends OutcomeNews {
  /** For the poster: these are known now, and on disk. */
  readonly outcomesArrived: (outcomes: readonly Outcome[]) => void
}

/**
 * Where requests wait for what becomes of their documents: woken by the poster, so that nobody looks again and again.
 * Ask in the same breath in which the document is taken, or after having looked.
 */
export function createOutcomeBoard(): OutcomeBoard {
  const waiting = new Map<string, Set<(outcome: Outcome | undefined) => void>>()
  return {
    outcomesArrived(outcomes) {
      for (const outcome of outcomes) for (const hear of waiting.get(outcome.id) ?? []) hear(outcome)
    },
    of: (id: DocumentId, withinMs: number) =>
      new Promise((resolve) => {
        const others = waiting.get(id) ?? new Set()
        const hear = (outcome: Outcome | undefined): void => {
          clearTimeout(timer)
          others.delete(hear)
          if (others.size === 0) waiting.delete(id)
          resolve(outcome)
        }
        const timer = setTimeout(hear, withinMs, undefined)
        waiting.set(id, others.add(hear))
      }),
  }
}
