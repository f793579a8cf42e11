import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'

/** Every write about the company itself: to central, each one atomic. Who may do it is the caller's question. */
export interface CompanyWrites {
  /** 'currency_fixed': something is posted, and all of the book is in one currency. Nothing is changed then. */
  change(company: { readonly name: string; readonly currency: string }): Promise<'currency_fixed' | undefined>
  /** What the company's own scale labels look like, asked in this order, instead of those it had. */
  setScalePatterns(patterns: readonly string[]): Promise<void>
}

const CHANGE = catalogued(
  'company.changed',
  `UPDATE meta SET company = ?1, currency = ?2
  WHERE currency = ?2 OR NOT EXISTS (SELECT 1 FROM document) RETURNING one`,
  { by: 'offices' },
)

const FORGET_PATTERNS = catalogued('scale-pattern.all-removed', 'DELETE FROM scale_pattern', {
  by: 'offices',
})
const ADD_PATTERN = catalogued(
  'scale-pattern.added',
  'INSERT INTO scale_pattern (rank, pattern) VALUES (?1, ?2)',
  { by: 'offices' },
)

export function writeCompany(central: Central): CompanyWrites {
  return {
    async change({ name, currency }) {
      const [changed] = await writeMaster(central, [{ sql: CHANGE, args: [name, currency] }])
      return changed?.length === 1 ? undefined : 'currency_fixed'
    },
    async setScalePatterns(patterns) {
      await writeMaster(central, [
        { sql: FORGET_PATTERNS, args: [] },
        ...[...new Set(patterns)].map((pattern, index) => ({
          sql: ADD_PATTERN,
          args: [index + 1, pattern],
        })),
      ])
    },
  }
}
