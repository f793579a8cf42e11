/** What a writer tells central of itself, beside its documents. Every time in milliseconds since 1970. */
export interface StationContact {
  /** By central's clock, as far as the writer knows it. */
  readonly at: number
  /** Documents that it has and the book had not. */
  readonly waiting: number
  /** When the oldest of them was accepted, by its own clock; undefined: none waits. */
  readonly oldestAcceptedAt: number | undefined
  /** The last number it has given; 0: none yet. */
  readonly lastSeq: number
  /** The version of its program, as package.json has it. */
  readonly release: string
  /** The schema that its program writes. */
  readonly schema: number
  /** Central's clock minus its own, in ms; undefined: not known. */
  readonly clockOffsetMs: number | undefined
  /** When its replica was last the same as central, by central's clock; undefined: it reads the book itself. */
  readonly knownAt: number | undefined
  /** The name of its machine. */
  readonly host: string
}

/** A clock that is further off than this puts the posting dates of its station in doubt (design section 5). */
export const CLOCK_OFF_MS = 15 * 60_000

/** Whether a clock is so far off that a person has to set it. */
export function isClockOff({ clockOffsetMs }: Pick<StationContact, 'clockOffsetMs'>): boolean {
  return clockOffsetMs !== undefined && Math.abs(clockOffsetMs) > CLOCK_OFF_MS
}
