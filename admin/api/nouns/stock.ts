import { z } from 'zod'
import { readListedItem } from '../../../core/items/list-items.ts'
import { STOCK_KINDS } from '../../../core/reports/stock-by-location.ts'
import { readStockPage } from '../../../core/reports/stock-page.ts'
import type { ItemId } from '../../../core/kernel/ids.ts'
import { cost } from '../costs.ts'
import { money, quantity } from '../figures.ts'
import { invalid } from '../http/errors.ts'
import { problem } from '../http/problems.ts'
import { EVERY_ROLE, ok, operation, type Operation } from '../operation.ts'
import { branchFilter, cursor, itemLabel, limit, nothing, pageOf, place, plainText } from '../schemas.ts'
import { showItem, showPlace, viewOf } from '../views.ts'

const stockRow = z
  .strictObject({
    branch: z.string(),
    place,
    item: itemLabel,
    quantity,
    value: cost(money),
    /** Of one unit of the quantity; null: nothing is there. */
    average_cost: cost(money.nullable()),
  })
  .meta({ id: 'Stock' })
const stockCursor = z.tuple([z.int(), z.int()])

const listing = operation(
  {
    id: 'listStock',
    tag: 'stock',
    method: 'GET',
    path: '/stock',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: z.strictObject({
      branch: branchFilter,
      place: z.enum(STOCK_KINDS).optional(),
      item: plainText(40).optional(),
      limit,
      cursor,
    }),
    answer: pageOf(stockRow),
    handle(call) {
      const { query, cursors, figures, caller } = call
      const { reader, branches, prefixOf } = viewOf(call, query.branch)
      const item = query.item === undefined ? undefined : itemIn(query.item)
      const known = item === undefined ? undefined : readListedItem(caller.reader, item)
      if (item !== undefined && known === undefined) throw invalid([problem('query.item', 'unknown')])
      const after = cursors.read('stock', query.cursor, stockCursor)
      const { entries, next } = readStockPage(reader, {
        branches,
        kinds: query.place === undefined ? STOCK_KINDS : [query.place],
        item: known?.id,
        after: after && { location: after[0], item: after[1] },
        limit: query.limit,
      })
      return ok({
        data: entries.map((row) => ({
          branch: prefixOf(row.branch),
          place: showPlace(row.place),
          item: showItem(row.item),
          quantity: figures.quantity(row.quantity, row.item.unit),
          value: figures.money(row.value),
          average_cost: row.averageCost === undefined ? null : figures.money(row.averageCost),
        })),
        next: next === undefined ? null : cursors.write('stock', [next.location, next.item]),
      })
    },
  },
)

/** A number is an id, as everywhere; a code of digits only is found by listing items. */
function itemIn(text: string): ItemId | string {
  return /^[1-9]\d{0,14}$/.test(text) ? (Number(text) as ItemId) : text
}

export const stockOperations: readonly Operation[] = [listing]
