import type { Write } from '../../core/database/catalogue.ts'
import type { Central } from '../../core/database/central.ts'
import { writeMaster } from '../../core/database/write-master.ts'
import { createItems } from '../../core/items/create-item.ts'
import { reorderPointStatement, supplierPriceStatement } from '../../core/items/item-statements.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import type { BranchId, ItemId } from '../../core/kernel/ids.ts'
import { DEMO_ITEMS, demoPackQuantity, type DemoItem } from './items.ts'

/** Who asks how much more or less than the demo's usual price, in percent. */
const ASKING: readonly (readonly [supplier: string, codes: readonly string[], percent: number])[] = [
  ['Golden Mills', ['FLOUR-CAKE', 'FLOUR-BREAD', 'FLOUR-BROWN', 'FLOUR-RYE', 'YEAST', 'SALT'], 100],
  ['Bakers’ Pantry', ['FLOUR-CAKE', 'FLOUR-BREAD', 'SUGAR', 'COCOA', 'CHOCOLATE', 'RAISINS', 'YEAST'], 104],
  ['Farmgate Dairy', ['BUTTER', 'MILK', 'EGGS'], 98],
  ['City Beverages', ['COKE-330', 'COKE-ZERO-330', 'WATER-500', 'WATER-SPARK', 'ICED-TEA'], 100],
]

/** Below how many display units each branch orders again; some of them are below it now. */
const REORDER_AT: Readonly<Record<string, readonly [bra: number, brb: number]>> = {
  'FLOUR-CAKE': [50, 20],
  'FLOUR-BREAD': [100, 40],
  SUGAR: [40, 15],
  YEAST: [3, 1],
  BUTTER: [20, 8],
  MILK: [30, 10],
  EGGS: [180, 90],
  'COKE-330': [48, 96],
  'WATER-500': [24, 24],
  'COFFEE-250': [200, 10],
}

/** What only one branch has. */
const OWN = [
  { code: 'HAMPER-JUTA', name: 'Juta Street hamper', barcode: 'HAMPER-JUTA' },
  { code: 'HALL-PLATTER', name: 'Community hall platter', barcode: 'HALL-PLATTER' },
] as const

interface Furnished {
  readonly branches: readonly [bra: BranchId, brb: BranchId]
  readonly items: ReadonlyMap<string, ItemId>
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Reorder points, what suppliers ask, and an item of each branch's own. */
export async function noteItemNumbers(central: Central, furnished: Furnished): Promise<void> {
  const { branches, items } = furnished
  const each = { base: 'each', name: 'each', factor: 1 } as const
  await createItems(
    central,
    OWN.map(({ code, name, barcode }, index) => ({
      code,
      name,
      kind: 'manufactured' as const,
      unit: each,
      isMeasured: false,
      branch: branches[index] ?? null,
      picture: 'shopping-bag',
      barcodes: [{ code: barcode }],
    })),
  )
  const points = Object.entries(REORDER_AT).flatMap(([code, amounts]) =>
    amounts.map((amount, index) => {
      const [branch, item] = [branches[index], items.get(code)]
      invariant(branch !== undefined && item !== undefined, `the demo has no ${code}`)
      return reorderPointStatement(branch, item, amount * demoItem(code).unit.factor)
    }),
  )
  await writeMaster(central, [...points, ...(await pricesAsked(central, furnished))])
}

const DAY_MS = 86_400_000

async function pricesAsked(central: Central, { items, now }: Furnished): Promise<Write[]> {
  const rows = await central.all({ sql: 'SELECT name, id FROM partner WHERE is_supplier = 1', args: [] })
  const suppliers = new Map(rows.map(([name, id]) => [String(name), Number(id)]))
  return ASKING.flatMap(([name, codes, percent], nth) =>
    codes.map((code, index) => {
      const [partner, item, asked] = [suppliers.get(name), items.get(code), demoItem(code)]
      invariant(partner !== undefined && item !== undefined, `the demo has no ${name} or ${code}`)
      const quantity = demoPackQuantity(asked) ?? asked.unit.factor
      return supplierPriceStatement({
        partner,
        item,
        amount: Math.round((asked.cents * quantity * percent) / asked.unit.factor / 100),
        quantity,
        supplierCode: `${name.charAt(0)}${(nth + 1) * 100 + index}`,
        notedAt: now - (nth * 3 + index) * DAY_MS,
      })
    }),
  )
}

function demoItem(code: string): DemoItem {
  const found = DEMO_ITEMS.find((item) => item.code === code)
  invariant(found !== undefined, `the demo has no ${code}`)
  return found
}
