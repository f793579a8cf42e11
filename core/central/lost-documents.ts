import { referenceOf } from '../book/content.ts'

/** The last document of a writer that the book once said it has. */
export interface HeardHead {
  readonly incarnation: string
  readonly seq: number
}

/** The last document of a writer that the restored book has. */
export interface RestoredHead {
  readonly writer: string
  readonly seq: number
}

/** What one writer had posted and the restored book does not have: all numbers from the first to the last. */
export interface LostDocuments {
  readonly incarnation: string
  readonly count: number
  /** References: BRA-K1-000121. */
  readonly first: string
  readonly last: string
  /** The restored book has no such writer: it has to be enrolled again before it can send them again. */
  readonly isUnknown: boolean
}

/**
 * What is to be read before posting opens after a restore: per writer, the documents that the book had acknowledged and
 * has no more. A writer's documents are posted in their order without a gap (design section 5), so two numbers say it.
 * Whoever posted them still has them, and offers them again. Most lost first, then by name.
 */
export function findLostDocuments(
  heard: readonly HeardHead[],
  restored: readonly RestoredHead[],
): LostDocuments[] {
  const heads = new Map(restored.map(({ writer, seq }) => [writer, seq]))
  return heard
    .map(({ incarnation, seq }) => ({ incarnation, seq, has: heads.get(incarnation) }))
    .filter(({ seq, has }) => seq > (has ?? 0))
    .map(({ incarnation, seq, has }) => ({
      incarnation,
      count: seq - (has ?? 0),
      first: referenceOf(incarnation, (has ?? 0) + 1),
      last: referenceOf(incarnation, seq),
      isUnknown: has === undefined,
    }))
    .toSorted((a, b) => b.count - a.count || a.incarnation.localeCompare(b.incarnation))
}
