import type { Branch } from '../core/branches/read-branches.ts'
import type { Reader } from '../core/database/reader.ts'
import type { ItemResolver } from '../core/items/resolve-item.ts'
import type { DocumentId } from '../core/kernel/ids.ts'

/** What a scan is looked at with. */
export interface LookingParts {
  readonly reader: Reader
  readonly resolver: ItemResolver
  readonly branch: Branch
  /** When the data on this machine was true, milliseconds since 1970; null: nobody knows. */
  readonly dataAsOf: () => number | null
  /** The branch's business day, YYYY-MM-DD. */
  readonly today: () => string
  readonly scalePatterns: () => readonly string[]
  readonly newDocumentId: () => DocumentId
  /** A document of this very process, which the book may not have yet. */
  readonly isOwnDocument: (id: string) => boolean
}
