import { liveBranch, type Branch } from '../../core/branches/read-branches.ts'
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
 * The stations that were named, in that order. Without names: those this machine is enrolled as, or all of the book where
 * that lies beside this process, so that no other one could host them. An admin host alone has none.
 */
export function chooseStations(
  reader: Reader,
  {
    named,
    enrolled,
  }: { readonly named: readonly string[]; readonly enrolled?: readonly string[] | undefined },
): readonly ChosenStation[] {
  const { failure } = words.start
  const stations = readStations(ALL_BRANCHES, reader).filter(
    ({ writer }) => enrolled === undefined || enrolled.includes(writer),
  )
  const known = stations.map(({ name }) => name).join(', ')
  const chosen = named.map((name) => {
    const station = stations.find((one) => one.name === name)
    if (station === undefined) throw new StartFailure(failure.noStation(name, known))
    return station
  })
  const hosted = named.length > 0 ? chosen : stations
  if (hosted.length === 0 && enrolled === undefined) throw new StartFailure(failure.noStations)
  return hosted.map((station) => ({ ...station, branch: liveBranch(reader, station.branch) }))
}
