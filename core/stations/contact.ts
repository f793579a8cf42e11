import { CLOCK_OFF_MS } from '../kernel/clock.ts'

/** What a writer tells central of itself, beside its documents. Every time in milliseconds since 1970. */
export interface StationContact {
  /** By central's clock, as far as the writer knows it. */
  readonly at: number
  /** Documents that it has and the book had not. */
  readonly waiting: number
  /** When the oldest of them was accepted, by central's clock as the writer knew it then; undefined: none waits. */
  readonly oldestAcceptedAt: number | undefined
  /** The last number it has given; 0: none yet. */
  readonly lastSeq: number
  /** The version of its program, as package.json has it. */
  readonly release: string
  /** The schema that its program writes. */
  readonly schema: number
  /** Central's clock minus that of its machine, as it is set, in ms; undefined: not known. */
  readonly clockOffsetMs: number | undefined
  /** When its replica was last the same as central, by central's clock; undefined: it reads the book itself. */
  readonly knownAt: number | undefined
  /** The name of its machine. */
  readonly host: string
  /** Bytes free on the disk that its documents lie on; undefined: its program does not tell. */
  readonly freeBytes: number | undefined
}

/**
 * Whether a clock is so far off that a person has to set it. Documents are dated right while central was heard since the
 * machine's start; after the next one without a network they are in doubt.
 */
export function isClockOff({ clockOffsetMs }: Pick<StationContact, 'clockOffsetMs'>): boolean {
  return clockOffsetMs !== undefined && Math.abs(clockOffsetMs) > CLOCK_OFF_MS
}
