import type { Reader } from '../../database/reader.ts'
import { invariant } from '../../kernel/invariant.ts'
import type { AccountKind } from '../account-kinds.ts'

/** An account as the journal names it, the branch second: `balance ':BRA:'` is one branch's trial balance. */
export interface JournalAccount {
  readonly name: string
  /** hledger's letter: asset, liability, equity, expense, revenue. */
  readonly type: 'A' | 'L' | 'E' | 'X' | 'R'
}

const NAMES: Readonly<
  Record<AccountKind, readonly [root: string, leaf: string, type: JournalAccount['type']]>
> = {
  stockroom_inventory: ['assets', 'inventory:stockroom', 'A'],
  manufacturing_inventory: ['assets', 'inventory:manufacturing', 'A'],
  finished_goods_inventory: ['assets', 'inventory:finished-goods', 'A'],
  tax_receivable: ['assets', 'tax-receivable', 'A'],
  inter_branch_debtors: ['assets', 'inter-branch-debtors', 'A'],
  inter_branch_creditors: ['liabilities', 'inter-branch-creditors', 'L'],
  accounts_payable: ['liabilities', 'accounts-payable', 'L'],
  opening_balance: ['equity', 'opening-balance', 'E'],
  cost_of_sale: ['expenses', 'cost-of-sale', 'X'],
  variance_expense: ['expenses', 'variance', 'X'],
  variance_income: ['income', 'variance', 'R'],
}

const ACCOUNTS = `SELECT a.id, a.kind, b.prefix, o.prefix FROM account a
  JOIN branch b ON b.id = a.branch LEFT JOIN branch o ON o.id = a.counterpart
  WHERE ?1 IS NULL OR a.branch = ?1 ORDER BY a.id`

/** Every account of the book, or of one branch, by its id. */
export function readJournalAccounts(reader: Reader, branch: number | null): Map<number, JournalAccount> {
  return new Map(
    reader.all(ACCOUNTS, branch).map(([id, kind, prefix, counterpart]) => {
      invariant(isAccountKind(kind), `account kind ${String(kind)} has a name in the journal`)
      const [root, leaf, type] = NAMES[kind]
      const towards = counterpart === null ? '' : `:${String(counterpart)}`
      return [Number(id), { name: `${root}:${String(prefix)}:${leaf}${towards}`, type }]
    }),
  )
}

function isAccountKind(kind: unknown): kind is AccountKind {
  return typeof kind === 'string' && Object.hasOwn(NAMES, kind)
}
