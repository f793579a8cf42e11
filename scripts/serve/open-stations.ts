import type { Reader } from '../../core/database/reader.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { newDocumentId } from '../../core/kernel/ids.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { Poster } from '../../core/outbox/poster.ts'
import { createPinGate } from '../../core/people/pins.ts'
import type { Sync } from '../../core/sync/start-sync.ts'
import type { Formats } from '../../core/words/format.ts'
import { createPractice, type OpenRoom, type Practice } from '../../station/practice/practice.ts'
import { createStation, type Station } from '../../station/station.ts'
import type { IdleTimes } from '../../station/station-parts.ts'
import type { ChosenStation } from './choose-stations.ts'

interface StationsParts {
  readonly chosen: readonly ChosenStation[]
  readonly reader: Reader
  readonly outbox: Outbox
  readonly clock: Clock
  readonly formats: Formats
  /** The secret that PINs are verified with. */
  readonly pepper: string
  readonly idle: IdleTimes
  /** The poster starts after the stations, which only call it when something was accepted. */
  readonly poster: () => Poster
  readonly reportError: (error: unknown) => void
  /** What keeps the copy of the book that is read; undefined: the book itself is read. */
  readonly sync: Pick<Sync, 'knownAt' | 'state'> | undefined
  /** Bytes free on the disk of the outbox. */
  readonly freeBytes: () => number
  /** How a station's practice is made. */
  readonly openRoom: OpenRoom
}

/** Stations, and the practice of each. */
export interface OpenStations {
  readonly stations: readonly Station[]
  readonly practices: ReadonlyMap<Station, Practice>
}

/** Opens every station where it was left: each with its own session and writer, all over one outbox and one poster. */
export function openStations({
  chosen,
  pepper,
  poster,
  openRoom,
  sync,
  ...parts
}: StationsParts): OpenStations {
  const { outbox, reader } = parts
  const shared = {
    ...parts,
    wakePoster: () => poster().wake(),
    posterState: () => poster().state(),
    newDocumentId,
    pins: createPinGate({ outbox, reader, pepper }),
    scanner: () => 'keyboard' as const,
    ...(sync === undefined ? {} : { dataAsOf: () => sync.knownAt(), copyState: () => sync.state() }),
  }
  const practices = new Map(
    chosen.map((one) => {
      const practice = createPractice(openRoom)
      const station = createStation({ ...shared, ...one, practice: practice.door })
      practice.belongsTo(station)
      return [station, practice] as const
    }),
  )
  return { stations: [...practices.keys()], practices }
}
