/**
 * `value` × `times` ÷ `by`, rounded half up, exactly, for figures that are shown and never booked. undefined where
 * the result is beyond what can be shown exactly.
 */
export function exactRatio({
  value,
  times,
  by,
}: {
  readonly value: number
  readonly times: number
  readonly by: number
}): number | undefined {
  const ratio = Number((2n * BigInt(value) * BigInt(times) + BigInt(by)) / (2n * BigInt(by)))
  return Number.isSafeInteger(ratio) ? ratio : undefined
}
