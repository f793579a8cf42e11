import { Hono } from 'hono'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { isFragment, type ShowPage } from '../page.tsx'
import { ownAddress, routes } from '../paths.ts'
import { chooseView } from '../session/guard.ts'
import { checklistFor } from '../set-up/checklist.routes.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { HomePage } from './home.views.tsx'
import { readHome } from './read-home.ts'
import { VerifyMark, type Light } from './verify-mark.tsx'

/** The first page: what needs a person, then what the branches are worth. */
export function homeRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { clock, verify } = deps
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
    const visitor = c.get('visitor')
    return show(
      c,
      { title: words.admin.nav.home, section: 'home', isLive: true },
      <HomePage
        home={readHome(deps, visitor)}
        light={light(visitor.authority.kind === 'all')}
        checklist={checklistFor(c, deps)}
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
