import fc from 'fast-check'

/** How often, and how long in milliseconds at the most. */
export interface Effort {
  readonly runs: number
  readonly withinMs: number
}

/**
 * `fc.assert` of a property that is tried for a limited time. When that is over fast-check leaves the run that is on its
 * way to itself: here its end is waited for, so that its files may be removed after this, and it may still fail.
 */
export async function assertInTime<Value>(
  { runs, withinMs }: Effort,
  values: fc.Arbitrary<Value>,
  holds: (value: Value) => Promise<void>,
): Promise<void> {
  let last = Promise.resolve()
  const property = fc.asyncProperty(values, (value) => (last = holds(value)))
  try {
    await fc.assert(property, { numRuns: runs, interruptAfterTimeLimit: withinMs })
  } catch (error) {
    // This names the seed and the smallest case; the run alone does not.
    await last.catch(() => undefined)
    throw error
  }
  await last
}
