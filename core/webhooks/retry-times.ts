/** A message that nobody took for so long is given up. */
export const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000
const FIRST_MS = 5_000
const CAP_MS = 3_600_000

/**
 * How long to wait after so many tries, in milliseconds: doubling from five seconds to an hour, each between half and
 * all of that, so that what failed together does not come back together. Pass `random` in tests.
 */
export function retryDelay(tries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(tries - 1, 20))
  return Math.round(ceiling * (0.5 + random() / 2))
}
