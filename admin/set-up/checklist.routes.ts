import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { readChecklist, type ChecklistEntry } from '../../core/set-up/read-checklist.ts'
import type { AdminDeps } from '../deps.ts'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'

const PUT_AWAY = 'scanbook-checklist'
const YEAR_SECONDS = 365 * 86_400

/** What is left of the first day for this visitor; undefined: nothing, it is not theirs, or this browser put it away. */
export function checklistFor(
  c: Context<AdminEnv>,
  { backups, isDemo }: Pick<AdminDeps, 'backups' | 'isDemo'>,
): readonly ChecklistEntry[] | undefined {
  const { authority, reader } = c.get('visitor')
  if (isDemo || authority.kind !== 'all' || getCookie(c, PUT_AWAY) !== undefined) return undefined
  const entries = readChecklist(reader, backups)
  return entries.every(({ isDone }) => isDone) ? undefined : entries
}

/** Puts the checklist away. */
export function checklistRoutes(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.post(routes.checklist, (c) => {
    setCookie(c, PUT_AWAY, 'away', {
      path: routes.home,
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: YEAR_SECONDS,
    })
    return c.redirect(routes.home, 303)
  })
  return app
}
