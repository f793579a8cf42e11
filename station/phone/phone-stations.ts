import type { Outcome } from '../../core/book/outcome.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import type { Person } from '../../core/people/read-person.ts'
import { isOpenWriter } from '../../core/stations/read-station-work.ts'
import { mayApprove } from '../../core/people/roles.ts'
import { createStation, type Station } from '../station.ts'

/** The scan sessions of phones: one for each person at each station, beside the station's own. */
export interface PhoneStations {
  /** Where the person left it; undefined where no station of this process is in that branch. */
  readonly open: (person: Person, branch: BranchId) => Station | undefined
  /** The branches of this process's stations. */
  readonly branches: () => Branch[]
  /** To be called every second: tells each that the line to the books was lost, or is back. */
  readonly tick: () => void
  /** To be called with every outcome the poster has written to the outbox. */
  readonly outcomesArrived: (outcomes: readonly Outcome[]) => void
}

/**
 * A phone's session is a station of its own with the station's writer: its documents go into the same sequence, its
 * work does not mix with anybody's. The first station of a branch hosts the phones of that branch.
 */
export function createPhoneStations(hosts: readonly Station[]): PhoneStations {
  const open = new Map<string, { readonly station: Station; readonly as: string }>()
  const hostOf = new Map(hosts.toReversed().map((host) => [host.parts.branch.id, host]))
  return {
    open(person, branch) {
      const host = hostOf.get(branch)
      // A station that was retired takes nothing more, from its phones neither.
      if (host === undefined || !isOpenWriter(host.parts.reader, host.parts.writer)) return undefined
      const name = `${host.parts.name} phone ${person.id}`
      // Somebody who was renamed, or may do other things now, is somebody else to the session.
      const as = `${person.role} ${person.name}`
      const known = open.get(name)
      if (known?.as === as) return known.station
      const fixedOperator = { id: person.id, name: person.name, mayApprove: mayApprove(person.role) }
      const station = createStation({
        ...host.parts,
        name,
        fixedOperator,
        scanner: () => 'ready',
        practice: undefined,
      })
      open.set(name, { station, as })
      return station
    },
    branches: () => [...hostOf.values()].map(({ parts }) => parts.branch).toReversed(),
    tick() {
      for (const { station } of open.values()) station.tick()
    },
    outcomesArrived(outcomes) {
      for (const { station } of open.values()) station.outcomesArrived(outcomes)
    },
  }
}
