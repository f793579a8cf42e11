import type { ItemFacts } from '../items/item-statements.ts'
import { catalogued, type Write } from '../database/catalogue.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { adminData } from '../words/en/admin-data.ts'
import { mayChange, nameKey, type KnownPartner } from './book-facts.ts'
import type { CheckContext } from './importer.ts'
import { parsed, problem, refused, type Parsed, type Problem } from './problem.ts'
import { amountText } from './amount-text.ts'

/** What a supplier asks: so much for so many base units. */
export interface Asked {
  readonly amount: number
  readonly quantity: number
  readonly supplierCode: string | null
}

export type LastPaid =
  | {
      readonly ok: true
      readonly statements: readonly Write[]
      readonly details: readonly string[]
      readonly note?: string
    }
  | { readonly ok: false; readonly column: 'supplier'; readonly problem: Problem }

export interface Suppliers {
  readonly find: (name: string) => Parsed<KnownPartner>
  readonly priceOf: (partner: number, item: ItemId | undefined) => Asked | undefined
  /** What the last paid price of a table from before comes to. */
  readonly lastPaid: (
    row: {
      readonly cells: {
        readonly supplier: string | undefined
        readonly last_paid_price: number | undefined
      }
    },
    item: ItemFacts & { readonly id?: ItemId | undefined },
  ) => LastPaid
}

/** Who supplies, and what they ask already. */
export function suppliersOf(partners: ReadonlyMap<string, KnownPartner>, context: CheckContext): Suppliers {
  const prices = readPrices(context)
  const find = (name: string): Parsed<KnownPartner> => {
    const partner = partners.get(nameKey(name))
    return partner?.isSupplier === true ? parsed(partner) : refused(problem('unknown_supplier', name))
  }
  const priceOf = (partner: number, item: ItemId | undefined) =>
    item === undefined ? undefined : prices.get(`${partner}.${item}`)
  return {
    find,
    priceOf,
    lastPaid({ cells: { supplier, last_paid_price: amount } }, item) {
      if (amount === undefined) return NOTHING
      if (item.kind === 'manufactured') return { ...NOTHING, note: adminData.notes.ownProduct }
      // last_paid_price is what the book's newest purchase line says; there is no purchase behind an old table.
      if (supplier === undefined) return { ...NOTHING, note: adminData.notes.comesWithInvoice }
      const partner = find(supplier)
      if (!partner.ok) return { ok: false, column: 'supplier', problem: partner.problem }
      const quantity = item.unit.factor
      const before = priceOf(partner.value.id, item.id)
      if (before?.amount === amount && before.quantity === quantity) return NOTHING
      if (!mayPrice(context, partner.value, item.branch ?? null))
        return { ok: false, column: 'supplier', problem: problem('not_yours') }
      const detail = adminData.priceDetail(
        partner.value.name,
        amountText(amount, context.moneyFactor),
        adminData.onePer(item.unit.name),
      )
      const asked = { amount, quantity, supplierCode: before?.supplierCode ?? null }
      return {
        ok: true,
        details: [detail],
        statements: [priceStatement(partner.value.id, item.code, asked, context.now)],
      }
    },
  }
}

const NOTHING = { ok: true, statements: [], details: [] } as const

/** A price is the company's unless its supplier or its item is one branch's own. */
export function mayPrice(
  { authority }: CheckContext,
  partner: KnownPartner,
  itemBranch: BranchId | null,
): boolean {
  return mayChange(authority, partner.branch) || mayChange(authority, itemBranch)
}

const NOTE_PRICE = catalogued(
  'supplier-price.imported',
  `INSERT INTO supplier_price (partner, item, amount, quantity, supplier_code, noted_at)
  SELECT ?1, id, ?3, ?4, ?5, ?6 FROM item WHERE code = ?2
  ON CONFLICT (partner, item) DO UPDATE SET amount = excluded.amount, quantity = excluded.quantity,
    supplier_code = excluded.supplier_code, noted_at = excluded.noted_at`,
  { by: 'offices' },
)

/** Notes what a supplier asks for the item of this code, which may be new in the same batch. */
export function priceStatement(partner: number, code: string, asked: Asked, now: number): Write {
  return {
    sql: NOTE_PRICE,
    args: [partner, code, asked.amount, asked.quantity, asked.supplierCode, now],
  }
}

function readPrices({ reader }: CheckContext): ReadonlyMap<string, Asked> {
  return new Map(
    reader
      .all('SELECT partner, item, amount, quantity, supplier_code FROM supplier_price')
      .map(([partner, item, amount, quantity, code]) => [
        `${String(partner)}.${String(item)}`,
        {
          amount: Number(amount),
          quantity: Number(quantity),
          supplierCode: typeof code === 'string' ? code : null,
        },
      ]),
  )
}
