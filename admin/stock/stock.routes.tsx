import { Hono } from 'hono'
import { readStockMoves, type StockCursor } from '../../core/book/read-stock-moves.ts'
import { onlyBranch, type Scope } from '../../core/branches/scope.ts'
import type { MoveId } from '../../core/kernel/ids.ts'
import { minor } from '../../core/kernel/money.ts'
import { quantity } from '../../core/kernel/quantity.ts'
import { readStockByLocation, STOCK_KINDS } from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { askedListIn } from '../list-address.ts'
import { placeName } from '../look/figures.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { choiceIn, itemIn, locationIn } from '../request.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { createSignedCursors } from '../signed-cursor.ts'
import { StockMovesPage } from './stock-moves.views.tsx'
import { StockPage } from './stock.views.tsx'

/** Items of one section on one page; fewer when the page shows several sections. */
const SECTION_LIMIT = 200
const SECTION_PREVIEW = 50
const MOVES_LIMIT = 50

/** What lies where, and the moves behind each figure. */
export function stockRoutes({ cookieKey, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const cursors = createSignedCursors(cookieKey)

  app.get(routes.stock, (c) => {
    const visitor = c.get('visitor')
    const asked = {
      branch: c.req.query('branch') ?? '',
      kind: choiceIn(c, 'kind', ['', ...STOCK_KINDS]),
      text: (c.req.query('text') ?? '').slice(0, 100),
      isEmptyShown: c.req.query('empty') === 'yes',
    }
    const scope = narrowed(visitor, asked.branch)
    const sections = readStockByLocation(scope, c.get('visitor').reader, {
      kinds: asked.kind === '' ? STOCK_KINDS : [asked.kind],
      text: asked.text.trim(),
      isEmptyShown: asked.isEmptyShown,
      after: asked.kind !== '' && scope.kind === 'branch' ? askedListIn(c, ['name']).after : undefined,
      limit: asked.kind === '' || scope.kind === 'all' ? SECTION_PREVIEW : SECTION_LIMIT,
    })
    const [first] = visitor.branches
    const page = {
      sections,
      asked,
      isFirstPage: c.req.query('after') === undefined,
      now: clock.now(),
      zone: (asked.branch === '' ? first : sections[0]?.branch)?.timeZone ?? 'UTC',
    }
    return show(
      c,
      { title: words.admin.stock.title, section: 'stock', isLive: true },
      <StockPage {...page} />,
    )
  })

  app.get(routes.stockMoves, (c) => {
    const [location, item] = [locationIn(c), itemIn(c)]
    const subject = `stock/${location}/${item}`
    const from = toStockCursor(cursors.read(subject, c.req.query('from')))
    const { balance, moves } = found(
      readStockMoves(c.get('visitor').authority, c.get('visitor').reader, {
        location,
        item,
        from,
        limit: MOVES_LIMIT,
      }),
    )
    const next =
      moves.next && cursors.write(subject, [moves.next.move, moves.next.quantity, moves.next.value])
    const branch = c.get('visitor').branches.find(({ id }) => id === balance.branch)
    const title = words.admin.balance.title(balance.item.name, placeName(balance.place))
    return show(
      c,
      { title, section: 'stock', isLive: true },
      <StockMovesPage
        title={title}
        branch={branch === undefined ? '' : words.admin.branches.name(branch.prefix, branch.name)}
        balance={balance}
        moves={moves.entries}
        newest={from && links.stockMoves(location, item)}
        older={next && links.stockMoves(location, item, { from: next })}
      />,
    )
  })
  return app
}

/** The visitor's view, narrowed to the branch that the address names. */
function narrowed({ view, branches }: Visitor, prefix: string): Scope {
  if (prefix === '') return view
  const branch = branches.find((one) => one.prefix === prefix)
  if (branch === undefined) throw new NotHere()
  return onlyBranch(branch.id)
}

function toStockCursor(numbers: readonly number[] | undefined): StockCursor | undefined {
  if (numbers === undefined) return undefined
  const [move = 0, held = 0, value = 0] = numbers
  return { move: move as MoveId, quantity: quantity(held), value: minor(value) }
}
