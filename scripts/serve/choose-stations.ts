import { readBranches, type Branch } from '../../core/branches/read-branches.ts'
import { readStations, type StationEntry } from '../../core/branches/read-stations.ts'
import { ALL_BRANCHES } from '../../core/branches/scope.ts'
import type { Reader } from '../../core/database/reader.ts'
import { words } from '../../core/words/catalogue.ts'
import { StartFailure } from './start-failure.ts'

/** A station that this process is to host. */
export interface ChosenStation extends Omit<StationEntry, 'branch'> {
  readonly branch: Branch
}

/**
 * The stations that were named, in that order. Without names: all of a demo's; else the book's only one. A machine
 * among several must say which one it is.
 */
export function chooseStations(
  reader: Reader,
  { named, isDemo }: { named: readonly string[]; isDemo: boolean },
): readonly ChosenStation[] {
  const { failure } = words.start
  const stations = readStations(ALL_BRANCHES, reader)
  const branches = new Map(readBranches(reader).map((branch) => [branch.id, branch]))
  const known = stations.map(({ name }) => name).join(', ')
  const chosen = named.map((name) => {
    const station = stations.find((one) => one.name === name)
    if (station === undefined) throw new StartFailure(failure.noStation(name, known))
    return station
  })
  const hosted = named.length > 0 ? chosen : stations
  if (hosted.length === 0) throw new StartFailure(failure.noStations)
  if (hosted.length > 1 && named.length === 0 && !isDemo) throw new StartFailure(failure.whichStation(known))
  return hosted.flatMap((station) => {
    const branch = branches.get(station.branch)
    return branch === undefined ? [] : [{ ...station, branch }]
  })
}
