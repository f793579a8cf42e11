import { Hono } from 'hono'
import { z } from 'zod'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { readLogged } from '../../core/book/read-logged.ts'
import { readOrder, readOrders } from '../../core/orders/read-orders.ts'
import { searchOrders } from '../../core/orders/search-orders.ts'
import { drawBarcode } from '../../core/web/barcode-drawing.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { dueRoute } from '../due/due-route.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { beforeIn, rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { OrderPage, ordersLook } from './orders.views.tsx'

const LOGGED_LIMIT = 50
const STATES = ['open', 'closed'] as const
const stateForm = z.object({ state: z.enum(STATES) })

/** Sales orders: what was ordered, what is logged on it, and what that leaves. */
export function ordersRoutes({ setOrderState, clock, formats }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(
    routes.orders,
    dueRoute({ clock, formats }, show, {
      section: 'orders',
      read: readOrders,
      search: searchOrders,
      look: ordersLook,
    }),
  )

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
    return c.redirect(links.order(order.id), 303)
  })
  return app
}
