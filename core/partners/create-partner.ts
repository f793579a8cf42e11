import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { addingPartner, type PartnerFacts } from './partner-writes.ts'

/** What a new partner needs; the rest is nothing, and the company's. */
export type NewPartner = Pick<PartnerFacts, 'name' | 'isCustomer' | 'isSupplier'> & Partial<PartnerFacts>

/** Adds a customer or supplier whose name is nobody's yet. Returns its id. */
export async function createPartner(central: Central, partner: NewPartner): Promise<number> {
  const facts = { phone: null, email: null, branch: null, ...partner }
  const [rows] = await writeMaster(central, [addingPartner(facts)])
  return Number(rows?.[0]?.[0])
}
