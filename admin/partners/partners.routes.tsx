import { Hono, type Context } from 'hono'
import type { ItemId } from '../../core/kernel/ids.ts'
import { readOpenOrdersOf, readSupplierPrices } from '../../core/partners/partner-business.ts'
import {
  PARTNER_KINDS,
  PARTNER_SORTS,
  PARTNER_WHOSE,
  readPartner,
  readPartners,
  type Partner,
} from '../../core/partners/read-partners.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { textsOf, type Filled, type Problems } from '../form.ts'
import { askedListIn, cursorText } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { choiceIn, rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { untilSeen } from '../until-seen.ts'
import { filledFrom, mayChange, problemsOf, readPartnerForm } from './partner-form.ts'
import { EditPartnerPage, NewPartnerPage } from './partner-form.views.tsx'
import { PartnerPage, PartnersPage } from './partners.views.tsx'

const { adminPartners: text } = words
const SECTION = 'partners'
const LIMIT = 50
const ORDERS_SHOWN = 20

/** Customers and suppliers: the company's, and those of single branches. */
export function partnersRoutes({ partners }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
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

  const showNew = (c: Context<AdminEnv>, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.add.title, section: SECTION, status: statusOf(problems) },
      <NewPartnerPage visitor={c.get('visitor')} filled={filled} problems={problems} />,
    )
  app.get(routes.newPartner, (c) => showNew(c, { whose: '' }))
  app.post(routes.partners, async (c) => {
    const filled = textsOf(await c.req.parseBody())
    const read = readPartnerForm(filled, c.get('visitor'))
    if (!read.ok) return await showNew(c, filled, read.problems)
    const added = await partners.add(read.value)
    if (typeof added === 'string') return await showNew(c, filled, problemsOf(added))
    return await toPartnerWhen(c, added.id, () => true)
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

  const showEdit = (c: Context<AdminEnv>, partner: Partner, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.edit.title(partner.name), section: SECTION, status: statusOf(problems) },
      <EditPartnerPage visitor={c.get('visitor')} partner={partner} filled={filled} problems={problems} />,
    )
  app.get(routes.editPartner, (c) => {
    const partner = ownPartnerIn(c)
    return showEdit(c, partner, filledFrom(partner))
  })
  app.post(routes.editPartner, async (c) => {
    const partner = ownPartnerIn(c)
    const filled = textsOf(await c.req.parseBody())
    const read = readPartnerForm(filled, c.get('visitor'))
    if (!read.ok) return await showEdit(c, partner, filled, read.problems)
    const problem = await partners.change(partner.id, read.value)
    if (problem !== undefined) return await showEdit(c, partner, filled, problemsOf(problem))
    return await toPartnerWhen(c, partner.id, ({ name }) => name === read.value.name)
  })

  app.post(routes.partnerRetired, async (c) => {
    const partner = ownPartnerIn(c)
    const isRetired = textsOf(await c.req.parseBody())['retired'] === 'yes'
    await partners.setRetired(partner.id, isRetired)
    return await toPartnerWhen(c, partner.id, (now) => now.isRetired === isRetired)
  })
  return app
}

const statusOf = (problems: Problems): 200 | 422 => (Object.keys(problems).length === 0 ? 200 : 422)

function partnerIn(c: Context<AdminEnv>): Partner {
  return found(readPartner(c.get('visitor').reader, rowIdIn(c, 'partner')))
}

/** One that the visitor may change; the others are answered as if they were not there. */
function ownPartnerIn(c: Context<AdminEnv>): Partner {
  const partner = partnerIn(c)
  if (!mayChange(c.get('visitor'), partner)) throw new NotHere()
  return partner
}

async function toPartnerWhen(
  c: Context<AdminEnv>,
  id: number,
  isWritten: (partner: Partner) => boolean,
): Promise<Response> {
  const { reader } = c.get('visitor')
  await untilSeen(() => {
    const partner = readPartner(reader, id)
    return partner !== undefined && isWritten(partner)
  })
  return c.redirect(links.partner(id), 303)
}
