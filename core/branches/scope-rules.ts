/**
 * Which rows of each table somebody of one branch may read: the scope of design section 3, in one place. A table that
 * is not named here shows nothing to them, so that a new one is safe before anybody thought of it.
 */
export type ScopeRule =
  /** Everybody's: it says nothing about any branch. */
  | 'whole'
  /** A condition on its row, called `t`; `?` stands for the branch. */
  | { readonly where: string }
  /** Every row, of which only some columns are everybody's: what another branch shows instead, by column. */
  | { readonly isOwn: string; readonly instead: Readonly<Record<string, string>> }

const OWN: ScopeRule = { where: 't.branch = ?' }
/** The company's, or this branch's own. */
const SHARED: ScopeRule = { where: '(t.branch IS NULL OR t.branch = ?)' }
const through = (table: string, key: string): ScopeRule => ({
  where: `EXISTS (SELECT 1 FROM main.${table} o WHERE o.id = t.${key} AND o.branch = ?)`,
})
const SHARED_ITEM =
  'EXISTS (SELECT 1 FROM main.item o WHERE o.id = t.item AND (o.branch IS NULL OR o.branch = ?))'
const SHARED_PARTNER =
  'EXISTS (SELECT 1 FROM main.partner o WHERE o.id = t.partner AND (o.branch IS NULL OR o.branch = ?))'

/** Every table of the book. A test compares with the migrations. */
export const SCOPE_RULES: Readonly<Record<string, ScopeRule>> = {
  meta: 'whole',
  migration: 'whole',
  // How far the copies of the book go, as meta says how far the book does.
  verified_copy: 'whole',
  account_kind: 'whole',
  location_kind: 'whole',
  event: 'whole',
  event_rule: 'whole',
  scale_pattern: 'whole',
  reason_code: 'whole',
  // Another branch appears by prefix and name, as the counterpart of a transfer, and by nothing else.
  branch: {
    isOwn: 't.id = ?',
    instead: {
      time_zone: `'UTC'`,
      locked_until: `'1970-01-01'`,
      issues_shortfall: '1',
      usage_tolerance: '0',
      expiry_warning_days: '0',
    },
  },
  old_books_limit: OWN,
  account: OWN,
  account_balance: through('account', 'account'),
  location: OWN,
  stock_balance: through('location', 'location'),
  opening_entry: through('location', 'location'),
  // Both accounts of a move are in one branch: the book sees to that.
  move: through('account', 'debit_account'),
  document: OWN,
  refusal_open: OWN,
  cost_source: OWN,
  transfer: { where: '? IN (t.from_branch, t.to_branch)' },
  // What is on the road between two branches is seen at both ends.
  outstanding: {
    where: `EXISTS (SELECT 1 FROM main.move o CROSS JOIN main.location l ON l.id = o.to_location
      WHERE o.id = t.move AND ? IN (l.branch, l.counterpart))`,
  },
  item: SHARED,
  item_word: { where: SHARED_ITEM },
  barcode: { where: SHARED_ITEM },
  reorder_point: OWN,
  partner: SHARED,
  supplier_price: { where: `${SHARED_ITEM} AND ${SHARED_PARTNER}` },
  bom: { where: SHARED_ITEM },
  bom_line: {
    where: `EXISTS (SELECT 1 FROM main.bom b CROSS JOIN main.item o ON o.id = b.item
      WHERE b.id = t.bom AND (o.branch IS NULL OR o.branch = ?))`,
  },
  sales_order: OWN,
  sales_order_line: through('sales_order', 'sales_order'),
  production_run: OWN,
  run_ingredient: through('production_run', 'run'),
  // Who works here, who did, and the super admins, whose names stand on papers of every branch.
  person: {
    where: `(t.branch IS NULL OR t.branch = ? OR EXISTS (
      SELECT 1 FROM main.person_role o WHERE o.person = t.id AND o.branch = ?))`,
  },
  person_role: SHARED,
  badge: through('person', 'person'),
  api_token: through('person', 'person'),
  api_request: through('person', 'person'),
  // The office writes for all branches.
  writer: SHARED,
  station_tile: {
    where: 'EXISTS (SELECT 1 FROM main.writer o WHERE o.name = t.station AND o.branch = ?)',
  },
  station_note: OWN,
  station_contact: through('writer', 'writer'),
}
