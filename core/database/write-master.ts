import { catalogued, type Write } from './catalogue.ts'
import type { Central, Row } from './central.ts'

// Bounded by itself: a number that only goes up, by which replicas prove what they have.
const BUMP = catalogued('meta.bumped', 'UPDATE meta SET seq = seq + 1', { by: 'writers' })

/**
 * Writes master data (branches, items, orders, people) as one atomic batch. Like every central write it bumps
 * meta.seq, by which replicas prove that they are up to date (design section 5). Returns each statement's rows.
 */
export async function writeMaster(central: Central, statements: readonly Write[]): Promise<Row[][]> {
  return await central.batch([...statements, { sql: BUMP, args: [] }])
}
