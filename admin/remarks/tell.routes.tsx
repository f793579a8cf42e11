import { Hono, type Context } from 'hono'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { readFields, textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, ownAddress, routes } from '../paths.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { TellPage, ToldPage } from './tell.views.tsx'

const { tell: text } = words.adminRemarks
const TEXT_MAX = 1000
/** As much of an address as a note takes. */
const PAGE_MAX = 200

const fields = z.object({
  /** Made with the form: a second press of its button tells nothing twice. */
  id: z.uuid(text.again),
  text: z.string(text.empty).min(1, text.empty).max(TEXT_MAX, text.tooLong),
})

/** Telling us something from any page: it goes through the outbox, so that it is kept when the books do not answer. */
export function tellRoutes({ outbox, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  const showForm = (c: Context<AdminEnv>, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.title, section: 'remarks', status: Object.keys(problems).length === 0 ? 200 : 422 },
      <TellPage
        filled={{ ...filled, id: problems['id'] === undefined ? (filled['id'] ?? uuidv7()) : uuidv7() }}
        from={fromIn(filled['from'])}
        visitor={c.get('visitor')}
        problems={problems}
      />,
    )

  app.get(routes.newRemark, (c) => showForm(c, { from: pageBefore(c) }))
  app.get(routes.toldRemark, (c) =>
    show(c, { title: text.told, section: 'remarks' }, <ToldPage from={fromIn(c.req.query('from'))} />),
  )
  app.post(routes.newRemark, async (c) => {
    const filled = textsOf(await c.req.parseBody())
    const read = readFields(fields, filled)
    if (!read.ok) return await showForm(c, filled, read.problems)
    const visitor = c.get('visitor')
    const from = fromIn(filled['from'])
    outbox.tell({
      id: read.value.id,
      branch: branchOf(visitor),
      at: clock.now(),
      person: visitor.person.id,
      content: { kind: 'remark', text: read.value.text, screen: from.slice(0, PAGE_MAX), context: '' },
    })
    return c.redirect(links.toldRemark({ from }), 303)
  })
  return app
}

/** The page that somebody came from, as their browser says, also where a part of it was exchanged since. */
function pageBefore(c: Context): string {
  const before = URL.parse(c.req.header('referer') ?? '')
  if (before === null || before.host !== new URL(c.req.url).host) return routes.home
  return before.pathname === routes.newRemark ? routes.home : before.pathname + before.search
}

/** A page of ours, or the home page: nobody is sent on to somewhere else from here. */
function fromIn(sent: string | undefined): string {
  return ownAddress(sent)
}

/** Whose managers read it: the branch's that somebody looks at, or those of all. */
function branchOf({ view }: Visitor) {
  return view.kind === 'branch' ? view.branch : null
}
