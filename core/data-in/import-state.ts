import type { DocumentId, PersonId } from '../kernel/ids.ts'
import type { ImportName } from './importer.ts'
import type { CheckSummary } from './run-import.ts'

/** How far a table is. */
export type ImportState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'checking' | 'writing'; readonly done: number; readonly of: number }
  /** `isOther`: something else than was shown before, so it was not written. */
  | { readonly kind: 'checked'; readonly summary: CheckSummary; readonly isOther: boolean }
  | { readonly kind: 'written'; readonly summary: CheckSummary; readonly documents: readonly DocumentId[] }
  /** The machine stopped in between, or something broke: nothing is half written. */
  | { readonly kind: 'interrupted' }

export interface Import {
  readonly id: string
  readonly name: ImportName
  readonly person: PersonId
  /** When it was sent, milliseconds since 1970. */
  readonly at: number
  readonly state: ImportState
}

/** Something is being done with it; it is not to be touched meanwhile. */
export const isRunning = ({ kind }: ImportState): boolean =>
  kind === 'waiting' || kind === 'checking' || kind === 'writing'
