import { Hono, type Context } from 'hono'
import type { Partner } from '../../core/partners/read-partners.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { filledFrom, problemsOf, readPartnerForm } from './partner-form.ts'
import { EditPartnerPage, NewPartnerPage } from './partner-form.views.tsx'
import { ownPartnerIn } from './partner-subject.ts'

const { adminPartners: text } = words
const SECTION = 'partners'

/** Adding, changing and retiring customers and suppliers. */
export function changePartnerRoutes({ partners }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

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
    return toPartner(c, added.id)
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
    return toPartner(c, partner.id)
  })

  app.post(routes.partnerRetired, async (c) => {
    const partner = ownPartnerIn(c)
    const isRetired = textsOf(await c.req.parseBody())['retired'] === 'yes'
    await partners.setRetired(partner.id, isRetired)
    return toPartner(c, partner.id)
  })
  return app
}

const statusOf = (problems: Problems): 200 | 422 => (Object.keys(problems).length === 0 ? 200 : 422)

const toPartner = (c: Context<AdminEnv>, id: number): Response => c.redirect(links.partner(id), 303)
