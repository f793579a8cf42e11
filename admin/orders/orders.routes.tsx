import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { z } from 'zod'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { readLogged } from '../../core/book/read-logged.ts'
import { readOrder, readOrders } from '../../core/orders/read-orders.ts'
import { searchOrders } from '../../core/orders/search-orders.ts'
import { drawBarcode } from '../../core/web/barcode-drawing.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { DUE_LISTS, dueLists } from '../due-lists.ts'
import { askedListIn } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { beforeIn, choiceIn, dueCursorIn, dueCursorText, rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { OrderPage, OrdersPage } from './orders.views.tsx'

const ORDERS_LIMIT = 50
const LOGGED_LIMIT = 50
const STATES = ['open', 'closed'] as const
const stateForm = z.object({ state: z.enum(STATES) })

/** Sales orders: what was ordered, what is logged on it, and what that leaves. */
export function ordersRoutes({ setOrderState, clock, formats }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const askedOf = dueLists({ clock, formats })

  app.get(routes.orders, (c) => {
    const { view, viewReader } = c.get('visitor')
    const list = choiceIn(c, 'state', DUE_LISTS)
    const { text } = askedListIn(c, ['newest'])
    const after = dueCursorIn(c)
    const { entries, next } =
      text === ''
        ? readOrders(view, viewReader, { ...askedOf(list), after, limit: ORDERS_LIMIT })
        : { entries: searchOrders(view, viewReader, { text, limit: ORDERS_LIMIT }), next: undefined }
    return show(
      c,
      { title: words.adminDocuments.orders.title, section: 'orders', isLive: true },
      <OrdersPage
        orders={entries}
        list={list}
        text={text}
        newest={after && links.orders({ state: list })}
        older={next && links.orders({ state: list, after: dueCursorText(next) })}
      />,
    )
  })

  app.get(routes.order, async (c) => {
    const { authority, reader } = c.get('visitor')
    const order = found(await readOrder(authority, reader, rowIdIn(c, 'order')))
    const before = beforeIn(c)
    const on = { kind: 'sales_order', id: order.id } as const
    const { entries, next } = readLogged(authority, reader, on, { before, limit: LOGGED_LIMIT })
    const logged = {
      entries,
      newest: before && links.order(order.id),
      older: next && links.order(order.id, { before: next }),
    }
    const drawn = await drawBarcode(ownCode.salesOrder(order.id), { kind: 'code128' })
    return await show(
      c,
      { title: order.number, section: 'orders', isLive: true },
      <OrderPage order={order} logged={logged} drawn={drawn} />,
    )
  })

  app.post(routes.orderState, async (c) => {
    const { authority, reader } = c.get('visitor')
    const order = found(await readOrder(authority, reader, rowIdIn(c, 'order')))
    const parsed = stateForm.safeParse(await c.req.parseBody())
    if (!parsed.success) throw new NotHere()
    const { state } = parsed.data
    if (order.state !== state) await setOrderState(order.id, state)
    for (let waitedMs = 0; waitedMs < REPLICA_WAIT_MS; waitedMs += REPLICA_LOOK_MS) {
      if ((await readOrder(authority, reader, order.id))?.state === state) break
      await sleep(REPLICA_LOOK_MS)
    }
    return c.redirect(links.order(order.id), 303)
  })
  return app
}

/** How long the next page waits for the copy it reads to have what was just written (design section 5). */
const REPLICA_WAIT_MS = 1000
const REPLICA_LOOK_MS = 50
