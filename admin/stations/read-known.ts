import type { StationEntry } from '../../core/branches/read-stations.ts'
import type { Reader } from '../../core/database/reader.ts'
import { schemaVersion } from '../../core/database/migrate.ts'
import { readLastContact } from '../../core/stations/last-contact.ts'
import type { Incarnation } from '../../core/stations/read-incarnations.ts'
import type { AdminDeps } from '../deps.ts'
import { knownStation, type KnownStation } from './known-station.ts'

/** What is known of a station now; `incarnations` are those of its branch, or of more. */
export function readKnown(
  { stations, clock, release }: Pick<AdminDeps, 'stations' | 'clock' | 'release'>,
  reader: Reader,
  station: StationEntry,
  incarnations: readonly Incarnation[],
): KnownStation {
  return knownStation({
    incarnation: incarnations.find(({ writer }) => writer === station.writer),
    isHosted: stations.hostedStations().some(({ name }) => name === station.name),
    standing: stations.standingOf(station.writer),
    lastContact: readLastContact(reader, station),
    release,
    schema: schemaVersion(),
    now: clock.now(),
  })
}
