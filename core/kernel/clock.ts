/** The time, as a parameter: core never asks the machine. Milliseconds since 1970, UTC. */
export interface Clock {
  now(): number
}

/** The machine's own clock, for composition roots. */
export const systemClock: Clock = { now: () => Date.now() }
