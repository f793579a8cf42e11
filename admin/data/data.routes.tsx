import { Hono, type Context } from 'hono'
import type { Authority } from '../../core/data-in/importer.ts'
import { importersFor } from '../../core/data-in/importers.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { DataPage } from './data.views.tsx'

/** What comes in and goes out as tables: one page for both. */
export function dataRoutes({ imports, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.get(routes.data, (c) => {
    const authority = authorityIn(c)
    return show(
      c,
      { title: words.adminData.title, section: 'data' },
      <DataPage
        tables={importersFor(authority).map(({ name }) => name)}
        recent={imports.recent(authority.person)}
        now={clock.now()}
      />,
    )
  })
  return app
}

/** For whom the visitor imports: for all branches, or for their own. Whatever branch they look at makes no difference. */
export function authorityIn(c: Context<AdminEnv>): Authority {
  const { person, authority } = c.get('visitor')
  return {
    person: person.id,
    role: person.role,
    branch: authority.kind === 'all' ? null : authority.branch,
  }
}
