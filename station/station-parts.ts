import type { Branch } from '../core/branches/read-branches.ts'
import type { Reader } from '../core/database/reader.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { DocumentId } from '../core/kernel/ids.ts'
import type { Outbox } from '../core/outbox/outbox.ts'
import type { PosterState } from '../core/outbox/poster.ts'
import type { PinGate } from '../core/people/pins.ts'
import type { SyncState } from '../core/sync/sync-state.ts'
import type { Formats } from '../core/words/format.ts'
import type { Person } from './session/work-state.ts'

/** How the scanner is. A keyboard-mode scanner is a keyboard: nobody can tell whether it is plugged in. */
export type ScannerState = 'keyboard' | 'ready' | 'missing'

/** How long an untouched screen stays signed in, in milliseconds: first quietly, then counting down in sight. */
export interface IdleTimes {
  readonly quietMs: number
  readonly countdownMs: number
}
export const USUAL_IDLE: IdleTimes = { quietMs: 105_000, countdownMs: 15_000 }

/** How far a practice has come. */
export type PracticeState =
  | { readonly kind: 'none' }
  /** The book is being copied; `part` of it is there. */
  | { readonly kind: 'copying'; readonly part: number }
  | { readonly kind: 'open' }
  /** There was none, and why. Bytes. */
  | { readonly kind: 'no_room'; readonly needed: number; readonly free: number }
  | { readonly kind: 'failed' }

/** The door between a station and its practice, seen from one of its sides. */
export interface PracticeDoor {
  /** This side is the practice: nothing that is done here reaches the book. */
  readonly isInside: boolean
  state(): PracticeState
  /** Begins a practice, or ends it and throws it away. Never waits. */
  pass(): void
}

/** What a station is made of. */
export interface StationParts {
  /** The session's own name: the station's (BRA-K1), or of one phone at it. No spaces but in a phone's. */
  readonly name: string
  /** Whose documents these are: the writer of this process in this branch. */
  readonly writer: string
  readonly branch: Branch
  /** The book on this machine, with the outbox attached as `outbox`. */
  readonly reader: Reader
  readonly outbox: Outbox
  /** Says to the poster that there is something to post. */
  readonly wakePoster: () => void
  readonly posterState: () => PosterState
  readonly clock: Clock
  readonly newDocumentId: () => DocumentId
  readonly formats: Formats
  /** Checks PINs, and counts wrong ones. */
  readonly pins: PinGate
  readonly idle: IdleTimes
  readonly scanner: () => ScannerState
  /** A phone's holder signed in with the phone: nobody else works there. */
  readonly fixedOperator?: Person
  /** Left out where nobody practises, such as on a phone. */
  readonly practice?: PracticeDoor | undefined
  /** When the data on this machine was true, undefined: nobody knows; left out where it is the book itself. */
  readonly dataAsOf?: () => number | undefined
  /** How the copy of the books on this machine is kept up to date; left out where it is the book itself. */
  readonly copyState?: () => SyncState
  /** Bytes free on the disk of the outbox; left out where nobody is to be told. */
  readonly freeBytes?: () => number
  /** Told when the outbox could not be written: the screen says so, the log says why. */
  readonly reportError: (error: unknown) => void
}
