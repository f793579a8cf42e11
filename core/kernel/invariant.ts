/** Throws when the programmer was wrong. Never for what a person or the world did. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`)
}
