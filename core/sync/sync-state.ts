import type { Beat } from './beat.ts'
import type { FreshnessFacts } from './freshness.ts'
import { isFailing, type FailingKind, type TroubleKind } from './trouble.ts'

/** How much of a download is done. */
export interface SyncProgress {
  readonly bytes: number
  /** What central's file has; undefined until central was asked. */
  readonly expectedBytes: number | undefined
}

/** What the screen says of the replica. Times in ms since 1970; `since`: when that began. */
export type SyncState =
  /** There is none yet: nothing can be looked up. */
  | {
      readonly kind: 'first'
      readonly since: number
      readonly progress: SyncProgress
      readonly reason: TroubleKind | undefined
    }
  /** Matched central a moment ago. */
  | { readonly kind: 'fresh'; readonly since: number }
  /** Works with what it knew at `knownAt`; goes on trying by itself. `progress`: what is built beside. */
  | {
      readonly kind: 'stale'
      readonly since: number
      readonly reason: TroubleKind | undefined
      readonly progress: SyncProgress | undefined
    }
  /** A person has to act. What is here is used meanwhile. `progress`: what is built beside nevertheless. */
  | {
      readonly kind: 'failing'
      readonly since: number
      readonly reason: FailingKind
      readonly message: string
      readonly progress: SyncProgress | undefined
    }

/** What the parent has heard and seen. */
export interface Heard extends FreshnessFacts {
  readonly beat: Beat
  readonly hasReplica: boolean
  readonly knownAt: number | undefined
  readonly startedAt: number
  readonly builtBytes: number
}

/** Puts what was heard into one word. A person's turn comes first, then whether there is anything to work with. */
export function stateOf(heard: Heard): SyncState {
  const { trouble, beat } = heard
  const progress = { bytes: heard.builtBytes, expectedBytes: beat.building?.expectedBytes }
  const beside = beat.building === undefined ? undefined : progress
  if (trouble !== undefined && isFailing(trouble.kind)) {
    const { kind, since, message } = trouble
    return { kind: 'failing', since, reason: kind, message, progress: beside }
  }
  const reason = trouble?.kind
  if (!heard.hasReplica) return { kind: 'first', since: heard.startedAt, progress, reason }
  if (heard.isFresh) return { kind: 'fresh', since: heard.freshSince }
  const since = heard.knownAt ?? heard.startedAt
  return { kind: 'stale', since, reason, progress: beside }
}
