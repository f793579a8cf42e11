import type { AdminStations } from '../../admin/deps.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { readWaitingOf } from '../../core/outbox/read-waiting.ts'
import { paths, stationBase } from '../../station/kiosk/paths.ts'
import { workOf } from '../../station/session/session-state.ts'
import type { Station } from '../../station/station.ts'

interface AdminStationsParts {
  readonly stations: readonly Station[]
  readonly outbox: Outbox
  readonly clock: Clock
  /** Where other machines find this process: "http://192.168.1.5:8080". */
  readonly reachableAt: readonly string[]
}

/** What the admin app sees of the stations of this process, and does about their screens. */
export function createAdminStations(parts: AdminStationsParts): AdminStations {
  const { stations, outbox, clock, reachableAt } = parts
  const { screens } = outbox
  return {
    reachableAt,
    hostedStations: () =>
      stations.map((station) => {
        const { name, writer, reader } = station.parts
        const session = station.session()
        return {
          name,
          path: paths(stationBase(name)).screen,
          waiting: readWaitingOf(reader, writer),
          operator: session.operator?.name,
          hasWork: workOf(session) !== undefined,
        }
      }),
    openPairing: (station, person) => screens.openPairing(station, person, clock.now()),
    screens: (station) => screens.list(station),
    revokeScreen: (id) => screens.revoke(id, clock.now()),
  }
}
