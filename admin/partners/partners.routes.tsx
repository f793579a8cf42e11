import { Hono } from 'hono'
import type { ItemId } from '../../core/kernel/ids.ts'
import { readOpenOrdersOf, readSupplierPrices } from '../../core/partners/partner-business.ts'
import {
  PARTNER_KINDS,
  PARTNER_SORTS,
  PARTNER_WHOSE,
  readPartners,
} from '../../core/partners/read-partners.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { askedListIn, cursorText } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import { choiceIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { mayChange } from './partner-form.ts'
import { partnerIn } from './partner-subject.ts'
import { PartnerPage, PartnersPage } from './partners.views.tsx'

const { adminPartners: text } = words
const SECTION = 'partners'
const LIMIT = 50
const ORDERS_SHOWN = 20

/** Customers and suppliers: the company's, and those of single branches. */
export function partnersRoutes(_: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.partners, (c) => {
    const { viewReader } = c.get('visitor')
    const { text: searched, sort, after } = askedListIn(c, PARTNER_SORTS)
    const state = choiceIn(c, 'state', ['used', 'retired'])
    const kind = choiceIn(c, 'kind', PARTNER_KINDS)
    const whose = choiceIn(c, 'whose', PARTNER_WHOSE)
    const asked = { text: searched, kind, whose, sort, after, isRetired: state === 'retired', limit: LIMIT }
    const { entries, next } = readPartners(viewReader, asked)
    const list = { text: searched, kind, whose, state, sort }
    return show(
      c,
      { title: text.title, section: SECTION },
      <PartnersPage
        partners={entries}
        list={list}
        isFirst={after === undefined}
        next={next && cursorText(next)}
      />,
    )
  })

  app.get(routes.partner, (c) => {
    const visitor = c.get('visitor')
    const partner = partnerIn(c)
    const after = Number(c.req.query('after') ?? 0)
    const orders = readOpenOrdersOf(visitor.view, visitor.viewReader, {
      partner: partner.id,
      limit: ORDERS_SHOWN + 1,
    })
    const prices = readSupplierPrices(visitor.reader, {
      partner: partner.id,
      after: Number.isSafeInteger(after) && after > 0 ? (after as ItemId) : undefined,
      limit: LIMIT,
    })
    return show(
      c,
      { title: partner.name, section: SECTION },
      <PartnerPage
        partner={partner}
        visitor={visitor}
        mayChange={mayChange(visitor, partner)}
        orders={orders.slice(0, ORDERS_SHOWN)}
        hasMoreOrders={orders.length > ORDERS_SHOWN}
        prices={prices}
      />,
    )
  })

  return app
}
