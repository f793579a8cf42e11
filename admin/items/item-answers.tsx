import type { Context } from 'hono'
import { readBarcodes, readItemPrices, type Item } from '../../core/items/read-item.ts'
import { readLastPaid, readPlacesOf } from '../../core/items/read-item-business.ts'
import { readOnHand } from '../../core/items/read-on-hand.ts'
import { readRecipeOf, readUsesOf } from '../../core/items/read-recipes.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { readSuppliers, type Supplier } from '../../core/partners/read-suppliers.ts'
import type { AdminDeps } from '../deps.ts'
import type { Filled, Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links } from '../paths.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { mayChange, mayPrice } from './item-subject.ts'
import { ItemPage } from './item.views.tsx'

/** More than anybody reads on a page. */
const BARCODES_MAX = 200
const PRICES_MAX = 100
const USES_MAX = 50
const SUPPLIERS_MAX = 500

/** What was sent by one of the page's forms, and what is wrong with it. */
interface Wrong {
  readonly problems: Problems
  readonly filled: Filled
}

/** An item's page; with what is wrong where one of its forms was not taken. */
export function showItem(show: ShowPage, c: Context<AdminEnv>, item: Item, wrong?: Wrong) {
  const visitor = c.get('visitor')
  return show(
    c,
    { title: item.name, section: 'items', status: wrong === undefined ? 200 : 422 },
    <ItemPage
      {...factsOf(visitor, item)}
      visitor={visitor}
      problems={wrong?.problems ?? {}}
      filled={wrong?.filled ?? {}}
    />,
  )
}

function factsOf(visitor: Visitor, item: Item) {
  const { reader, view, viewReader } = visitor
  return {
    item,
    mayChange: mayChange(visitor, item),
    barcodes: readBarcodes(reader, item.id, BARCODES_MAX),
    places: readPlacesOf(view, viewReader, item),
    lastPaid: readLastPaid(view, viewReader, item),
    onHand: (readOnHand(view, viewReader, [item.id]).get(item.id) ?? []).filter(
      ({ branch }) => item.branch === null || item.branch === branch.id,
    ),
    prices: readItemPrices(reader, item.id, PRICES_MAX).map((price) => ({
      ...price,
      mayRemove: mayPrice(visitor, item, price.partner),
    })),
    suppliers: suppliersFor(visitor, item),
    recipe: readRecipeOf(reader, item.id),
    uses: readUsesOf(reader, item.id, USES_MAX),
    usesMax: USES_MAX,
  }
}

/** Those whose price of an item the visitor may note. */
export function suppliersFor(visitor: Visitor, item: Item): Supplier[] {
  return readSuppliers(visitor.reader, SUPPLIERS_MAX).filter((supplier) => mayPrice(visitor, item, supplier))
}

/** Back to an item's page. */
export function toItem(c: Context<AdminEnv>, id: ItemId): Response {
  return c.redirect(links.item(id), 303)
}

/** The day at the visitor's branch; a super admin's is the first branch's. */
export function todayOf(
  { branches }: Visitor,
  { formats, clock }: Pick<AdminDeps, 'formats' | 'clock'>,
): string {
  return formats.businessDay(clock.now(), branches[0]?.timeZone ?? 'UTC')
}
