/** Round numbers that an axis stands on, evenly spaced, from the lowest to the highest. */
export interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

/** How many steps an axis has at most. */
const STEPS_MAX = 4
const ROUND = [1, 2, 2.5, 5, 10]

/**
 * The scale of some whole numbers: its steps are 1, 2, 2.5 or 5 times a power of ten, and none is finer than `finest`
 * (of an amount of money, one whole unit). Bars stand on zero; a line may leave it out where that shows more.
 */
export function scaleOf(
  values: readonly number[],
  { isFromZero, finest }: { readonly isFromZero: boolean; readonly finest: number },
): Scale {
  const all = isFromZero || values.length === 0 ? [0, ...values] : values
  const [least, most] = [Math.min(...all), Math.max(...all)]
  for (const step of stepsFrom(Math.max(finest, (most - least) / STEPS_MAX))) {
    // The zero added makes of −0 a 0.
    const low = Math.floor(least / step) * step + 0
    // What never changes gets a step of room, so that its line is seen.
    const high = Math.max(Math.ceil(most / step) * step, low + step) + 0
    const count = Math.round((high - low) / step)
    if (count <= STEPS_MAX)
      return { low, high, ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step) }
  }
  throw new Error('numbers end before steps do')
}

/** Round steps of at least this size, the smallest first. */
function* stepsFrom(least: number): Generator<number> {
  for (let power = 10 ** Math.floor(Math.log10(least)); ; power *= 10)
    for (const factor of ROUND.slice(0, -1)) if (factor * power >= least) yield factor * power
}

/** Where a value is between the top (0) and the bottom (100) of the picture, to a hundredth. */
export function heightOf(value: number, { low, high }: Scale): number {
  return Math.round(((high - value) / (high - low)) * 10_000) / 100
}
