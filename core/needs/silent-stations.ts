import { readStations } from '../branches/read-stations.ts'
import { readLastContact } from '../stations/last-contact.ts'
import { words } from '../words/catalogue.ts'
import { NAMED, oldestOf, type NeedRow } from './need.ts'

/** A station that works is heard of once a day at least. */
export const SILENT_AFTER_MS = 24 * 3_600_000

/** Open stations of which nothing was heard for a day. Those of this process are alive by being asked. */
export const silentStations: NeedRow = {
  kind: 'silent_stations',
  weight: 'warn',
  read({ scope, reader, formats, now, facts }) {
    const here = new Set(facts.stations.hostedStations().map(({ name }) => name))
    const silent = readStations(scope, reader)
      .filter(({ name }) => !here.has(name))
      .map((station) => ({ name: station.name, at: readLastContact(reader, station) }))
      .filter(({ at }) => at === undefined || at < now - SILENT_AFTER_MS)
      .toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0))
    if (silent.length === 0) return undefined
    const { silentStations: told } = words.adminNeeds
    return {
      title: told.title(formats.count(silent.length)),
      count: silent.length,
      oldestAt: oldestOf(silent.map(({ at }) => at)),
      details: silent.slice(0, NAMED).map(({ name, at }) => ({
        subject: name,
        text: at === undefined ? told.never : told.detail(formats.age(now - at)),
      })),
    }
  },
}
