import { Hono } from 'hono'
import { readBranchesIn } from '../../core/branches/scope.ts'
import { ITEM_KINDS } from '../../core/book/events.ts'
import { ITEM_SORTS, ITEM_WHOSE } from '../../core/items/asked-items.ts'
import { readItemList } from '../../core/items/read-item-list.ts'
import { readOnHand } from '../../core/items/read-on-hand.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { askedListIn, cursorText } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import { choiceIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { ITEM_ONLY, readCounted } from './counted-items.ts'
import { ItemsPage } from './items.views.tsx'

const LIMIT = 50

/** What is bought, baked and sold: the company's items, and those of single branches. */
export function itemsRoutes({ counts }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.items, (c) => {
    const { view, viewReader } = c.get('visitor')
    const { text, sort, after } = askedListIn(c, ITEM_SORTS)
    const list = {
      text,
      sort,
      kind: choiceIn(c, 'kind', ['all', ...ITEM_KINDS]),
      whose: choiceIn(c, 'whose', ITEM_WHOSE),
      state: choiceIn(c, 'state', ['used', 'retired']),
      only: choiceIn(c, 'only', ITEM_ONLY),
    }
    const isRetired = list.state === 'retired'
    const { among, isCounting } = readCounted(counts, readBranchesIn(view, viewReader), list.only)
    const isBare = list.only === 'no_barcode'
    const items = readItemList(viewReader, { ...list, isRetired, isBare, among, after, limit: LIMIT })
    const onHand = readOnHand(
      view,
      viewReader,
      items.entries.map(({ id }) => id),
    )
    return show(
      c,
      { title: words.adminItems.title, section: 'items' },
      <ItemsPage
        entries={items.entries.map((item) => ({ item, onHand: onHand.get(item.id) ?? [] }))}
        list={list}
        isCounting={isCounting}
        isSorted={items.isSorted}
        isFirst={after === undefined}
        next={items.next && cursorText(items.next)}
        lookedThrough={items.lookedThrough}
      />,
    )
  })
  return app
}
