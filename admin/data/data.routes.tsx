import { Readable } from 'node:stream'
import { Hono, type Context } from 'hono'
import type { Authority } from '../../core/data-in/importer.ts'
import { importersFor } from '../../core/data-in/importers.ts'
import { businessDay } from '../../core/kernel/business-day.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { DataPage } from './data.views.tsx'

/** What comes in and goes out as tables: one page for both. */
export function dataRoutes({ imports, exportEverything, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
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
        whose={whoseView(c.get('visitor'))}
      />,
    )
  })

  app.get(routes.dataEverything, (c) => {
    const visitor = c.get('visitor')
    const pieces = exportEverything(visitor.view)
    if (pieces === undefined) throw new NotHere()
    const stream = Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream
    const zone = visitor.branches[0]?.timeZone ?? 'UTC'
    const name = words.adminData.out.fileName(whoseView(visitor) ?? 'all', businessDay(clock.now(), zone))
    return c.body(stream, 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    })
  })
  return app
}

/** The prefix of the one branch that is looked at; undefined: all of them. */
function whoseView({ view, branches }: Visitor): string | undefined {
  return view.kind === 'all' ? undefined : branches.find(({ id }) => id === view.branch)?.prefix
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
