import { CLOCK_OFF_MS } from '../kernel/clock.ts'
import type { ClockKeeper, MachineReading } from '../kernel/machine-time.ts'

/** What the machine's clocks said when central last said what time it was. */
export interface HeardTime extends MachineReading {
  readonly boot: string
  /** Central's time at that moment. */
  readonly central: number
}

/** All that the time is told from. */
export interface TimeFacts extends MachineReading {
  readonly boot: string
  readonly keeper: ClockKeeper
  /** undefined: central was never heard. */
  readonly heard: HeardTime | undefined
  /** Surely over by now: something was heard of or booked then. */
  readonly floor: number
  /** The books lie on this machine: there is no other clock to go by. */
  readonly isOwn: boolean
}

export interface ToldTime {
  /** As central has it, as far as can be told. */
  readonly now: number
  /** A document that is accepted now must not be dated by it. */
  readonly isDoubtful: boolean
}

/**
 * What time it is, and whether that is beyond doubt (design section 5: clocks are wrong).
 *
 * Where central was heard since the machine's start, time has passed by a clock that nobody sets: right whatever the
 * wall clock says or is set to meanwhile, however far off it is. That is more than the design asks: it would flag what
 * is more than 15 minutes off, and this is known to be right.
 *
 * After another start there is only the wall clock, corrected by how far it was off. That counts where it was off by
 * 15 minutes at the most, where something has kept it while the machine was off, and where it is not behind what is
 * known to be over. Nobody knows how long a machine was off that has neither a network nor a battery: its clock looks
 * as plausible as that of one that has.
 *
 * Where the books lie beside, their days are those of this machine's clock, unless that is behind the books.
 */
export function tellTime(facts: TimeFacts): ToldTime {
  const { wall, keeper, heard, floor, isOwn } = facts
  const counted = countedTime(facts)
  if (counted !== undefined) return { now: counted, isDoubtful: false }
  const offset = isOwn ? 0 : heard && heard.central - heard.wall
  const isOffKnown = offset !== undefined && Math.abs(offset) <= CLOCK_OFF_MS
  const isKept = isOwn || keeper !== 'nothing'
  // Of the books' last day a time server knows better than they do: their clock may have been ahead.
  const corrected = wall + (offset ?? 0)
  const isBehind = corrected < floor - CLOCK_OFF_MS && keeper !== 'network'
  if (isOffKnown && isKept && !isBehind) return { now: corrected, isDoubtful: false }
  return { now: likeliest([wall, corrected], floor), isDoubtful: true }
}

/** Central's time by the clock that nobody sets; undefined where central was not heard since the machine's start. */
export function countedTime({
  heard,
  boot,
  sinceBoot,
}: Pick<TimeFacts, 'heard' | 'boot' | 'sinceBoot'>): number | undefined {
  // A count that is behind its own past began anew, whatever the boot is called.
  if (heard?.boot !== boot || sinceBoot < heard.sinceBoot) return undefined
  return heard.central + sinceBoot - heard.sinceBoot
}

/** For ages and the screen only: the earliest that can be. A clock that was off by decades may have been set since. */
function likeliest(guesses: readonly number[], floor: number): number {
  const possible = guesses.filter((guess) => guess >= floor)
  return possible.length === 0 ? floor : Math.min(...possible)
}
