import type { ClockKeeper, MachineReading, MachineTime } from '../kernel/machine-time.ts'

/** A moment that is surely over (ms); undefined: none is known. */
export type PastMoment = () => number | undefined

/** What is known of the time without central. */
export interface KnownBeside {
  readonly keeper: ClockKeeper
  /** The latest moment that is surely over: all that has passed since it was known included. */
  readonly floor: number
}

const LOOK_EVERY_MS = 60_000
const NOTICED_MS = 1000

/**
 * Looks at the system and at what is known to be over: when the wall clock was set, and else once a minute, because
 * these are files and books, and the time is asked for at every scan.
 */
export function knowBeside(machine: Pick<MachineTime, 'keeper'>) {
  const sources: PastMoment[] = []
  let looked: KnownBeside & { readonly at: MachineReading } = {
    at: { wall: 0, sinceBoot: 0 },
    keeper: 'nothing',
    floor: 0,
  }
  let isDue = true
  return {
    add(source: PastMoment): void {
      sources.push(source)
      isDue = true
    },
    at(reading: MachineReading): KnownBeside {
      const passed = reading.sinceBoot - looked.at.sinceBoot
      const floor = looked.floor === 0 ? 0 : looked.floor + passed
      if (!isDue && !isSet(looked.at, reading) && passed < LOOK_EVERY_MS)
        return { keeper: looked.keeper, floor }
      isDue = false
      looked = { at: reading, keeper: machine.keeper(), floor: Math.max(floor, ...sources.map(ask)) }
      return looked
    },
  }
}

/** A book that cannot be read says so where it is read for its own sake. */
function ask(source: PastMoment): number {
  try {
    return source() ?? 0
  } catch {
    return 0
  }
}

/** Whether somebody, or the network, has set the wall clock between two readings. */
function isSet(before: MachineReading, now: MachineReading): boolean {
  return Math.abs(now.wall - before.wall - (now.sinceBoot - before.sinceBoot)) > NOTICED_MS
}
