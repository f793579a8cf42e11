import { Hono } from 'hono'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { readLogged } from '../../core/book/read-logged.ts'
import { readRun, readRuns } from '../../core/runs/read-runs.ts'
import { searchRuns } from '../../core/runs/search-runs.ts'
import { drawBarcode } from '../../core/web/barcode-drawing.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import { dueRoute } from '../due/due-route.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { beforeIn, rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { RunPage, runsLook } from './runs.views.tsx'

const LOGGED_LIMIT = 50

/** Production runs: what they were planned to use and make, and what they did. */
export function runsRoutes({ clock, formats }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(
    routes.runs,
    dueRoute({ clock, formats }, show, {
      section: 'runs',
      read: readRuns,
      search: searchRuns,
      look: runsLook,
    }),
  )

  app.get(routes.run, async (c) => {
    const { authority, reader } = c.get('visitor')
    const run = found(await readRun(authority, reader, rowIdIn(c, 'run')))
    const before = beforeIn(c)
    const on = { kind: 'run', id: run.id } as const
    const { entries, next } = readLogged(authority, reader, on, { before, limit: LOGGED_LIMIT })
    const logged = {
      entries,
      newest: before && links.run(run.id),
      older: next && links.run(run.id, { before: next }),
    }
    const drawn = await drawBarcode(ownCode.run(run.id), { kind: 'code128' })
    return await show(
      c,
      { title: run.serial, section: 'runs', isLive: true },
      <RunPage run={run} logged={logged} drawn={drawn} />,
    )
  })
  return app
}
