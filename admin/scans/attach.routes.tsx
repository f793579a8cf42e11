import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { readItemInUse, searchItems, type FoundItem } from '../../core/items/search-items.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { isUnknownCode } from '../../core/stations/read-notes.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import type { PageOptions, ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { AttachPage, type Carried } from './attach.views.tsx'

const { attach: text } = words.adminScans

const FOUND_LIMIT = 20
const PACK_NAME_MAX = 60
const rowId = z.coerce.number().int().positive()

/** Saying what an unknown code is: found by search, with what one scan of it carries. */
export function attachRoutes({ notes, clock, formats }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  /** A code that waits for the visitor; NotHere for any other. */
  const unknownCode = (c: Context<AdminEnv>, code: unknown): string => {
    if (typeof code !== 'string' || !isUnknownCode(c.get('visitor').authority, c.get('visitor').reader, code))
      throw new NotHere()
    return code
  }
  const itemOf = (c: Context<AdminEnv>, id: unknown): FoundItem | undefined => {
    const parsed = rowId.safeParse(id)
    return parsed.success ? readItemInUse(c.get('visitor').reader, parsed.data as ItemId) : undefined
  }
  const showItem = (
    c: Context<AdminEnv>,
    parts: { code: string; item: FoundItem; carried: Carried; status?: PageOptions['status'] & number },
  ) =>
    show(
      c,
      { title: text.title(parts.code), section: 'scans', status: parts.status ?? 200 },
      <AttachPage code={parts.code} step={{ kind: 'carried', item: parts.item, carried: parts.carried }} />,
    )

  app.get(routes.attachCode, (c) => {
    const code = unknownCode(c, c.req.query('code'))
    const chosen = c.req.query('item')
    if (chosen !== undefined)
      return showItem(c, { code, item: found(itemOf(c, chosen)), carried: { quantity: '', packName: '' } })
    const search = c.req.query('text')
    const items = search === undefined ? undefined : searchItems(c.get('visitor').reader, search, FOUND_LIMIT)
    return show(
      c,
      { title: text.title(code), section: 'scans' },
      <AttachPage code={code} step={{ kind: 'search', search: search ?? '', items }} />,
    )
  })

  app.post(routes.attachCode, async (c) => {
    const sent = await c.req.parseBody()
    const item = found(itemOf(c, sent['item']))
    const { code } = sent
    // Somebody else was faster, perhaps a station: what was done is seen on the list.
    if (typeof code === 'string' && isKnown(c, code)) return await showTaken(c)
    const carried = readCarried(sent, item, formats)
    const unknown = unknownCode(c, code)
    if (carried.problem !== undefined) return await showItem(c, { code: unknown, item, carried, status: 422 })
    const { quantity, packName } = carried
    const done = await notes.attach({
      code: unknown,
      item: item.id,
      quantity: carried.value,
      packName: quantity === '' || packName === '' ? null : packName,
      by: c.get('visitor').person.id,
      at: clock.now(),
    })
    if (done === 'taken') return await showTaken(c)
    return c.redirect(routes.scans, 303)
  })

  const isKnown = (c: Context<AdminEnv>, code: string): boolean =>
    c.get('visitor').reader.get('SELECT 1 FROM barcode WHERE code = ?1', code) !== undefined
  const showTaken = (c: Context<AdminEnv>) =>
    show(
      c,
      { title: words.adminScans.title, section: 'scans', status: 409 },
      <p class="message">{text.taken}</p>,
    )
  return app
}

/** What one scan carries as it was typed, in base units, or what is wrong with it. */
function readCarried(
  sent: Record<string, unknown>,
  item: FoundItem,
  formats: Formats,
): Carried & { readonly value: number | null } {
  const typed = typeof sent['quantity'] === 'string' ? sent['quantity'].trim() : ''
  const packName = typeof sent['packName'] === 'string' ? sent['packName'].trim() : ''
  const as = { quantity: typed, packName, value: null }
  if (packName.length > PACK_NAME_MAX)
    return { ...as, problem: { field: 'packName', says: text.packNameLong } }
  if (typed === '') return as
  const parsed = formats.parseQuantity(typed, item.unit)
  if (!parsed.ok)
    return { ...as, problem: { field: 'quantity', says: words.shared.typedNumber[parsed.reason] } }
  if (parsed.value === 0) return { ...as, problem: { field: 'quantity', says: text.quantityZero } }
  return { ...as, value: parsed.value }
}
