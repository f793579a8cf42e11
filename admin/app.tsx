import { Hono } from 'hono'
import { createAssets, HTMX, SHARED_FONTS, TOKENS_SHEET } from '../core/web/assets.ts'
import { guardPages } from '../core/web/security.ts'
import { projectFile } from '../core/kernel/project-root.ts'
import type { AdminDeps } from './deps.ts'
import { createErrorPages } from './errors.tsx'
import { FEATURE_SHEETS, FEATURES } from './features.ts'
import { createShowPage } from './page.tsx'
import { routes } from './paths.ts'
import { requireVisitor } from './session/guard.ts'
import { signInRoutes } from './session/sign-in.routes.tsx'
import type { AdminEnv } from './session/visitor.ts'

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
        ...FEATURE_SHEETS.map((path) => projectFile('admin', ...path)),
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
  for (const feature of FEATURES) app.route('/', feature(deps, show))
  return app
}
