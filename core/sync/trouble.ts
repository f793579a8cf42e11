import type { GateCode } from '../central/gate-answers.ts'
import { CentralDenied, CentralUnavailable, OtherRelease } from '../database/central.ts'
import type { Unheard } from '../database/unheard.ts'
import { FeedBusy } from './feed.ts'

/**
 * Why the replica is not known to be what central has, and whether it may pass by itself ('stale': what is here is
 * used on, and its age shown) or a person has to act ('failing').
 */
export const TROUBLES = {
  /** No network, or no answer. */
  no_answer: 'stale',
  /** Central is compacting its log, or more ask than it lets ask. */
  busy: 'stale',
  /** Central is starting, is copied, or was restored and not opened yet. */
  closed: 'stale',
  /** Central answers, the server behind it does not. */
  server_silent: 'stale',
  /** Central answers questions, and sends no pages: something between lets none through. */
  not_sent: 'stale',
  /** Something else answers at its address: the sign-in page of a network, another program. */
  not_central: 'stale',
  /** Its certificate has not begun: a clock without a battery starts in 1970, and is set by the network. */
  certificate_not_yet: 'stale',
  /** The sync process said nothing, and its files did not grow: it was killed and started again. */
  silent: 'stale',
  /** The sync process ended by itself. */
  ended: 'stale',
  /** Something else was at the files; what they hold is compared with central, which has not stood still for it yet. */
  in_doubt: 'stale',
  /** A replica was downloaded whole and is still not what central has. */
  unproven: 'stale',
  /** Its certificate is signed by nobody whom this machine knows. */
  untrusted: 'failing',
  /** Its certificate is for another name than the one it was called by. */
  other_name: 'failing',
  certificate_ended: 'failing',
  /** Central does not accept who this is, and does not say more. */
  denied: 'failing',
  token_unknown: 'failing',
  token_expired: 'failing',
  token_revoked: 'failing',
  /** Another machine works under this name. */
  second_claimant: 'failing',
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
/** Those on which a person has to act. */
export type FailingKind = {
  [Kind in TroubleKind]: (typeof TROUBLES)[Kind] extends 'failing' ? Kind : never
}[TroubleKind]

export function isFailing(kind: TroubleKind): kind is FailingKind {
  return TROUBLES[kind] === 'failing'
}

export interface Trouble {
  readonly kind: TroubleKind
  /** For the log: words of a driver, a system, or central's gate. */
  readonly message: string
}

/** What each answer of the gate, and whatever stands between, is to a replica. */
const TROUBLE_OF: Readonly<Record<GateCode | Unheard, TroubleKind>> = {
  GATE_TOKEN_UNKNOWN: 'token_unknown',
  GATE_TOKEN_EXPIRED: 'token_expired',
  GATE_TOKEN_REVOKED: 'token_revoked',
  GATE_WRONG_TOKEN: 'denied',
  GATE_NOT_YOURS: 'denied',
  GATE_SECOND_CLAIMANT: 'second_claimant',
  GATE_STATEMENT_UNKNOWN: 'other_release',
  GATE_NOT_OFFERED: 'not_central',
  GATE_UNREADABLE: 'other_release',
  GATE_TOO_LARGE: 'other_release',
  GATE_BUSY: 'busy',
  GATE_CLOSED: 'closed',
  GATE_NO_ANSWER: 'server_silent',
  untrusted: 'untrusted',
  other_name: 'other_name',
  certificate_ended: 'certificate_ended',
  certificate_not_yet: 'certificate_not_yet',
  not_central: 'not_central',
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
  if (DISK_FULL.test(message)) return 'disk_full'
  if (error instanceof SyncTrouble) return error.kind
  const said = saidBy(error)
  if (said !== undefined) return TROUBLE_OF[said]
  if (error instanceof CentralDenied) return 'denied'
  if (error instanceof OtherRelease) return 'other_release'
  return error instanceof FeedBusy ? 'busy' : 'no_answer'
}

function saidBy(error: unknown): GateCode | Unheard | undefined {
  if (error instanceof CentralDenied) return error.code
  return error instanceof CentralUnavailable ? error.why : undefined
}
