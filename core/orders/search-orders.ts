import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { newestFound, numbersMeant } from '../due/found-due.ts'
import { ORDER_SUMMARY, toOrderSummary, type OrderSummary } from './read-orders.ts'

const BY_NUMBER = `${ORDER_SUMMARY} FROM sales_order o CROSS JOIN partner p ON p.id = o.partner
  WHERE o.number >= ?1 AND o.number < ?1 || '~' ORDER BY o.number DESC LIMIT ?2`
// The table gives the keys, the rows come through the reader's view.
const OF_PARTNER = `${ORDER_SUMMARY} FROM main.sales_order k INDEXED BY sales_order_of_partner
  CROSS JOIN sales_order o ON o.id = k.id CROSS JOIN partner p ON p.id = o.partner
  WHERE k.partner = ?1 AND k.branch = ?2 ORDER BY k.id DESC LIMIT ?3`
const PARTNERS = `SELECT id FROM partner WHERE is_customer = 1 AND instr(lower(name), lower(?1)) > 0
  ORDER BY name LIMIT ?2`

/** More customers of one name than anybody reads the orders of. */
const PARTNERS_MAX = 20

/**
 * Sales orders by number (BRA-SO-00012, its beginning, or only 12) or by part of the customer's name, open or closed,
 * the newest first. Looks at the orders found and no others, however many there are.
 */
export function searchOrders(
  scope: Scope,
  reader: Reader,
  { text, limit }: { text: string; limit: number },
): OrderSummary[] {
  const branches = readBranchesIn(scope, reader)
  const typed = text.trim()
  const byNumber = numbersMeant(typed, branches, 'SO').flatMap((number) =>
    reader.all(BY_NUMBER, number, limit),
  )
  const ofPartners = reader
    .all(PARTNERS, typed, PARTNERS_MAX)
    .flatMap(([partner]) => branches.flatMap(({ id }) => reader.all(OF_PARTNER, partner ?? 0, id, limit)))
  return newestFound(scope, [...byNumber, ...ofPartners].map(toOrderSummary), limit)
}
