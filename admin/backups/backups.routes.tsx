import { Hono, type Context } from 'hono'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import { isFragment, type ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { BackupState, BackupsPage } from './backups.views.tsx'

/** The copies of the books. They hold all branches, so they are super admins'. */
export function backupsRoutes({ backups, clock, stations }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.use(routes.backups, async (c, next) => {
    if (c.get('visitor').authority.kind !== 'all') throw new NotHere()
    return await next()
  })
  const stateNow = () => ({ running: backups.running(), failure: backups.lastFailure(), now: clock.now() })
  const showState = (c: Context<AdminEnv>) => show(c, PAGE, <BackupState state={stateNow()} />)

  app.get(routes.backups, async (c) => {
    // Asked again while a copy is made; when it is done, the list has one more, and the page comes whole.
    if (isFragment(c) && backups.running() !== undefined) return await showState(c)
    if (isFragment(c)) {
      c.header('HX-Redirect', routes.backups)
      return c.body(null, 204)
    }
    const { branches } = c.get('visitor')
    return await show(
      c,
      PAGE,
      <BackupsPage
        copies={await backups.list()}
        folder={backups.folder}
        zone={branches[0]?.timeZone ?? 'UTC'}
        isOfCentral={stations.isEnrolledElsewhere}
        state={stateNow()}
      />,
    )
  })
  app.post(routes.backups, async (c) => {
    backups.start()
    return isFragment(c) ? await showState(c) : c.redirect(routes.backups, 303)
  })
  return app
}

const PAGE = { title: words.backup.title, section: 'backups' } as const
