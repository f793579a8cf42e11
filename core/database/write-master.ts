import type { Central, Row, Statement } from './central.ts'

/**
 * Writes master data (branches, items, orders, people) as one atomic batch. Like every central write it bumps
 * meta.seq, by which replicas prove that they are up to date (design section 5). Returns each statement's rows.
 */
export async function writeMaster(central: Central, statements: readonly Statement[]): Promise<Row[][]> {
  return await central.batch([...statements, { sql: 'UPDATE meta SET seq = seq + 1', args: [] }])
}
