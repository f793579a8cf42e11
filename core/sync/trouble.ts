import { CentralDenied, CentralUnavailable, OtherRelease } from '../database/central.ts'
import { FeedBusy } from './feed.ts'
import { NoBook } from './mark.ts'

/**
 * Why the replica is not known to be what central has, and whether it may pass by itself ('stale': what is here is
 * used on, and its age shown) or a person has to act ('failing').
 */
export const TROUBLES = {
  /** No network, no answer, or central is closed for a while. */
  no_answer: 'stale',
  /** Central is compacting its log. */
  busy: 'stale',
  /** The sync process said nothing, and its files did not grow: it was killed and started again. */
  silent: 'stale',
  /** The sync process ended by itself. */
  ended: 'stale',
  /** Something else was at the files; what they hold is compared with central, which has not stood still for it yet. */
  in_doubt: 'stale',
  /** A replica was downloaded whole and is still not what central has. */
  unproven: 'stale',
  /** Central does not accept the token. */
  denied: 'failing',
  /** Central is of another release, and does not know what this one asks. */
  other_release: 'failing',
  /** Central answers for another company's books. */
  other_company: 'failing',
  /** Central was brought to a newer schema than this program knows: its pages are not taken until it is updated. */
  schema_newer: 'failing',
  /** Another process that is alive has the replica's folder. */
  held: 'failing',
  /** What is here cannot be read whole, and central has not answered since, to fetch it anew. */
  damaged: 'failing',
  /** Too little room on the disk to go on. */
  disk_full: 'failing',
} as const satisfies Record<string, 'stale' | 'failing'>

export type TroubleKind = keyof typeof TROUBLES

export interface Trouble {
  readonly kind: TroubleKind
  /** For the log: words of a driver or a system. */
  readonly message: string
}

/** Ends a round of the sync child. */
export class SyncTrouble extends Error {
  override readonly name = 'SyncTrouble'
  readonly kind: TroubleKind
  constructor(kind: TroubleKind, message: string) {
    super(message)
    this.kind = kind
  }
}

const DISK_FULL = /disk is full|SQLITE_FULL|ENOSPC/i

/** What went wrong in a round, by the error that ended it. */
export function troubleOf(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error)
  return { kind: kindOf(error, message), message }
}

function kindOf(error: unknown, message: string): TroubleKind {
  if (error instanceof SyncTrouble) return error.kind
  if (error instanceof CentralDenied) return 'denied'
  if (error instanceof OtherRelease) return 'other_release'
  if (DISK_FULL.test(message)) return 'disk_full'
  if (error instanceof CentralUnavailable || error instanceof NoBook) return 'no_answer'
  if (error instanceof FeedBusy) return 'busy'
  return 'no_answer'
}
