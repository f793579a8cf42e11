import type { Branch } from '../core/branches/read-branches.ts'
import type { Reader } from '../core/database/reader.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { DocumentId } from '../core/kernel/ids.ts'
import type { Outbox } from '../core/outbox/outbox.ts'
import type { PosterState } from '../core/outbox/poster.ts'
import type { Formats } from '../core/words/format.ts'

/** What a station is made of. */
export interface StationParts {
  /** The station's name and its writer's: BRA-K1. No spaces. */
  readonly name: string
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
  /** When the data on this machine was true; left out where it is the book itself. */
  readonly dataAsOf?: () => number
  /** Told when the outbox could not be written: the screen says so, the log says why. */
  readonly reportError: (error: unknown) => void
}
