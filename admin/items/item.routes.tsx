import { Hono } from 'hono'
import { readItemPrices, type Item } from '../../core/items/read-item.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { textsOf } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { showItem, suppliersFor, toItem } from './item-answers.tsx'
import { readPriceForm, readQuantity } from './item-numbers-form.ts'
import { mayPrice, visibleItemIn } from './item-subject.ts'
import { reorderField } from './item-parts.views.tsx'

/** One item: its page, and the small forms on it for reorder points and prices. */
export function itemRoutes({ items, formats, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.item, (c) => showItem(show, c, visibleItemIn(c)))

  app.post(routes.itemReorder, async (c) => {
    const item = visibleItemIn(c)
    const filled = textsOf(await c.req.parseBody())
    const branch = branchIn(c.get('visitor'), filled['branch'], item)
    const field = reorderField(branch)
    const read = readQuantity(filled[field] ?? '', item, formats)
    if (!read.ok) return await showItem(show, c, item, { problems: { [field]: read.says }, filled })
    await items.setReorderPoint(branch, item.id, read.value)
    return toItem(c, item.id)
  })

  app.post(routes.itemPrices, async (c) => {
    const item = visibleItemIn(c)
    const visitor = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const suppliers = suppliersFor(visitor, item)
    if (suppliers.length === 0) throw new NotHere()
    const read = readPriceForm(filled, { item, suppliers, formats })
    if (!read.ok) return await showItem(show, c, item, { problems: read.problems, filled })
    const notedAt = clock.now()
    await items.setSupplierPrice({ ...read.value, item: item.id, notedAt })
    return toItem(c, item.id)
  })

  app.post(routes.itemPriceRemoved, async (c) => {
    const item = visibleItemIn(c)
    const visitor = c.get('visitor')
    const { supplier } = textsOf(await c.req.parseBody())
    const price = found(pricesOf(visitor, item).find(({ partner }) => String(partner.id) === supplier))
    if (!mayPrice(visitor, item, price.partner)) throw new NotHere()
    await items.removeSupplierPrice(price.partner.id, item.id)
    return toItem(c, item.id)
  })

  // Where a form was sent and its answer is loaded again, or a branch was chosen on it.
  app.get(routes.itemForm, (c) => c.redirect(links.item(visibleItemIn(c).id), 303))
  return app
}

const MANY = 1000
const pricesOf = ({ reader }: Visitor, item: Item) => readItemPrices(reader, item.id, MANY)

/** A branch whose reorder point the visitor may set, of an item that it can have; NotHere for any other. */
function branchIn({ branches }: Visitor, id: string | undefined, item: Item): BranchId {
  const branch = found(branches.find((one) => String(one.id) === id))
  if (item.branch !== null && item.branch !== branch.id) throw new NotHere()
  return branch.id
}
