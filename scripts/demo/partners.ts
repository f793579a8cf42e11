import type { Central } from '../../core/database/central.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { createPartner } from '../../core/partners/create-partner.ts'
import { writePartners } from '../../core/partners/partner-writes.ts'
import {
  DEMO_CONTACTS,
  DEMO_CUSTOMERS,
  DEMO_OWN_CUSTOMER,
  DEMO_RETIRED_SUPPLIER,
  DEMO_SUPPLIERS,
} from './people.ts'

/**
 * The customers and suppliers of the demo: most the company's, one a branch's own, one retired. Returns the customers
 * that anybody may order for.
 */
export async function addPartners(central: Central, bra: BranchId): Promise<number[]> {
  const supplier = { isCustomer: false, isSupplier: true }
  const customer = { isCustomer: true, isSupplier: false }
  for (const name of DEMO_SUPPLIERS)
    await createPartner(central, { ...supplier, ...DEMO_CONTACTS[name], name })
  const customers: number[] = []
  for (const name of DEMO_CUSTOMERS)
    customers.push(await createPartner(central, { ...customer, ...DEMO_CONTACTS[name], name }))
  await createPartner(central, { ...customer, name: DEMO_OWN_CUSTOMER, branch: bra })
  const retired = await createPartner(central, { ...supplier, name: DEMO_RETIRED_SUPPLIER })
  await writePartners(central).setRetired(retired, true)
  return customers
}
