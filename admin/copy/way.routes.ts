import { Hono } from 'hono'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { hindranceOf } from './hindrance.ts'
import { standingOf } from './standing.tsx'

/** Whether a form that changes the books can be saved now: nothing, or why not. Asked by the page before it sends one. */
export function wayRoutes({ copy }: Pick<AdminDeps, 'copy'>): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.get(routes.way, (c) => {
    const standing = standingOf(copy, c.get('visitor'))
    const why = standing && hindranceOf(standing, 'central')
    c.header('cache-control', 'no-store')
    return why === undefined ? c.body(null, 204) : c.text(words.adminCopy.notSaved.stays(why))
  })
  return app
}
