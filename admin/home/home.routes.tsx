import { Hono } from 'hono'
import { readDocuments, readUnsettled } from '../../core/book/read-documents.ts'
import { readBranchWorths } from '../../core/reports/stock-by-location.ts'
import { refusalInWords } from '../../core/reports/refusal-in-words.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { isFragment, type ShowPage } from '../page.tsx'
import { ownAddress, routes } from '../paths.ts'
import { chooseView } from '../session/guard.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { HomePage, type Refused } from './home.views.tsx'
import { VerifyMark, type Light } from './verify-mark.tsx'

/** The first page: what needs a person, then what the branches are worth. */
export function homeRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { formats, clock, outbox, verify } = deps
  const app = new Hono<AdminEnv>()

  const light = (isDetailed: boolean): Light => {
    const latest = verify.latest()
    return {
      isRunning: verify.isRunning(),
      latest: latest && {
        isGreen: latest.isGreen,
        ageMs: clock.now() - latest.at,
        detail: latest.isGreen || isDetailed ? latest.summary : words.admin.verify.redDetail,
      },
    }
  }

  app.get(routes.home, (c) => {
    const { view, authority, reader } = c.get('visitor')
    const newest = readDocuments(view, reader, { filter: 'unsettled', limit: NAMED_REFUSALS })
    const refused: Refused[] = newest.entries.map((head) => ({
      head,
      reason: head.refusal === undefined ? '' : refusalInWords(view, reader, formats, head.refusal),
    }))
    const unsettled = readUnsettled(view, reader)
    const waiting = outbox.waitingTotal()
    return show(
      c,
      { title: words.admin.nav.home, section: 'home' },
      <HomePage
        refused={{ newest: refused, count: unsettled.count, ageMs: clock.now() - (unsettled.oldestAt ?? 0) }}
        waiting={{
          count: waiting.documents,
          // The queue is the process's: of another branch's documents nobody else learns the number.
          isCountShown: authority.kind === 'all',
          ageMs: waiting.oldestAcceptedAt === undefined ? 0 : clock.now() - waiting.oldestAcceptedAt,
        }}
        worths={readBranchWorths(view, reader)}
        light={light(authority.kind === 'all')}
      />,
    )
  })

  app.get(routes.verify, (c) => {
    if (!isFragment(c)) return c.redirect(routes.home, 303)
    return show(c, PAGE, <VerifyMark light={light(c.get('visitor').authority.kind === 'all')} />)
  })

  app.post(routes.verify, (c) => {
    verify.start()
    if (!isFragment(c)) return c.redirect(routes.home, 303)
    return show(c, PAGE, <VerifyMark light={light(c.get('visitor').authority.kind === 'all')} />)
  })

  app.post(routes.branch, async (c) => {
    const form = await c.req.parseBody()
    chooseView(c, typeof form['branch'] === 'string' ? form['branch'] : '')
    return c.redirect(ownAddress(typeof form['back'] === 'string' ? form['back'] : undefined), 303)
  })
  return app
}

const PAGE = { title: words.admin.nav.home, section: 'home' } as const
/** Refusals that the page names one by one; the rest is behind the link. */
const NAMED_REFUSALS = 3
