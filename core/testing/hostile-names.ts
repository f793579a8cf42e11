import { createItems } from '../items/create-item.ts'
import { createPartner } from '../partners/create-partner.ts'
import { createSalesOrder } from '../orders/create-sales-order.ts'
import type { Bakery } from './bakery.ts'

export const HOSTILE_NAMES = [
  'A "quoted"; name | with\nlines\r\nand \ttabs',
  'A "quoted"; name | with lines and tabs',
  'Brötchen 🥐‍🥖 (10 %) @@ 5.00 ZAR',
  '""',
  ';',
  'ZAR',
  '  date:1999-01-01, type:L  ',
  'x'.repeat(300),
  '\u2028\u0000',
]

/** Buys and sells items whose names, and papers whose texts, try to be more of a ledger file than a name. */
export async function postHostileNames({ central, place, bra, post }: Bakery): Promise<void> {
  const items = await createItems(
    central,
    HOSTILE_NAMES.map((name, index) => ({
      code: `H${index}`,
      name,
      kind: 'external' as const,
      unit: {
        base: 'each' as const,
        name: index % 2 === 0 ? 'do"z;en' : 'each',
        factor: index % 2 === 0 ? 12 : 1,
      },
      isMeasured: false,
      barcodes: [],
    })),
  )
  const partner = await createPartner(central, {
    name: 'Ca|fé; (x)\n* "y"',
    isCustomer: true,
    isSupplier: false,
  })
  const day = '2026-11-20'
  const order = await createSalesOrder(central, {
    branch: bra,
    partner,
    orderedOn: day,
    dueOn: day,
    lines: [],
  })
  await post({
    event: 'purchase_invoice',
    paper: 'a, date:2020-13-45\n    assets:x  5; "',
    lines: items.map((item, index) => ({
      item,
      from: place('supplier'),
      to: place('retail'),
      quantity: 12 + index,
      take: { by: 'stated', amount: index * 777 },
    })),
  })
  const outcome = await post({
    event: 'sale',
    salesOrder: order,
    reason: '[2020-01-01] = x',
    lines: items.map((item) => ({
      item,
      from: place('retail'),
      to: place('customer'),
      quantity: 5,
      take: { by: 'cost' },
    })),
  })
  if (outcome.state !== 'posted') throw new Error(`the sale is ${JSON.stringify(outcome)}`)
}
