import type { Clock } from '../../core/kernel/clock.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import type { AdminStations } from '../deps.ts'

const BEHIND = { waiting: 3, oldestAcceptedAt: TEST_NOW - 20 * 60_000, lastSeq: 3 }
const WITHOUT = { waiting: 0, oldestAcceptedAt: undefined, lastSeq: 0 }

/** As a process in Braam that other machines reach: it hosts Braam's station, and no other one. */
export function hostBraam({ screens }: Outbox, clock: Clock): AdminStations {
  return {
    hostedStations: () => [
      { name: 'BRA-K1', path: '/station/BRA-K1/', waiting: 3, operator: 'Thandi M.', hasWork: true },
    ],
    openPairing: (station, person) => screens.openPairing(station, person, clock.now()),
    screens: (station) => screens.list(station),
    revokeScreen: (id) => screens.revoke(id, clock.now()),
    standingOf: (writer) => (writer === 'BRA-K1' ? BEHIND : WITHOUT),
    isChosen: false,
    isEnrolledElsewhere: false,
    reachableAt: ['http://192.168.1.5:8080'],
  }
}
