import type { Clock } from '../kernel/clock.ts'
import type { MachineReading, MachineTime } from '../kernel/machine-time.ts'
import { hearCentral, type HearsTime } from './hear-central.ts'
import type { HeardFile } from './heard-file.ts'
import { knowBeside, type PastMoment } from './known-beside.ts'
import { countedTime, tellTime, type ToldTime } from './tell-time.ts'

/**
 * Central's time, on a machine whose own clock may be wrong and step (see tell-time.ts). It leaps, or goes back, only
 * when more becomes known: when central is heard for the first time since the machine's start or has set its own clock,
 * and, where central was not heard, when somebody sets this machine's.
 */
export interface TrustedClock extends Clock, HearsTime {
  isDoubtful(): boolean
  /** Central's clock minus this machine's as it is set now, in ms; undefined: not heard since the machine's start. */
  offsetMs(): number | undefined
  /** Where something else knows of a moment that is over: asked now and then while central was not heard. */
  knowsFrom(source: PastMoment): void
}

export interface TrustedClockParts {
  readonly machine: MachineTime
  /** undefined: nothing is kept for the next start. */
  readonly file?: HeardFile
  /** The books lie on this machine: there is no central to be heard. */
  readonly isOwn: boolean
}

/** What is less than this behind what was said before is not said: time stands still until then. */
const WAITED_FOR_MS = 60_000
const NOTHING_BESIDE = { keeper: 'nothing', floor: 0 } as const

export function createTrustedClock({ machine, file, isOwn }: TrustedClockParts): TrustedClock {
  const { boot } = machine
  const hearing = hearCentral(machine, file)
  const beside = knowBeside(machine)
  beside.add(() => hearing.heard()?.central)
  let shown = -Infinity
  const tell = (reading: MachineReading): ToldTime => {
    const counting = { ...reading, boot, heard: hearing.heard() }
    const known = countedTime(counting) === undefined ? beside.at(reading) : NOTHING_BESIDE
    return tellTime({ ...counting, ...known, isOwn })
  }
  return {
    now() {
      const { now } = tell(machine.read())
      shown = now < shown && shown - now < WAITED_FOR_MS ? shown : now
      return shown
    },
    isDoubtful: () => tell(machine.read()).isDoubtful,
    offsetMs() {
      const reading = machine.read()
      const counted = countedTime({ ...reading, boot, heard: hearing.heard() })
      return counted === undefined ? undefined : counted - reading.wall
    },
    asking: () => hearing.asking(),
    knowsFrom: (source) => beside.add(source),
  }
}
