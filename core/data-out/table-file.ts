import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import type { Cell } from './csv-text.ts'

/** What every file is made from. */
export interface ExportSource {
  /** As far as the visitor sees: whatever a file forgets, it finds nothing of another branch. */
  readonly reader: Reader
  /** null: all branches. */
  readonly branch: BranchId | null
  readonly moneyFactor: number
  /** The newest document: what is posted later is left out of every file. */
  readonly last: number
}

/** One file of the export: its name in the zip, its columns, and its rows. */
export interface TableFile {
  readonly path: string
  readonly about: string
  readonly headings: readonly string[]
  readonly rows: (source: ExportSource) => Iterable<readonly Cell[]>
}
