import { Hono } from 'hono'
import { readRefusals } from '../../core/book/settle/read-refusals.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { beforeIn, choiceIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { createReasons } from './reasons.ts'
import { RefusalsPage } from './refusals.views.tsx'

const REFUSALS_LIMIT = 50

/** What needs a person: approvals and refusals, newest first, and what became of those that are settled. */
export function refusalsRoutes({ formats, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.refusals, (c) => {
    const { view, reader } = c.get('visitor')
    const state = choiceIn(c, 'state', ['open', 'settled'])
    const before = beforeIn(c)
    const { entries, next } = readRefusals(view, reader, { state, before, limit: REFUSALS_LIMIT })
    const reasons = createReasons(view, reader, formats)
    const query = { state: state === 'open' ? undefined : state }
    return show(
      c,
      { title: words.adminRefusals.list.title, section: 'refusals', isLive: true },
      <RefusalsPage
        refusals={entries.map((entry) => ({
          entry,
          reasons: reasons.of(entry),
          ageMs: clock.now() - entry.head.postedAt,
        }))}
        state={state}
        newest={before && links.refusals(query)}
        older={next && links.refusals({ ...query, before: next })}
      />,
    )
  })
  return app
}
