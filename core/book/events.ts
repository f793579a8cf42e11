/**
 * Everything that can happen (design section 1). What each may move is the table `event_rule` in the book itself;
 * a test holds the two together.
 */
export const EVENTS = [
  'opening',
  'purchase_invoice',
  'supplier_return',
  'price_confirmation',
  'restock',
  'issue',
  'issue_return',
  'usage',
  'usage_return',
  'build',
  'run_close',
  'sale',
  'customer_return',
  'write_off',
  'adjustment',
  'transfer_dispatch',
  'transfer_receive',
  'transfer_settlement',
  'transfer_recall',
  'reversal',
  'void',
] as const
export type EventName = (typeof EVENTS)[number]

/** Where value can be. The book's table `location_kind` names each one's account. */
export const LOCATION_KINDS = [
  'opening',
  'supplier',
  'stockroom',
  'manufacturing',
  'run',
  'built',
  'retail',
  'customer',
  'write_off',
  'loss',
  'gain',
  'tax',
  'branch_out',
  'branch_in',
] as const
export type LocationKind = (typeof LOCATION_KINDS)[number]

export const ITEM_KINDS = ['raw', 'external', 'manufactured'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]
