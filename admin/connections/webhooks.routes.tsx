import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { readPerson } from '../../core/people/read-person.ts'
import type { Hook } from '../../core/webhooks/hook.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import { textsOf, type Filled } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { uuidIn } from '../request.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { MadeWebhookPage, NewWebhookPage } from './new-webhook.views.tsx'
import { readNewWebhook } from './new-webhook.ts'
import { WebhookPage } from './webhook.views.tsx'
import { WebhooksPage, type ShownHook } from './webhooks.views.tsx'

const { adminWebhooks: text } = words
const PAGE = { title: text.title, section: 'connections' } as const
const LIMIT = 50

/**
 * Other systems that are told what happens: those of a branch are its managers' to make and steer, those of all
 * branches a super admin's. A secret is in the answer that makes a webhook and nowhere else.
 */
export function webhooksRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { webhooks, clock } = deps
  const app = new Hono<AdminEnv>()
  const hookIn = (c: Context<AdminEnv>): Hook =>
    found(webhooks.find(c.get('visitor').authority, uuidIn(c, 'hook')))

  app.on('GET', [routes.connections, routes.webhooks], (c) => {
    const visitor = c.get('visitor')
    const hooks = webhooks
      .list(visitor.view)
      .map((hook) => shownHook(hook, visitor, webhooks.waitingCount(hook.id)))
    return show(c, PAGE, <WebhooksPage hooks={hooks} now={clock.now()} />)
  })

  const form = (c: Context<AdminEnv>, filled: Filled, problems: Readonly<Record<string, string>>) =>
    show(
      c,
      { ...PAGE, title: text.add.title, status: Object.keys(problems).length === 0 ? 200 : 422 },
      <NewWebhookPage visitor={c.get('visitor')} filled={filled} problems={problems} />,
    )
  app.get(routes.newWebhook, (c) => form(c, { 'document.posted': 'on', costs: '' }, {}))

  app.post(routes.newWebhook, async (c) => {
    const filled = textsOf(await c.req.parseBody())
    const read = readNewWebhook(filled, c.get('visitor'), webhooks)
    if (!read.ok) return await form(c, filled, read.problems)
    const made = webhooks.add(read.value)
    if (!made.ok) return await form(c, filled, { url: text.add.problems[made.problem] })
    // Answered at once, without an address to come back to: the secret is shown nowhere else.
    return await show(c, { ...PAGE, title: text.made.title }, <MadeWebhookPage {...made} />)
  })

  app.get(routes.webhook, async (c) => {
    const [hook, visitor] = [hookIn(c), c.get('visitor')]
    const before = beforeNumberIn(c)
    const madeBy = await readPerson(visitor.reader, hook.madeBy)
    return await show(
      c,
      PAGE,
      <WebhookPage
        shown={shownHook(hook, visitor, webhooks.waitingCount(hook.id))}
        madeBy={madeBy?.name}
        deliveries={webhooks.deliveries(hook.id, { before, limit: LIMIT })}
        isFirst={before === undefined}
        now={clock.now()}
      />,
    )
  })

  const act = (path: string, work: (hook: Hook, c: Context<AdminEnv>) => void): void => {
    app.post(path, (c) => {
      const hook = hookIn(c)
      work(hook, c)
      return c.redirect(links.webhook(hook.id), 303)
    })
  }
  act(routes.webhookTest, ({ id }) => webhooks.test(id))
  act(routes.webhookPaused, ({ id }) => webhooks.pause(id))
  act(routes.webhookGoesOn, ({ id }, c) => webhooks.goOn(id, c.get('visitor').person.id))
  act(routes.webhookTried, ({ id }) => webhooks.tryNow(id))
  act(routes.deliveryAgain, ({ id }, c) => webhooks.revive(id, uuidIn(c, 'delivery')))
  app.post(routes.webhookRemoved, (c) => {
    webhooks.remove(hookIn(c).id)
    return c.redirect(routes.webhooks, 303)
  })
  return app
}

const number = z.coerce.number().int().positive()

function beforeNumberIn(c: Context): number | undefined {
  const parsed = number.safeParse(c.req.query('before'))
  return parsed.success ? parsed.data : undefined
}

function shownHook(hook: Hook, { branches }: Visitor, waiting: number): ShownHook {
  const branch = branches.find(({ id }) => id === hook.branch)
  return { hook, branch, waiting, zone: (branch ?? branches[0])?.timeZone ?? 'UTC' }
}
