import { Hono } from 'hono'
import { readNeeds } from '../../core/needs/needs.ts'
import { readBranchWorths } from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { isFragment, type ShowPage } from '../page.tsx'
import { ownAddress, routes } from '../paths.ts'
import { chooseView } from '../session/guard.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { HomePage } from './home.views.tsx'
import { VerifyMark, type Light } from './verify-mark.tsx'

/** The first page: what needs a person, then what the branches are worth. */
export function homeRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { formats, clock, verify } = deps
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
    const { view, authority, viewReader } = c.get('visitor')
    const now = clock.now()
    const isSuperAdmin = authority.kind === 'all'
    return show(
      c,
      { title: words.admin.nav.home, section: 'home' },
      <HomePage
        {...readNeeds({ scope: view, reader: viewReader, isSuperAdmin, formats, now, facts: deps })}
        worths={readBranchWorths(view, viewReader)}
        light={light(isSuperAdmin)}
        now={now}
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
