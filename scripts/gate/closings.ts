/** Why the gate is closed for a while. */
export interface Closing {
  /** For whoever is turned away: a person reads it. */
  readonly because: string
  /** Whether questions and replicas go on meanwhile. */
  readonly isReadable: boolean
}

/** The reasons for which the gate is closed now: it is open when none is left. */
export interface Closings {
  /** Returns what takes it back; again: nothing changes. */
  add(closing: Closing): () => void
  writesBecause(): string | undefined
  readsBecause(): string | undefined
}

export function createClosings(): Closings {
  const closings = new Set<Closing>()
  return {
    add(closing) {
      // A reason of its own, also where two are alike.
      const own = { ...closing }
      closings.add(own)
      return () => void closings.delete(own)
    },
    writesBecause: () => [...closings][0]?.because,
    readsBecause: () => [...closings].find(({ isReadable }) => !isReadable)?.because,
  }
}
