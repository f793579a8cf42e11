import { IdTaken, WriterStopped } from '../book/outcome.ts'
import { CentralDenied, CentralUnavailable, OtherRelease } from '../database/central.ts'
import type { Unheard } from '../database/unheard.ts'
import { BookTooOld, OtherBook, OtherSchema } from './own-book.ts'

/** Why nothing is being posted until a person acts. The words are the catalogue's. */
export const POSTER_ALARMS = [
  'central_denied',
  'token_unknown',
  'token_expired',
  'token_revoked',
  'not_yours',
  'second_claimant',
  'untrusted',
  'central_newer',
  'central_older',
  'other_release',
  'other_book',
  'book_too_old',
  'writer_stopped',
  'id_taken',
] as const
export type PosterAlarm = (typeof POSTER_ALARMS)[number]

export type PosterState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'posting' }
  /** No answer, or busy, or central says that it is closed: tried again by itself. */
  | {
      readonly kind: 'retrying'
      readonly message: string
      readonly since: number
      readonly isClosed: boolean
    }
  | {
      readonly kind: 'stopped'
      readonly alarm: PosterAlarm
      readonly message: string
      readonly since: number
    }

/** What a trouble makes of the state it came in: how long it has been so is kept. */
export function troubleOf(error: unknown, now: number, before: PosterState): PosterState {
  const message = error instanceof Error ? error.message : String(error)
  const alarm = alarmOf(error)
  const kind = alarm === undefined ? 'retrying' : 'stopped'
  const since = before.kind === kind ? before.since : now
  return alarm === undefined
    ? { kind: 'retrying', message, since, isClosed: isClosed(error) }
    : { kind: 'stopped', alarm, message, since }
}

/** What the gate says about who we are, as an alarm; any other no is just that. */
const DENIALS: Readonly<Record<string, PosterAlarm>> = {
  GATE_TOKEN_UNKNOWN: 'token_unknown',
  GATE_TOKEN_EXPIRED: 'token_expired',
  GATE_TOKEN_REVOKED: 'token_revoked',
  GATE_NOT_YOURS: 'not_yours',
  GATE_SECOND_CLAIMANT: 'second_claimant',
}

const isClosed = (error: unknown): boolean =>
  error instanceof CentralUnavailable && error.why === 'GATE_CLOSED'

/** A certificate that somebody has to look at; one that has not begun waits for this machine's clock. */
const UNTRUSTED: ReadonlySet<unknown> = new Set<Unheard>(['untrusted', 'other_name', 'certificate_ended'])

/** What a person has to act on; undefined: no answer, or a busy one, which may pass by itself. */
export function alarmOf(error: unknown): PosterAlarm | undefined {
  if (error instanceof CentralDenied) return DENIALS[error.code ?? ''] ?? 'central_denied'
  if (error instanceof CentralUnavailable && UNTRUSTED.has(error.why)) return 'untrusted'
  if (error instanceof OtherRelease) return 'other_release'
  if (error instanceof OtherSchema) return error.isCentralNewer ? 'central_newer' : 'central_older'
  if (error instanceof OtherBook) return 'other_book'
  if (error instanceof BookTooOld) return 'book_too_old'
  if (error instanceof WriterStopped) return 'writer_stopped'
  if (error instanceof IdTaken) return 'id_taken'
  return undefined
}
