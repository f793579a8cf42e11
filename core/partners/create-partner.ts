import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'

export interface NewPartner {
  readonly name: string
  readonly isCustomer: boolean
  readonly isSupplier: boolean
}

/** Adds a customer or supplier. Returns its id. */
export async function createPartner(central: Central, partner: NewPartner): Promise<number> {
  const [rows] = await writeMaster(central, [
    {
      sql: 'INSERT INTO partner (name, is_customer, is_supplier) VALUES (?1, ?2, ?3) RETURNING id',
      args: [partner.name, partner.isCustomer ? 1 : 0, partner.isSupplier ? 1 : 0],
    },
  ])
  return Number(rows?.[0]?.[0])
}
