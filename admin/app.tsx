import { Hono } from 'hono'
import { createAssets, HTMX, SHARED_FONTS, TOKENS_SHEET } from '../core/web/assets.ts'
import { guardPages } from '../core/web/security.ts'
import { projectFile } from '../core/kernel/project-root.ts'
import { accountsRoutes } from './accounts/accounts.routes.tsx'
import type { AdminDeps } from './deps.ts'
import { documentsRoutes } from './documents/documents.routes.tsx'
import { reverseRoutes } from './documents/reverse.routes.tsx'
import { createErrorPages } from './errors.tsx'
import { homeRoutes } from './home/home.routes.tsx'
import { journalRoutes } from './journal/journal.routes.tsx'
import { ordersRoutes } from './orders/orders.routes.tsx'
import { createShowPage } from './page.tsx'
import { routes } from './paths.ts'
import { keysRoutes } from './people/keys.routes.tsx'
import { peopleRoutes } from './people/people.routes.tsx'
import { refusalRoutes } from './refusals/refusal.routes.tsx'
import { refusalsRoutes } from './refusals/refusals.routes.tsx'
import { runsRoutes } from './runs/runs.routes.tsx'
import { attachRoutes } from './scans/attach.routes.tsx'
import { scansRoutes } from './scans/scans.routes.tsx'
import { requireVisitor } from './session/guard.ts'
import { signInRoutes } from './session/sign-in.routes.tsx'
import type { AdminEnv } from './session/visitor.ts'
import { stationsRoutes } from './stations/stations.routes.tsx'
import { stockRoutes } from './stock/stock.routes.tsx'

/**
 * The admin app: everything under /admin, as one fetch handler. It listens nowhere and starts nothing. Everything
 * after the sign-in is behind the guard; a test walks all routes.
 */
export function createAdminApp(deps: AdminDeps): Hono<AdminEnv> {
  const assets = createAssets(routes.assets, [
    ...SHARED_FONTS,
    {
      name: 'admin.css',
      type: 'text/css; charset=utf-8',
      parts: [
        TOKENS_SHEET,
        projectFile('admin', 'look', 'admin.css'),
        projectFile('admin', 'people', 'people.css'),
        projectFile('admin', 'refusals', 'refusals.css'),
        projectFile('admin', 'stations', 'stations.css'),
      ],
    },
    HTMX,
    { name: 'icon.svg', type: 'image/svg+xml', parts: [projectFile('admin', 'look', 'icon.svg')] },
  ])
  const show = createShowPage({ assets, formats: deps.formats })
  const { onError, notFound } = createErrorPages(show, deps.report)

  const app = new Hono<AdminEnv>()
  app.onError(onError)
  app.notFound(notFound)
  for (const guard of guardPages()) app.use(guard)
  app.route('/', assets.routes)
  app.route('/', signInRoutes(deps, show))
  app.use(routes.everything, requireVisitor(deps))
  for (const feature of [
    homeRoutes,
    stockRoutes,
    accountsRoutes,
    journalRoutes,
    documentsRoutes,
    reverseRoutes,
    refusalsRoutes,
    refusalRoutes,
    ordersRoutes,
    runsRoutes,
    peopleRoutes,
    keysRoutes,
    stationsRoutes,
    scansRoutes,
    attachRoutes,
  ])
    app.route('/', feature(deps, show))
  return app
}
