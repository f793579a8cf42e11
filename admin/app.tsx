import { Hono } from 'hono'
import { createAssets } from '../core/web/assets.ts'
import { guardPages } from '../core/web/security.ts'
import { ADMIN_FILES } from './admin-files.ts'
import { FORM_MAX_BYTES } from '../core/data-in/imports.ts'
import type { AdminDeps } from './deps.ts'
import { createErrorPages } from './errors.tsx'
import { FEATURES } from './features.ts'
import { liveRoutes } from './live/live.routes.tsx'
import { lookAtEverything } from './live/look.ts'
import { createPulse } from './live/pulse.ts'
import { createShowPage } from './page.tsx'
import { importFormPath, routes } from './paths.ts'
import { requireVisitor } from './session/guard.ts'
import { signInRoutes } from './session/sign-in.routes.tsx'
import type { AdminEnv } from './session/visitor.ts'
import { setUpDoneRoutes } from './set-up/set-up.routes.tsx'

/** Tables come with a form larger than any other. */
const UPLOADS = [{ path: importFormPath, maxBytes: FORM_MAX_BYTES }]
/** An open page learns of a change after this long at the latest, and is not drawn more often. */
const LOOK_EVERY_MS = 2000

/**
 * The admin app: everything under /admin, as one fetch handler. It listens nowhere and starts nothing. Everything
 * after the sign-in is behind the guard; a test walks all routes.
 */
export function createAdminApp(deps: AdminDeps): Hono<AdminEnv> {
  const assets = createAssets(routes.assets, ADMIN_FILES)
  const pulse = createPulse({
    look: () => lookAtEverything(deps),
    everyMs: deps.live.everyMs ?? LOOK_EVERY_MS,
    report: (error) => deps.report(error, 'live'),
  })
  const show = createShowPage({
    assets,
    formats: deps.formats,
    isDemo: deps.isDemo,
    copy: deps.copy,
    stamp: () => pulse.now(),
  })
  const { onError, notFound } = createErrorPages(show, deps.report, deps.copy)

  const app = new Hono<AdminEnv>()
  app.onError(onError)
  app.notFound(notFound)
  for (const guard of guardPages({ uploads: UPLOADS })) app.use(guard)
  app.route('/', assets.routes)
  app.route('/', signInRoutes(deps, show))
  app.route('/', setUpDoneRoutes(show))
  app.use(routes.everything, requireVisitor(deps))
  app.route('/', liveRoutes(deps, pulse))
  for (const feature of FEATURES) app.route('/', feature(deps, show))
  return app
}
