import { ACCOUNT_KINDS } from '../book/account-kinds.ts'
import { readAccounts, type AccountBalance } from '../book/read-account-moves.ts'
import type { Branch } from '../branches/read-branches.ts'
import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import { minor, type Minor } from '../kernel/money.ts'

/** A branch's accounts with what each owes or is owed, and the two sums, which are equal in a right book. */
export interface TrialBalance {
  readonly branch: Branch
  readonly accounts: readonly AccountBalance[]
  readonly debit: Minor
  readonly credit: Minor
}

/** The trial balance of each branch in scope, from the balances kept with every move. */
export function readTrialBalances(scope: Scope, reader: Reader): TrialBalance[] {
  return reader.snapshot(() =>
    readBranchesIn(scope, reader).map((branch) => {
      const accounts = readAccounts(scope, reader, branch.id).toSorted(inLedgerOrder)
      return {
        branch,
        accounts,
        debit: sumOf(accounts.map(({ balance }) => Math.max(balance, 0))),
        credit: sumOf(accounts.map(({ balance }) => Math.max(-balance, 0))),
      }
    }),
  )
}

function inLedgerOrder(one: AccountBalance, other: AccountBalance): number {
  const byKind = ACCOUNT_KINDS.indexOf(one.kind) - ACCOUNT_KINDS.indexOf(other.kind)
  return byKind === 0 ? (one.counterpart ?? '').localeCompare(other.counterpart ?? '') : byKind
}

function sumOf(amounts: readonly number[]): Minor {
  return minor(amounts.reduce((sum, amount) => sum + amount, 0))
}
