/** The ledger's accounts, in the order a trial balance lists them. The book's table `account_kind` says their class. */
export const ACCOUNT_KINDS = [
  'stockroom_inventory',
  'manufacturing_inventory',
  'finished_goods_inventory',
  'tax_receivable',
  'inter_branch_debtors',
  'inter_branch_creditors',
  'accounts_payable',
  'opening_balance',
  'cost_of_sale',
  'variance_expense',
  'variance_income',
] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]
