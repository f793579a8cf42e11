import type { CentralAddress } from '../database/central-http.ts'
import type { Reader } from '../database/reader.ts'
import type { Clock } from '../kernel/clock.ts'
import type { OfficeOutbox } from '../outbox/office-outbox.ts'
import type { RunImport } from './run-import.ts'

/** What imports work with. */
export interface ImportsParts {
  /** Where uploads are kept, in the data folder. */
  readonly folder: string
  /** The file of the book that is read now. */
  readonly bookPath: () => string
  /** Where it is written to, when it does not lie here. */
  readonly central?: CentralAddress | undefined
  readonly run: RunImport
  /** Throws what says why nothing is changed from here now. */
  readonly assertWritable?: () => void
  /** Holds other writes back while the child writes (core/database/pausable-central.ts). */
  readonly whilePaused: <Answer>(work: () => Promise<Answer>) => Promise<Answer>
  readonly outbox: OfficeOutbox
  /** Sees the whole book. */
  readonly whole: Reader
  readonly clock: Clock
  readonly report: (error: unknown) => void
}
