import type { BackupFacts } from '../backup/backup-facts.ts'
import type { Scope } from '../branches/scope.ts'
import type { SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { Clock } from '../kernel/clock.ts'
import type { DocumentId } from '../kernel/ids.ts'
import type { SlowCounts } from './follow-counts.ts'
import type { SettledHead } from '../outbox/settled-heads.ts'
import type { Hook } from '../webhooks/hook.ts'
import type { Formats } from '../words/format.ts'

/**
 * One kind of thing that waits for a person: a row of {@link NEEDS}. `read` answers undefined where there is none, and
 * may take no longer for a long history or many items. What cannot be asked that way is counted beside (see
 * follow-counts.ts) and is 'counting' until it was counted once.
 */
export interface NeedRow {
  /** Stable: links and subscribers know it by this. */
  readonly kind: string
  /** bad: the books or their keeping suffer until somebody acts. */
  readonly weight: 'bad' | 'warn'
  read(parts: NeedParts): FoundNeed | 'counting' | undefined
}

/** What there is of a kind now, in words for the person who asked. */
export interface FoundNeed {
  readonly title: string
  /** undefined: there are some, and the number is nobody's business here. */
  readonly count: number | undefined
  /** Since when the oldest waits (ms); undefined: it has no age. */
  readonly oldestAt: number | undefined
  /** A few of them by name. */
  readonly details: readonly NeedDetail[]
}

export interface NeedDetail {
  /** The thing, and where somebody can go to see it. */
  readonly subject?: string
  readonly to?: NeedTarget
  readonly text?: string
}

/** A page about one thing; whoever shows a need knows its address. */
export type NeedTarget =
  | { readonly page: 'refusal'; readonly id: DocumentId }
  | { readonly page: 'document'; readonly id: DocumentId }
  | { readonly page: 'order' | 'run' | 'item'; readonly id: number }
  | { readonly page: 'station'; readonly id: string }
  | { readonly page: 'backups' }

/** A need, ready to be shown. */
export interface Need extends FoundNeed {
  readonly kind: string
  readonly weight: NeedRow['weight']
}

/** Who asks, and what there is to ask. */
export interface NeedParts {
  /** What they look at; `reader` shows no more than that. */
  readonly scope: Scope
  readonly reader: Reader
  /** They steer all branches, also while they look at one: what belongs to none is told to them. */
  readonly isSuperAdmin: boolean
  readonly formats: Formats
  /** Milliseconds since 1970. */
  readonly now: number
  readonly facts: NeedFacts
}

/** What the process knows beside the book. A row that needs to know more adds it here. */
export interface NeedFacts {
  readonly outbox: {
    waitingTotal(): { readonly documents: number; readonly oldestAcceptedAt: number | undefined }
    settledHeads(): readonly SettledHead[]
  }
  readonly verify: {
    latest(): { readonly isGreen: boolean; readonly summary: string; readonly at: number } | undefined
  }
  readonly backups: BackupFacts
  readonly stations: { hostedStations(): readonly { readonly name: string }[] }
  /** What a follower counts, so that nobody waits for it. */
  readonly counts: SlowCounts
  /** Of this machine. */
  readonly clock: Pick<Clock, 'isDoubtful'>
  /** Of this machine, where its books and documents lie. */
  readonly disk: { freeBytes(): number }
  /** The version of this program. */
  readonly release: string
  readonly webhooks: { list(scope: Scope): readonly Pick<Hook, 'url' | 'paused' | 'failingSince'>[] }
}

/** How many of a kind are named one by one; the rest is behind the link. */
export const NAMED = 3

export function sumOf(counts: readonly (SqlValue | undefined)[]): number {
  return counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0)
}

/** The earliest of some moments, where there is one. */
export function oldestOf(moments: readonly (SqlValue | undefined)[]): number | undefined {
  const known = moments.filter((at) => typeof at === 'number')
  return known.length === 0 ? undefined : Math.min(...known)
}
