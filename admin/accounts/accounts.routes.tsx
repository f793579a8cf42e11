import { Hono } from 'hono'
import { readAccountMoves, type AccountCursor } from '../../core/book/read-account-moves.ts'
import type { MoveId } from '../../core/kernel/ids.ts'
import { minor } from '../../core/kernel/money.ts'
import { readTrialBalances } from '../../core/reports/trial-balance.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import { accountName } from '../look/figures.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { accountIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { createSignedCursors } from '../signed-cursor.ts'
import { AccountPage, TrialBalancePage } from './accounts.views.tsx'

const MOVES_LIMIT = 50

/** The ledger: each branch's trial balance, and the moves behind each account. */
export function accountsRoutes({ cookieKey }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const cursors = createSignedCursors(cookieKey)

  app.get(routes.accounts, (c) =>
    show(
      c,
      { title: words.admin.accounts.title, section: 'accounts', isLive: true },
      <TrialBalancePage balances={readTrialBalances(c.get('visitor').view, c.get('visitor').viewReader)} />,
    ),
  )

  app.get(routes.account, (c) => {
    const account = accountIn(c)
    const subject = `account/${account}`
    const from = toAccountCursor(cursors.read(subject, c.req.query('from')))
    const { authority, branches, reader } = c.get('visitor')
    const read = found(readAccountMoves(authority, reader, { account, from, limit: MOVES_LIMIT }))
    const { next } = read.moves
    const older = next && cursors.write(subject, [next.move, next.balance])
    const prefix = branches.find(({ id }) => id === read.account.branch)?.prefix ?? ''
    const title = words.admin.branches.name(prefix, accountName(read.account))
    return show(
      c,
      { title, section: 'accounts', isLive: true },
      <AccountPage
        title={title}
        account={read.account}
        moves={read.moves.entries}
        newest={from && links.account(account)}
        older={older && links.account(account, { from: older })}
      />,
    )
  })
  return app
}

function toAccountCursor(numbers: readonly number[] | undefined): AccountCursor | undefined {
  if (numbers === undefined) return undefined
  const [move = 0, balance = 0] = numbers
  return { move: move as MoveId, balance: minor(balance) }
}
