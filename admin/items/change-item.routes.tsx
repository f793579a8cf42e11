import { Hono, type Context } from 'hono'
import type { ItemBarcode } from '../../core/items/item-statements.ts'
import { readItemOfBarcode, type Item } from '../../core/items/read-item.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { textsOf, type Filled, type Problems, type Read } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { todayOf, toItem } from './item-answers.tsx'
import { filledFrom, problemsOf, readItemForm } from './item-form.ts'
import { EditItemPage, NewItemPage } from './item-form.views.tsx'
import { readBarcodeField } from './item-numbers-form.ts'
import { ownItemIn } from './item-subject.ts'

const { adminItems: text } = words
const SECTION = 'items'

/** Adding, changing and retiring items. */
export function changeItemRoutes({ items, formats, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  const showNew = (c: Context<AdminEnv>, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.add.title, section: SECTION, status: statusOf(problems) },
      <NewItemPage visitor={c.get('visitor')} filled={filled} problems={problems} />,
    )
  /** The barcode of a new item; none is nothing wrong. */
  const firstBarcodes = (c: Context<AdminEnv>, { barcode = '' }: Filled): Read<ItemBarcode[]> => {
    if (barcode === '') return { ok: true, value: [] }
    const visitor = c.get('visitor')
    const read = readBarcodeField(barcode, { visitor, formats, today: todayOf(visitor, { formats, clock }) })
    if (!read.ok) return read
    const other = readItemOfBarcode(visitor.reader, read.value)
    return other === undefined
      ? { ok: true, value: [{ code: read.value }] }
      : { ok: false, problems: { barcode: text.problems.barcodeTaken(other.name) } }
  }
  app.get(routes.newItem, (c) => showNew(c, { kind: '', unit: 'each', whose: '' }))
  app.post(routes.items, async (c) => {
    const visitor = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const [read, barcodes] = [readItemForm(filled, { visitor, formats }), firstBarcodes(c, filled)]
    if (!read.ok || !barcodes.ok)
      return await showNew(c, filled, {
        ...(read.ok ? {} : read.problems),
        ...(barcodes.ok ? {} : barcodes.problems),
      })
    const added = await items.add({ ...read.value, barcodes: barcodes.value })
    if (typeof added === 'string')
      return await showNew(c, filled, problemsOf(added, read.value, c.get('visitor')))
    return toItem(c, added)
  })

  const showEdit = (c: Context<AdminEnv>, item: Item, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.edit.title(item.name), section: SECTION, status: statusOf(problems) },
      <EditItemPage visitor={c.get('visitor')} item={item} filled={filled} problems={problems} />,
    )
  app.get(routes.editItem, (c) => {
    const item = ownItemIn(c)
    return showEdit(c, item, filledFrom(item, formats))
  })
  app.post(routes.editItem, async (c) => {
    const item = ownItemIn(c)
    const visitor = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const read = readItemForm(filled, { visitor, formats, item })
    if (!read.ok) return await showEdit(c, item, filled, read.problems)
    const problem = await items.change(item.id, read.value)
    if (problem !== undefined)
      return await showEdit(c, ownItemIn(c), filled, problemsOf(problem, read.value, visitor))
    return toItem(c, item.id)
  })

  app.post(routes.itemRetired, async (c) => {
    const item = ownItemIn(c)
    const isRetired = textsOf(await c.req.parseBody())['retired'] === 'yes'
    await items.retire(item.id, isRetired)
    return toItem(c, item.id)
  })
  return app
}

const statusOf = (problems: Problems): 200 | 422 => (Object.keys(problems).length === 0 ? 200 : 422)
