import { Hono } from 'hono'
import { readItemOfBarcode, type Item } from '../../core/items/read-item.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { textsOf } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { showItem, todayOf, toItem } from './item-answers.tsx'
import { readBarcodeForm } from './item-numbers-form.ts'
import { ownItemIn } from './item-subject.ts'

const { problems: says } = words.adminItems

/** What can be scanned of an item: one code more, or one less. */
export function itemBarcodesRoutes({ items, formats, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.post(routes.itemBarcodes, async (c) => {
    const item = ownItemIn(c)
    const visitor = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const today = todayOf(visitor, { formats, clock })
    const read = readBarcodeForm(filled, item, { visitor, formats, today })
    if (!read.ok) return await showItem(show, c, item, { problems: read.problems, filled })
    const by = visitor.person.id
    const done = await items.addBarcode({ ...read.value, item: item.id, by, at: clock.now() })
    if (done === 'taken') {
      const problems = { barcode: whoHas(visitor, read.value.code, item) }
      return await showItem(show, c, item, { problems, filled })
    }
    return toItem(c, item.id)
  })

  app.post(routes.itemBarcodeRemoved, async (c) => {
    const item = ownItemIn(c)
    const { code = '' } = textsOf(await c.req.parseBody())
    await items.removeBarcode(item.id, code)
    return toItem(c, item.id)
  })
  return app
}

/** Whose a taken code is, as far as the visitor sees it. */
function whoHas({ reader }: Visitor, code: string, item: Item): string {
  const other = readItemOfBarcode(reader, code)
  if (other === undefined) return says.barcodeTakenUnseen
  return other.id === item.id ? says.barcodeHere : says.barcodeTaken(other.name)
}
