import { readAcross, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { ItemId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'

/** An order of a partner that goods can still be logged on. */
export interface PartnerOrder {
  readonly id: number
  readonly number: string
  readonly orderedOn: string
  readonly dueOn: string
}

// By the open orders of a branch, which are few, and not by all that a partner ever ordered.
const OPEN_ORDERS = `SELECT o.id, o.number, o.ordered_on, o.due_on
  FROM main.sales_order k INDEXED BY sales_order_open CROSS JOIN sales_order o ON o.id = k.id
  WHERE k.branch = ?1 AND k.state = 'open' AND k.partner = ?2 ORDER BY k.due_on, k.id LIMIT ?3`

/** A partner's open orders in these branches, the ones due first on top. */
export function readOpenOrdersOf(
  scope: Scope,
  reader: Reader,
  { partner, limit }: { partner: number; limit: number },
): PartnerOrder[] {
  return readAcross(scope, reader, {
    limit,
    read: (branch, atMost) =>
      reader.all(OPEN_ORDERS, branch.id, partner, atMost).map(([id, number, orderedOn, dueOn]) => ({
        id: Number(id),
        number: String(number),
        orderedOn: String(orderedOn),
        dueOn: String(dueOn),
      })),
    compare: (one, other) =>
      one.dueOn === other.dueOn ? one.id - other.id : one.dueOn < other.dueOn ? -1 : 1,
  })
}

/** What a supplier asks for an item: this amount for that quantity. */
export interface SupplierPrice {
  readonly item: ItemLabel
  readonly amount: Minor
  readonly quantity: Quantity
  /** The item's number in the supplier's own list. */
  readonly supplierCode: string | undefined
  /** Milliseconds since 1970. */
  readonly notedAt: number
}

const PRICES = `SELECT ${ITEM_LABEL}, s.amount, s.quantity, s.supplier_code, s.noted_at
  FROM supplier_price s JOIN item i ON i.id = s.item
  WHERE s.partner = ?1 AND s.item > ?2 ORDER BY s.item LIMIT ?3`

/** A supplier's prices, in the order in which the items came into the books; `after` is the last item before. */
export function readSupplierPrices(
  reader: Reader,
  { partner, after, limit }: { partner: number; after: ItemId | undefined; limit: number },
): Page<SupplierPrice, ItemId> {
  const prices = reader.all(PRICES, partner, after ?? 0, limit + 1).map((row) => {
    const [amount, per, supplierCode, notedAt] = row.slice(ITEM_LABEL_WIDTH)
    return {
      item: toItemLabel(row),
      amount: minor(Number(amount)),
      quantity: quantity(Number(per)),
      supplierCode: typeof supplierCode === 'string' ? supplierCode : undefined,
      notedAt: Number(notedAt),
    }
  })
  return pageOf(prices, limit, ({ item }) => item.id)
}
