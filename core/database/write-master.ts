import { catalogued, type Write } from './catalogue.ts'
import type { Central, Row } from './central.ts'

// Bounded by itself: a number that only goes up, by which replicas prove what they have.
const BUMP = catalogued('meta.bumped', 'UPDATE meta SET seq = seq + 1 RETURNING seq', { by: 'writers' })

/**
 * Writes master data (branches, items, orders, people) as one atomic batch. Like every central write it bumps
 * meta.seq, by which replicas prove that they are up to date (design section 5). Returns each statement's rows, the
 * last of which {@link seqWritten} reads.
 */
export async function writeMaster(central: Central, statements: readonly Write[]): Promise<Row[][]> {
  return await central.batch([...statements, { sql: BUMP, args: [] }])
}

/** The number of a write of {@link writeMaster}, as soon as its batch is through; undefined: it was another one. */
export function seqWritten(
  statements: readonly Write[],
  rows: readonly (readonly Row[])[],
): number | undefined {
  if (statements.at(-1)?.sql !== BUMP) return undefined
  const seq = rows.at(-1)?.[0]?.[0]
  return seq === undefined ? undefined : Number(seq)
}
