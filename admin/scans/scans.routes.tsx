import { Hono } from 'hono'
import { sees } from '../../core/branches/scope.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import {
  isOpenNote,
  readAttachedBarcodes,
  readDiscardedWork,
  readUnknownCodes,
} from '../../core/stations/read-notes.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import { uuidIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { ScansPage, type Shown } from './scans.views.tsx'

/** As many of each kind as are shown; the others come up when these are done. */
const SHOWN_LIMIT = 100

/** What stations tell beside their documents: unknown codes, attached barcodes, work given up. */
export function scansRoutes({ notes, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.scans, (c) => {
    const { view, branches, reader } = c.get('visitor')
    const read = <Entry,>(
      of: (scope: typeof view, from: typeof reader, limit: number) => Entry[],
    ): Shown<Entry> => {
      const entries = of(view, reader, SHOWN_LIMIT + 1)
      return { entries: entries.slice(0, SHOWN_LIMIT), hasMore: entries.length > SHOWN_LIMIT }
    }
    return show(
      c,
      { title: words.adminScans.title, section: 'scans', isLive: true },
      <ScansPage
        unknown={read(readUnknownCodes)}
        attached={read(readAttachedBarcodes)}
        work={read(readDiscardedWork)}
        hasBranches={view.kind === 'all' && branches.length > 1}
      />,
    )
  })

  // Where a form was sent and its address is opened again.
  for (const sent of [routes.dismissCode, routes.takeOffBarcode, routes.noteSeen])
    app.get(sent, (c) => c.redirect(routes.scans, 303))

  app.post(routes.dismissCode, async (c) => {
    const { code, branch } = await c.req.parseBody()
    const id = Number(branch) as BranchId
    if (typeof code !== 'string' || !Number.isSafeInteger(id) || !sees(c.get('visitor').authority, id))
      throw new NotHere()
    await notes.dismissCode(code, [id], clock.now())
    return c.redirect(routes.scans, 303)
  })

  for (const [route, kinds, write] of [
    [routes.takeOffBarcode, ['barcode_attached'], (id: string) => notes.takeOff(id, clock.now())],
    [routes.noteSeen, ['barcode_attached', 'work_discarded'], (id: string) => notes.dismiss(id, clock.now())],
  ] as const)
    app.post(route, async (c) => {
      const { authority, reader } = c.get('visitor')
      const id = uuidIn(c, 'note')
      if (!kinds.some((kind) => isOpenNote(authority, reader, id, kind))) throw new NotHere()
      await write(id)
      return c.redirect(routes.scans, 303)
    })
  return app
}
