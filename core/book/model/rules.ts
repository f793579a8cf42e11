import type { EventName, ItemKind, LocationKind } from '../events.ts'

/** Design section 1, in its own words: the account each kind of place names, and whether it holds stock. */
export const ACCOUNT_OF: Record<LocationKind, string> = {
  opening: 'opening_balance',
  supplier: 'accounts_payable',
  stockroom: 'stockroom_inventory',
  manufacturing: 'manufacturing_inventory',
  run: 'manufacturing_inventory',
  built: 'manufacturing_inventory',
  retail: 'finished_goods_inventory',
  customer: 'cost_of_sale',
  write_off: 'cost_of_sale',
  loss: 'variance_expense',
  gain: 'variance_income',
  tax: 'tax_receivable',
  branch_out: 'inter_branch_debtors',
  branch_in: 'inter_branch_creditors',
}
const HOLDS_STOCK: ReadonlySet<LocationKind> = new Set(['stockroom', 'manufacturing', 'run', 'retail'])
export const holdsStock = (kind: LocationKind): boolean => HOLDS_STOCK.has(kind)

export const SERIES_OF: Record<EventName, string> = {
  opening: 'OPN',
  purchase_invoice: 'INV',
  supplier_return: 'RTS',
  price_confirmation: 'PRC',
  restock: 'RST',
  issue: 'ISS',
  issue_return: 'ISR',
  usage: 'USE',
  usage_return: 'USR',
  build: 'BLD',
  run_close: 'RCL',
  sale: 'SAL',
  customer_return: 'CRT',
  write_off: 'WOF',
  adjustment: 'ADJ',
  transfer_dispatch: 'DSP',
  transfer_receive: 'RCV',
  transfer_settlement: 'STL',
  transfer_recall: 'RCA',
  reversal: 'REV',
  void: 'VOI',
}

/** From > to, one word an event; a star: only value moves; a tilde: only value, and no item. */
const WAYS: Record<EventName, string> = {
  opening: 'opening>stockroom opening>manufacturing opening>retail',
  purchase_invoice: 'supplier>stockroom supplier>retail ~supplier>tax',
  supplier_return:
    'stockroom>supplier retail>supplier *gain>stockroom *gain>retail *stockroom>loss *retail>loss ~tax>supplier',
  price_confirmation:
    '*supplier>stockroom *supplier>retail *supplier>loss *stockroom>supplier *retail>supplier *gain>supplier ' +
    '~supplier>tax ~tax>supplier',
  restock: 'stockroom>retail',
  issue: 'stockroom>manufacturing retail>manufacturing',
  issue_return: 'manufacturing>stockroom manufacturing>retail',
  usage: 'stockroom>manufacturing manufacturing>run',
  usage_return: 'run>manufacturing',
  build: 'stockroom>manufacturing manufacturing>run run>built built>retail',
  run_close: 'run>write_off',
  sale: 'retail>customer',
  customer_return: 'customer>retail customer>write_off',
  write_off: 'stockroom>write_off manufacturing>write_off retail>write_off',
  adjustment: 'gain>stockroom gain>manufacturing gain>retail stockroom>loss manufacturing>loss retail>loss',
  transfer_dispatch: 'stockroom>branch_out retail>branch_out',
  transfer_receive: 'branch_in>stockroom branch_in>retail',
  transfer_settlement: 'branch_out>loss branch_in>loss',
  transfer_recall: 'branch_out>stockroom branch_out>retail',
  reversal: '',
  void: '',
}

/** Where each kind of item may be (the last paragraph of design section 1). */
const HOMES: Record<ItemKind, ReadonlySet<LocationKind>> = {
  raw: new Set(['stockroom', 'manufacturing', 'run']),
  external: new Set(['stockroom', 'manufacturing', 'run', 'retail']),
  manufactured: new Set(['manufacturing', 'run', 'retail']),
}

/** May this event move this kind of item (null: none) between these places? */
export function mayMove(
  event: EventName,
  [from, to]: readonly [LocationKind, LocationKind],
  kind: ItemKind | null,
  isValueOnly: boolean,
): boolean {
  const mark = kind === null ? '~' : isValueOnly ? '*' : ''
  if (kind === null && !isValueOnly) return false
  if (!WAYS[event].split(' ').includes(`${mark}${from}>${to}`)) return false
  if (kind === null) return true
  if (from === 'built') return kind === 'manufactured'
  if (from === 'supplier' || to === 'supplier') return kind !== 'manufactured' && areHomes(kind, from, to)
  if (from === 'customer' || to === 'customer') return kind !== 'raw' && areHomes(kind, from, to)
  if (event === 'supplier_return') return kind !== 'manufactured' && areHomes(kind, from, to)
  return areHomes(kind, from, to)
}

function areHomes(kind: ItemKind, from: LocationKind, to: LocationKind): boolean {
  return [from, to].every((place) => !holdsStock(place) || HOMES[kind].has(place))
}
