import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { sees, type Scope } from './scope.ts'

/** A place in a branch where people scan: an open writer that belongs to one branch. */
export interface StationEntry {
  readonly name: string
  /** Under which its documents are written now: a new card begins a new incarnation. */
  readonly writer: string
  readonly branch: BranchId
}

const STATIONS = `SELECT name, incarnation, branch FROM writer
  WHERE branch IS NOT NULL AND state = 'open' ORDER BY name`

/** The stations of the branches that may be seen, by name. */
export function readStations(scope: Scope, reader: Reader): StationEntry[] {
  return reader
    .all(STATIONS)
    .map(([name, writer, branch]) => ({
      name: String(name),
      writer: String(writer),
      branch: Number(branch) as BranchId,
    }))
    .filter(({ branch }) => sees(scope, branch))
}
