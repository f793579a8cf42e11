/** What a refusal names, already in the reader's units and only what the reader may see. */
export interface RefusalFacts {
  readonly item: string | undefined
  readonly place: string | undefined
  readonly asked: string | undefined
  readonly there: string | undefined
}

const it = (facts: RefusalFacts): string => facts.item ?? 'An item'
const at = (facts: RefusalFacts): string => (facts.place === undefined ? '' : ` at ${facts.place}`)

/** The book's own words: events, places, accounts, and why it would not take something. */
export const bookWords = {
  events: {
    opening: 'Opening stock',
    purchase_invoice: 'Purchase invoice',
    supplier_return: 'Return to supplier',
    price_confirmation: 'Price confirmation',
    restock: 'To the shop floor',
    issue: 'Issue to manufacturing',
    issue_return: 'Return from manufacturing',
    usage: 'Usage on a run',
    usage_return: 'Usage taken back',
    build: 'Build',
    run_close: 'Run closed',
    sale: 'Sale',
    customer_return: 'Customer return',
    write_off: 'Write-off',
    adjustment: 'Adjustment',
    transfer_dispatch: 'Transfer dispatch',
    transfer_receive: 'Transfer receive',
    transfer_settlement: 'Transfer settlement',
    transfer_recall: 'Transfer recall',
    reversal: 'Reversal',
    void: 'Void',
  },
  places: {
    opening: 'Opening',
    supplier: 'Supplier',
    stockroom: 'Stockroom',
    manufacturing: 'Manufacturing',
    run: 'Run',
    built: 'Built',
    retail: 'Retail',
    customer: 'Customer',
    write_off: 'Write-off',
    loss: 'Loss',
    gain: 'Gain',
    tax: 'Tax',
    branch_out: 'On the way out',
    branch_in: 'On the way in',
  },
  placeOfRun: (serial: string) => `Run ${serial}`,
  placeTowards: (place: string, branch: string) => `${place} (${branch})`,
  accounts: {
    opening_balance: 'Opening Balance',
    accounts_payable: 'Accounts Payable',
    stockroom_inventory: 'Stockroom Inventory',
    manufacturing_inventory: 'Manufacturing Inventory',
    finished_goods_inventory: 'Finished Goods Inventory',
    cost_of_sale: 'Cost of Sale',
    variance_expense: 'Variance Expense',
    variance_income: 'Variance Income',
    tax_receivable: 'Tax Receivable',
    inter_branch_debtors: 'Inter-Branch Debtors',
    inter_branch_creditors: 'Inter-Branch Creditors',
  },
  accountTowards: (account: string, branch: string) => `${account} (${branch})`,
  itemKinds: { raw: 'Raw material', external: 'External product', manufactured: 'Manufactured' },
  refusals: {
    E_BELOW_ZERO: (facts: RefusalFacts) =>
      facts.asked === undefined || facts.there === undefined
        ? `${it(facts)}: more was asked than is there${at(facts)}.`
        : `${it(facts)}: ${facts.asked} asked, ${facts.there} there${at(facts)}.`,
    E_VALUE_BELOW_ZERO: (facts: RefusalFacts) =>
      `${it(facts)}: less value is there${at(facts)} than this takes out.`,
    E_VALUE_WITHOUT_QUANTITY: (facts: RefusalFacts) =>
      `${it(facts)}: this would leave value without stock${at(facts)}.`,
    E_OVER_OUTSTANDING: (facts: RefusalFacts) => `${it(facts)}: more than is still open of what it answers.`,
    E_NO_COST: (facts: RefusalFacts) => `${it(facts)}: no cost is known, so a manager has to state it.`,
    E_NOTHING_USED: () => 'Nothing has been used on this run yet, so nothing can be built.',
    E_ORIGINAL_NOT_POSTED: () => 'It answers a document that is not posted.',
    E_WAITING: () => 'It waits for another document that was refused.',
    E_PERIOD_LOCKED: () => 'The period is locked.',
    E_BEFORE_ORIGINAL: () => 'It would be dated before what it answers.',
    E_ORDER_CLOSED: () => 'The sales order is closed.',
    E_RUN_CLOSED: () => 'The production run is closed.',
    E_RUN_HAS_REFUSALS: () => 'A refused document on this run must be settled first.',
    E_RUN_NOT_EMPTY: () => 'The run still holds ingredients.',
    E_REVERSED_BEFORE: () => 'It was reversed before.',
    E_SETTLED_BEFORE: () => 'It was settled before.',
    E_REVERSES: () => 'This document cannot be reversed.',
    E_NOT_MIRROR: () => 'The reversal does not match its original.',
    E_OPENED_BEFORE: (facts: RefusalFacts) => `${it(facts)}: its opening stock was entered before.`,
    E_KIND: (facts: RefusalFacts) => `${it(facts)}: this kind of item does not go this way.`,
    E_UNKNOWN_ITEM: () => 'It names an item that the book does not know.',
    E_UNKNOWN_LOCATION: () => 'It names a place that the book does not know.',
    E_NO_PERSON: () => 'It names a person that the book does not know.',
    E_BRANCH: () => 'It names a place of another branch.',
    E_EMPTY_DOCUMENT: () => 'There was nothing on it that moves anything.',
  } as Readonly<Record<string, (facts: RefusalFacts) => string>>,
  refusedOtherwise: (code: string) => `The book would not take it (${code}).`,
} as const
