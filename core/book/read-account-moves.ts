import { sees, type Scope } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { AccountId, BranchId, MoveId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import type { Page } from '../kernel/page.ts'
import type { AccountKind } from './account-kinds.ts'
import type { DocumentHead } from './document-head.ts'
import { MOVE_JOINS, MOVE_LINE, toMoveLine, type AccountLabel, type MoveLine } from './move-line.ts'
import { readDocumentsOf } from './read-stock-moves.ts'

/** An account of a branch: its turnover on each side since the book began, and debit minus credit. */
export interface AccountBalance extends AccountLabel {
  readonly branch: BranchId
  readonly debitTotal: Minor
  readonly creditTotal: Minor
  readonly balance: Minor
}

/** A move as the account saw it. Between two places of one account it stands on both sides and changes nothing. */
export interface AccountMove {
  readonly move: MoveLine
  readonly document: DocumentHead
  readonly debited: Minor
  readonly credited: Minor
  readonly balanceAfter: Minor
}

export interface AccountCursor {
  readonly move: MoveId
  readonly balance: Minor
}

const ACCOUNTS = `SELECT a.id, a.branch, a.kind, c.prefix, b.debit, b.credit, b.last_move
  FROM account a JOIN account_balance b ON b.account = a.id LEFT JOIN branch c ON c.id = a.counterpart`

const MOVES = `WITH RECURSIVE chain (id, step) AS (
    VALUES (?2, 1)
    UNION ALL
    SELECT CASE m.debit_account WHEN ?1 THEN m.debit_previous ELSE m.credit_previous END, step + 1
    FROM chain CROSS JOIN move m ON m.id = chain.id
    WHERE step < ?3)
  SELECT ${MOVE_LINE}
  FROM chain CROSS JOIN move m ON m.id = chain.id
  ${MOVE_JOINS}
  WHERE ?1 IN (m.debit_account, m.credit_account)
  ORDER BY chain.step`

/** One account and a page of its moves, newest first; undefined when there is none in the scope. */
export function readAccountMoves(
  scope: Scope,
  reader: Reader,
  { account, from, limit }: { account: AccountId; from?: AccountCursor | undefined; limit: number },
): { account: AccountBalance; moves: Page<AccountMove, AccountCursor> } | undefined {
  return reader.snapshot(() => {
    const row = reader.get(`${ACCOUNTS} WHERE a.id = ?1`, account)
    if (row === undefined || !sees(scope, Number(row[1]) as BranchId)) return undefined
    const found = toAccountBalance(row)
    const head = row[6]
    if (typeof head !== 'number') return { account: found, moves: { entries: [], next: undefined } }
    const start = from ?? { move: head as MoveId, balance: found.balance }
    const rows = reader.all(MOVES, account, start.move, limit + 1)
    if (rows[0]?.[0] !== start.move) return undefined
    const moves = withBalances(rows, readDocumentsOf(reader, rows), { account, balance: start.balance })
    const next = moves[limit]
    return {
      account: found,
      moves: {
        entries: moves.slice(0, limit),
        next: next && { move: next.move.id, balance: next.balanceAfter },
      },
    }
  })
}

/** All accounts of a branch in scope, in no particular order. */
export function readAccounts(scope: Scope, reader: Reader, branch: BranchId): AccountBalance[] {
  if (!sees(scope, branch)) return []
  return reader.all(`${ACCOUNTS} WHERE a.branch = ?1`, branch).map(toAccountBalance)
}

function toAccountBalance([id, branch, kind, counterpart, debit, credit]: Row): AccountBalance {
  return {
    id: Number(id) as AccountId,
    branch: Number(branch) as BranchId,
    kind: kind as AccountKind,
    counterpart: counterpart === null ? undefined : String(counterpart),
    debitTotal: minor(Number(debit)),
    creditTotal: minor(Number(credit)),
    balance: minor(Number(debit) - Number(credit)),
  }
}

/** Walks backwards: the balance before a move is the balance after the one before it. */
function withBalances(
  rows: readonly Row[],
  documents: ReadonlyMap<number, DocumentHead>,
  start: { readonly account: AccountId; readonly balance: Minor },
): AccountMove[] {
  let balanceAfter: number = start.balance
  return rows.flatMap((row) => {
    const move = toMoveLine(row)
    const document = documents.get(move.document)
    if (document === undefined) return []
    const debited = move.debit.id === start.account ? move.amount : minor(0)
    const credited = move.credit.id === start.account ? move.amount : minor(0)
    const seen: AccountMove = { move, document, debited, credited, balanceAfter: minor(balanceAfter) }
    balanceAfter -= debited - credited
    return [seen]
  })
}
