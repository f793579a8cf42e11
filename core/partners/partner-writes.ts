import { catalogued, type Write } from '../database/catalogue.ts'
import { BookRefusal, type Central, type SqlValue } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId } from '../kernel/ids.ts'

/** What is written down of a customer or supplier. */
export interface PartnerFacts {
  readonly name: string
  readonly isCustomer: boolean
  readonly isSupplier: boolean
  readonly phone: string | null
  readonly email: string | null
  /** null: the whole company's. Otherwise this branch's own, which no other branch sees or orders for. */
  readonly branch: BranchId | null
}

/** 'name_taken': another partner is called so already. 'elsewhere': another branch has orders of it. */
export type PartnerProblem = 'name_taken' | 'elsewhere'

/** Every write about partners: to central, each one atomic. Who may do it is the caller's question. */
export interface PartnerWrites {
  add(partner: PartnerFacts): Promise<{ readonly id: number } | PartnerProblem>
  /** Says what is wrong, and then changed nothing. */
  change(id: number, partner: PartnerFacts): Promise<PartnerProblem | undefined>
  /** A retired one stays on everything that names it, and is offered for nothing new. */
  setRetired(id: number, isRetired: boolean): Promise<void>
}

const COLUMNS = 'name, is_customer, is_supplier, phone, email, branch'
const NAME_TAKEN = 'SELECT 1 FROM partner WHERE lower(name) = lower(?1)'
const ADD = catalogued(
  'partner.added',
  `INSERT INTO partner (${COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id`,
  { by: 'offices' },
)
const ADD_NEW_NAME = catalogued(
  'partner.added-if-new',
  `INSERT INTO partner (${COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6
  WHERE NOT EXISTS (${NAME_TAKEN}) RETURNING id`,
  { by: 'offices' },
)
const SET = 'SET name = ?1, is_customer = ?2, is_supplier = ?3, phone = ?4, email = ?5, branch = ?6'
const CHANGE = catalogued('partner.changed', `UPDATE partner ${SET} WHERE id = ?7`, { by: 'offices' })
const CHANGE_TO_NEW_NAME = catalogued(
  'partner.changed-if-new',
  `UPDATE partner ${SET} WHERE id = ?7
  AND NOT EXISTS (${NAME_TAKEN} AND id <> ?7) RETURNING id`,
  { by: 'offices' },
)
const RETIRE = catalogued('partner.retired', 'UPDATE partner SET is_retired = ?2 WHERE id = ?1', {
  by: 'offices',
})

/** Adds a partner within a larger batch, which fails as a whole where the name is taken. Its row is the new id. */
export function addingPartner(partner: PartnerFacts): Write {
  return { sql: ADD, args: valuesOf(partner) }
}

/** Changes a partner within a larger batch, which fails as a whole where the name is another one's. */
export function changingPartner(id: number, partner: PartnerFacts): Write {
  return { sql: CHANGE, args: [...valuesOf(partner), id] }
}

export function retiringPartner(id: number, isRetired: boolean): Write {
  return { sql: RETIRE, args: [id, isRetired ? 1 : 0] }
}

export function writePartners(central: Central): PartnerWrites {
  return {
    async add(partner) {
      const [rows] = await writeMaster(central, [{ sql: ADD_NEW_NAME, args: valuesOf(partner) }])
      const id = rows?.[0]?.[0]
      return id === undefined ? 'name_taken' : { id: Number(id) }
    },
    async change(id, partner) {
      try {
        const args = [...valuesOf(partner), id]
        const [changed] = await writeMaster(central, [{ sql: CHANGE_TO_NEW_NAME, args }])
        return changed?.length === 1 ? undefined : 'name_taken'
      } catch (error) {
        if (error instanceof BookRefusal && error.code === 'E_PARTNER_ELSEWHERE') return 'elsewhere'
        throw error
      }
    },
    async setRetired(id, isRetired) {
      await writeMaster(central, [retiringPartner(id, isRetired)])
    },
  }
}

function valuesOf({ name, isCustomer, isSupplier, phone, email, branch }: PartnerFacts): SqlValue[] {
  return [name, isCustomer ? 1 : 0, isSupplier ? 1 : 0, phone, email, branch]
}
