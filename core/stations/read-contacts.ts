import { readStations } from '../branches/read-stations.ts'
import { onlyBranch } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { readLastContact } from './last-contact.ts'

/** When a station was last heard of. */
export interface Contact {
  readonly station: string
  /** ms; 'here': it is one of this process, which is alive. */
  readonly at: number | 'here' | undefined
}

/** The stations of a branch, by name, and when each was last heard of. `here` are the names of this process's own. */
export function readContacts(reader: Reader, branch: BranchId, here: ReadonlySet<string>): Contact[] {
  return readStations(onlyBranch(branch), reader).map(({ name }) => ({
    station: name,
    at: here.has(name) ? 'here' : readLastContact(reader, { name, branch }),
  }))
}
