const FIRST_MS = 250
const CAP_MS = 30_000

/**
 * How long to wait before each further try, in milliseconds, without end: doubling from a quarter of a second, capped
 * at half a minute, each between half and all of that, so that stations do not call in step. Pass `random` in tests.
 */
export function* retryDelays(random: () => number = Math.random): Generator<number, never> {
  for (let ceiling = FIRST_MS; ; ceiling = Math.min(CAP_MS, ceiling * 2))
    yield Math.round(ceiling * (0.5 + random() / 2))
}
