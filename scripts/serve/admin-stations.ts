import type { AdminStations } from '../../admin/deps.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { isOpenWriter } from '../../core/stations/read-station-work.ts'
import { paths, stationBase } from '../../station/kiosk/paths.ts'
import { workOf } from '../../station/session/session-state.ts'
import type { Station } from '../../station/station.ts'
import { networkOrigins } from './network-origins.ts'
import type { Settings } from './settings.ts'

interface AdminStationsParts {
  readonly stations: readonly Station[]
  readonly outbox: Outbox
  readonly clock: Clock
  /** The book, with the outbox attached as `outbox`. */
  readonly reader: Reader
  readonly settings: Settings
  /** Where this process is served over TLS as well, if it is. */
  readonly tlsPort: number | undefined
  /** The book is a central's. */
  readonly isEnrolledElsewhere: boolean
}

/** What the admin app sees of the stations of this process, and does about their screens. */
export function createAdminStations(parts: AdminStationsParts): AdminStations {
  const { stations, outbox, clock, reader: book, settings, tlsPort, isEnrolledElsewhere } = parts
  const { screens } = outbox
  return {
    reachableAt: originsOf(settings, tlsPort),
    hostedStations: () =>
      // One that was retired since the start is nobody's any more.
      stations
        .filter(({ parts: { writer } }) => isOpenWriter(book, writer))
        .map((station) => {
          const { name, writer } = station.parts
          const session = station.session()
          return {
            name,
            path: paths(stationBase(name)).screen,
            waiting: outbox.standing(writer).waiting,
            operator: session.operator?.name,
            hasWork: workOf(session) !== undefined,
          }
        }),
    openPairing: (station, person) => screens.openPairing(station, person, clock.now()),
    screens: (station) => screens.list(station),
    revokeScreen: (id) => screens.revoke(id, clock.now()),
    standingOf: (writer) => outbox.standing(writer),
    isChosen: settings.stations.length > 0,
    isEnrolledElsewhere,
  }
}

/** Where browsers elsewhere find the stations, the safer way first. */
function originsOf(settings: Settings, tlsPort: number | undefined): string[] {
  const isSecure = tlsPort !== undefined
  const secure = isSecure ? networkOrigins({ host: '0.0.0.0', port: tlsPort, scheme: 'https' }) : []
  return [...secure, ...networkOrigins(settings)]
}
