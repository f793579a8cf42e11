import { Hono, type Context } from 'hono'
import { searchItems } from '../../core/items/search-items.ts'
import { LABEL_SIZES } from '../../core/labels/label-sizes.ts'
import {
  LABEL_PRINTER_DPI,
  labelPrinter,
  OFFICE_PRINTER,
  type Printing,
} from '../../core/labels/lay-out-label.ts'
import { labelInZpl } from '../../core/labels/print-label-zpl.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { askedLabelsIn, labelsAddress, pressedIn, type AskedLabels } from './asked-labels.ts'
import { makeAskedLabels } from './made-labels.ts'
import { LabelsPage } from './labels.views.tsx'
import { SheetPage } from './sheet.views.tsx'

const { adminLabels: text } = words
const PAGE = { title: text.title, section: 'labels' } as const
/** Found items that are offered; who wants another types more of its name. */
const FOUND_MAX = 12

/** Labels for items, packs, shelves and lots: chosen, looked at, printed on paper or by a label printer. */
export function labelsRoutes({ formats }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const branchesOf = (c: Context<AdminEnv>) => {
    const { branches, view } = c.get('visitor')
    return view.kind === 'all' ? branches : branches.filter(({ id }) => id === view.branch)
  }
  const make = async (c: Context<AdminEnv>, asked: AskedLabels, printing: Printing) =>
    await makeAskedLabels(asked, {
      reader: c.get('visitor').viewReader,
      branches: branchesOf(c),
      formats,
      printing,
    })

  app.get(routes.labels, async (c) => {
    const asked = askedLabelsIn(c)
    const pressed = pressedIn(c, asked)
    if (pressed !== undefined) return c.redirect(labelsAddress(routes.labels, pressed), 303)
    const found = asked.text === '' ? [] : searchItems(c.get('visitor').viewReader, asked.text, FOUND_MAX)
    const made = await make(c, asked, OFFICE_PRINTER)
    const status = Object.keys(made.problems).length === 0 ? 200 : 422
    return await show(
      c,
      { ...PAGE, status },
      <LabelsPage asked={asked} found={found} made={made} branches={branchesOf(c)} />,
    )
  })

  app.get(routes.labelSheet, async (c) => {
    const asked = askedLabelsIn(c)
    const made = await make(c, asked, OFFICE_PRINTER)
    if (made.labels.length === 0) return c.redirect(labelsAddress(routes.labels, asked), 303)
    return await show(
      c,
      { title: text.sheetTitle, section: 'labels' },
      <SheetPage asked={asked} made={made} />,
    )
  })

  app.get(routes.labelFile, async (c) => {
    const asked = askedLabelsIn(c)
    const dpi = LABEL_PRINTER_DPI.find((known) => String(known) === c.req.query('dpi'))
    // Sheets are for office printers, which know nothing of ZPL.
    if (dpi === undefined || LABEL_SIZES[asked.size].sheet !== undefined) throw new NotHere()
    const printing = labelPrinter(dpi)
    const { labels } = await make(c, asked, printing)
    if (labels.length === 0) return c.redirect(labelsAddress(routes.labels, asked), 303)
    const zpl = labels.map(({ laidOut, copies }) => labelInZpl(laidOut, { printing, copies })).join('')
    return c.body(zpl, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="labels-${asked.kind}-${dpi}dpi.zpl"`,
      'cache-control': 'no-store',
    })
  })
  return app
}
