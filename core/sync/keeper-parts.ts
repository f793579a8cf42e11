import type { Central } from '../database/central.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Beat } from './beat.ts'
import type { OpenFeed } from './feed.ts'

/** What keeping a replica needs. */
export interface KeeperParts {
  /** The folder of generations. */
  readonly folder: string
  readonly central: Pick<Central, 'all'>
  readonly openFeed: OpenFeed
  /** Central's, as soon as that has answered once. */
  readonly clock: Clock
  /** The newest schema that this program knows. */
  readonly schema: number
  /** How long a comparison of the whole content is good for, ms. */
  readonly compareEveryMs: number
  /** The database id that documents were made for, where nothing was seen here yet. */
  readonly company?: string | undefined
  /** Bytes free where a folder lies; asked of the disk when left out. */
  readonly freeBytes?: (folder: string) => number
  /** Called before and after everything that may take long. */
  readonly beat: (beat: Partial<Beat>) => void
}
