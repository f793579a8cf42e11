const FIRST_MS = 250
const CAP_MS = 30_000

/**
 * How long to wait before each further try, in milliseconds, without end: doubling from `firstMs`, capped at
 * half a minute, each between half and all of that, so that stations do not call in step. Pass `random` in tests.
 */
export function* retryDelays(
  firstMs = FIRST_MS,
  random: () => number = Math.random,
): Generator<number, never> {
  for (let ceiling = firstMs; ; ceiling = Math.min(CAP_MS, ceiling * 2))
    yield Math.round(ceiling * (0.5 + random() / 2))
}
