import type { MachineReading, MachineTime } from '../kernel/machine-time.ts'
import type { HeardFile } from './heard-file.ts'
import { countedTime, type HeardTime } from './tell-time.ts'

/** Hears what central's answers say of its clock. */
export interface HearsTime {
  /** A question goes out. What is returned is called with the time that its answer says: cut off to whole seconds. */
  asking(): (saidMs: number) => void
}

export interface Hearing extends HearsTime {
  /** Also from before the machine's last start. undefined: never, or it is not known any more. */
  heard(): HeardTime | undefined
}

/** Half of what is cut off an answer's time. */
const HALF_A_SECOND = 500
/** By as much may central's clock and the one that nobody sets drift apart, or the wall clock be set, unnoticed. */
const NOTICED_MS = 1000
/** While nothing changes it is written down this often: the later, the more is known to be over after a start. */
const KEPT_EVERY_MS = 60 * 60_000

/** Keeps what was heard of central's clock: written down when it says something new, and else once an hour. */
export function hearCentral(machine: MachineTime, file: HeardFile | undefined): Hearing {
  const { boot } = machine
  let heard = file?.read()
  const hear = (reading: MachineReading, central: number, errorMs: number): void => {
    const expected = countedTime({ ...reading, boot, heard })
    // An answer that took long says less than what was heard before.
    const isExpected = expected !== undefined && Math.abs(central - expected) <= errorMs + NOTICED_MS
    const next = { ...reading, boot, central: isExpected ? expected : central }
    if (isExpected && heard !== undefined && !isNews(heard, next)) return
    heard = next
    file?.write(next)
  }
  return {
    heard: () => heard,
    asking() {
      const asked = machine.read()
      return (saidMs) => {
        const reading = machine.read()
        const halfWay = Math.round((reading.sinceBoot - asked.sinceBoot) / 2)
        hear(reading, saidMs + HALF_A_SECOND + halfWay, HALF_A_SECOND + halfWay)
      }
    },
  }
}

/** The wall clock was set since, or an hour has passed. */
function isNews(before: HeardTime, next: HeardTime): boolean {
  const setBy = next.central - next.wall - (before.central - before.wall)
  return Math.abs(setBy) > NOTICED_MS || next.sinceBoot - before.sinceBoot >= KEPT_EVERY_MS
}
