import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { ReasonUse } from './reason-code.table.ts'

export interface NewReason {
  /** Two to twenty capitals, digits and dashes; stands on documents for ever. */
  readonly code: string
  readonly name: string
  readonly usedFor: ReasonUse
}

/** Every write about reasons: to central, each one atomic. Who may do it is the caller's question. */
export interface ReasonWrites {
  add(reason: NewReason): Promise<'added' | 'code_taken'>
  rename(code: string, name: string): Promise<void>
  /** A retired one is chosen for nothing new. */
  setRetired(code: string, isRetired: boolean): Promise<void>
}

const ADD = catalogued(
  'reason.added',
  `INSERT INTO reason_code (code, name, used_for) SELECT ?1, ?2, ?3
  WHERE NOT EXISTS (SELECT 1 FROM reason_code WHERE code = ?1) RETURNING code`,
  { by: 'offices' },
)

const RENAME = catalogued('reason.renamed', 'UPDATE reason_code SET name = ?2 WHERE code = ?1', {
  by: 'offices',
})
const RETIRE = catalogued('reason.retired', 'UPDATE reason_code SET is_retired = ?2 WHERE code = ?1', {
  by: 'offices',
})

export function writeReasons(central: Central): ReasonWrites {
  return {
    async add({ code, name, usedFor }) {
      const [rows] = await writeMaster(central, [{ sql: ADD, args: [code, name, usedFor] }])
      return rows?.length === 1 ? 'added' : 'code_taken'
    },
    async rename(code, name) {
      await writeMaster(central, [{ sql: RENAME, args: [code, name] }])
    },
    async setRetired(code, isRetired) {
      await writeMaster(central, [{ sql: RETIRE, args: [code, isRetired ? 1 : 0] }])
    },
  }
}
