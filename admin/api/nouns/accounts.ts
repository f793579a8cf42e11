import { z } from 'zod'
import { ACCOUNT_KINDS } from '../../../core/book/account-kinds.ts'
import { readAccountMoves, type AccountMove } from '../../../core/book/read-account-moves.ts'
import { readTrialBalances } from '../../../core/reports/trial-balance.ts'
import type { AccountId, MoveId } from '../../../core/kernel/ids.ts'
import { minor } from '../../../core/kernel/money.ts'
import { money, quantity } from '../figures.ts'
import { apiError, found } from '../http/errors.ts'
import { MANAGERS, ok, operation, type Call, type Operation } from '../operation.ts'
import { branchFilter, cursor, day, itemLabel, limit, nothing, pageOf, place, rowParam } from '../schemas.ts'
import { showItem, showPlace, viewOf } from '../views.ts'

const account = z
  .strictObject({
    id: z.int(),
    kind: z.enum(ACCOUNT_KINDS),
    counterpart: z.string().nullable(),
    debit: money,
    credit: money,
    /** Debit minus credit. */
    balance: money,
  })
  .meta({ id: 'Account' })
const trialBalance = z.strictObject({
  data: z.array(
    z
      .strictObject({ branch: z.string(), accounts: z.array(account), debit: money, credit: money })
      .meta({ id: 'TrialBalance' }),
  ),
})
const accountMove = z
  .strictObject({
    document: z.uuid(),
    number: z.string().nullable(),
    posting_date: day.nullable(),
    item: itemLabel.nullable(),
    quantity: quantity.nullable(),
    from: place,
    to: place,
    debit: money,
    credit: money,
    balance_after: money,
  })
  .meta({ id: 'AccountMove' })

const listing = operation(
  {
    id: 'listAccounts',
    tag: 'accounts',
    method: 'GET',
    path: '/accounts',
    roles: MANAGERS,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: nothing,
    query: z.strictObject({ branch: branchFilter }),
    answer: trialBalance,
    handle(call) {
      const { figures, query } = call
      const { scope, reader } = viewOf(call, query.branch)
      return ok({
        data: readTrialBalances(scope, reader).map(({ branch, accounts, debit, credit }) => ({
          branch: branch.prefix,
          accounts: accounts.map((one) => ({
            id: one.id,
            kind: one.kind,
            counterpart: one.counterpart ?? null,
            debit: figures.money(one.debitTotal),
            credit: figures.money(one.creditTotal),
            balance: figures.money(one.balance),
          })),
          debit: figures.money(debit),
          credit: figures.money(credit),
        })),
      })
    },
  },
)

const moveCursor = z.tuple([z.int(), z.int()])

const listingMoves = operation(
  {
    id: 'listAccountMoves',
    tag: 'accounts',
    method: 'GET',
    path: '/accounts/{account}/moves',
    roles: MANAGERS,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: z.strictObject({ account: rowParam }),
    query: z.strictObject({ limit, cursor }),
    answer: pageOf(accountMove),
    handle(call) {
      const { params, query, cursors, caller } = call
      const subject = `account ${params.account}`
      const after = cursors.read(subject, query.cursor, moveCursor)
      const read = readAccountMoves(caller.scope, caller.reader, {
        account: params.account as AccountId,
        from: after && { move: after[0] as MoveId, balance: minor(after[1]) },
        limit: query.limit,
      })
      if (read === undefined && after !== undefined) throw apiError('cursor_unknown')
      const { entries, next } = found(read).moves
      return ok({
        data: entries.map((entry) => showMove(call, entry)),
        next: next === undefined ? null : cursors.write(subject, [next.move, next.balance]),
      })
    },
  },
)

function showMove(
  { figures }: Call<unknown, unknown, unknown>,
  { move, document, debited, credited, balanceAfter }: AccountMove,
): z.infer<typeof accountMove> {
  return {
    document: document.id,
    number: document.number ?? null,
    posting_date: document.postingDate ?? null,
    item: move.item === undefined ? null : showItem(move.item),
    quantity: move.item === undefined ? null : figures.quantity(move.quantity, move.item.unit),
    from: showPlace(move.from),
    to: showPlace(move.to),
    debit: figures.money(debited),
    credit: figures.money(credited),
    balance_after: figures.money(balanceAfter),
  }
}

export const accountOperations: readonly Operation[] = [listing, listingMoves]
