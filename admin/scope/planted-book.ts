import type { Write } from '../../core/database/catalogue.ts'
import type { SqlValue } from '../../core/database/central.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import type { Admin } from '../testing/open-admin.ts'
import { workADay } from '../testing/busy-bakery.ts'

/** What is in the book of BRB alone. Every one of these is found by a super admin, and none by anybody of BRA. */
export const SECRETS = [
  // Items, their barcodes and packs, what suppliers ask for them, when they are ordered again.
  'Planted rye 900 g',
  'PLANTED-RYE',
  '06009999900017',
  'Planted crate',
  'R6,543.21',
  '7,654 each',
  // Partners, people, stations, what they told.
  'Planted Guest House',
  '011 555 0199',
  'Nomsa Planted',
  'nomsa.planted',
  'BRB-K9',
  'The planted scanner blinks',
  'planted-till',
  'BRB-K8-000001',
  // Papers, quantities, costs.
  'BRB-INV-0',
  'BRB-K1-0',
  'BRB-SO-0',
  'BRB-PR-0',
  'INVOICE-2',
  '4,321',
  'R87,654.32',
  '3,141',
  '1,618',
  '8191 min',
  '131071 min',
] as const

const sql = (text: string, ...args: readonly SqlValue[]): Write => ({ sql: uncatalogued(text), args })

/** Fills the book for both branches, then plants in BRB one of everything that a branch can have of its own. */
export async function plantInBrb(admin: Admin): Promise<void> {
  const { bakery } = admin
  await workADay(bakery)
  await bakery.central.batch([...plantItem(admin), ...plantPeople(admin), ...plantPapers(admin)])
}

function plantItem({ bakery: { brb, cafe } }: Admin): Write[] {
  return [
    sql(
      `INSERT INTO item (id, code, name, kind, base_unit, display_unit, display_factor, is_measured, branch)
       VALUES (901, 'PLANTED-RYE', 'Planted rye 900 g', 'external', 'each', 'each', 1, 0, ?1)`,
      brb,
    ),
    ...['planted', 'rye', '900', 'g'].map((word) =>
      sql('INSERT INTO item_word (word, item) VALUES (?1, 901)', word),
    ),
    sql(
      `INSERT INTO barcode (code, item, quantity, pack_name) VALUES ('06009999900017', 901, 24, 'Planted crate')`,
    ),
    sql('INSERT INTO reorder_point (branch, item, quantity) VALUES (?1, 901, 7654)', brb),
    sql(`INSERT INTO old_books_limit VALUES (?1, 'general', 8191, NULL, 131071)`, brb),
    sql(
      `INSERT INTO partner (id, name, is_customer, is_supplier, branch, phone)
       VALUES (901, 'Planted Guest House', 1, 1, ?1, '011 555 0199')`,
      brb,
    ),
    ...[901, cafe].map((partner) =>
      sql(
        `INSERT INTO supplier_price (partner, item, amount, quantity, noted_at) VALUES (?1, 901, 654321, 1, 0)`,
        partner,
      ),
    ),
  ]
}

function plantPeople({ bakery: { brb } }: Admin): Write[] {
  return [
    sql(
      `INSERT INTO person (id, login, name, role, branch) VALUES (901, 'nomsa.planted', 'Nomsa Planted', 'operator', ?1)`,
      brb,
    ),
    sql(`INSERT INTO writer (name, incarnation, branch, state) VALUES ('BRB-K9', 'BRB-K9', ?1, 'open')`, brb),
    sql(
      `INSERT INTO writer (name, incarnation, branch, state) VALUES ('BRB-K8', 'BRB-K8', ?1, 'closed')`,
      brb,
    ),
    sql(
      `INSERT INTO station_contact
         (writer, at, waiting, oldest_accepted_at, last_seq, release, schema, clock_offset_ms, known_at, host)
       SELECT id, 1763600000000, 7, 1763600000000, 7, '9.8.7', 1, 7200000, 1763600000000, 'planted-till'
       FROM writer WHERE incarnation IN ('BRB-K8', 'BRB-K9')`,
    ),
    sql(
      `INSERT INTO station_note (id, station, branch, kind, at, person, content)
       VALUES ('01936f9c-0000-7000-8000-00000000a001', 'BRB-K9', ?1, 'remark', 1763600000000, 901, ?2)`,
      brb,
      JSON.stringify({ kind: 'remark', text: 'The planted scanner blinks', screen: 'home', context: '' }),
    ),
    sql(
      `INSERT INTO station_note (id, station, branch, kind, at, person, content)
       VALUES ('01936f9c-0000-7000-8000-00000000a002', 'BRB-K9', ?1, 'unknown_scan', 1763600000000, 901, ?2)`,
      brb,
      JSON.stringify({ kind: 'unknown_scan', code: '06009999911111', times: 3 }),
    ),
  ]
}

function plantPapers({ bakery: { brb, coke, bom } }: Admin): Write[] {
  return [
    sql(
      `INSERT INTO sales_order (id, branch, number, partner, ordered_on, due_on, state)
       VALUES (901, ?1, 'BRB-SO-00901', 901, '2026-11-20', '2026-11-21', 'open')`,
      brb,
    ),
    sql(
      'INSERT INTO sales_order_line (sales_order, item, ordered, price) VALUES (901, ?1, 3141, 2718)',
      coke,
    ),
    sql(
      `INSERT INTO production_run (id, branch, serial, bom, item, bom_output, planned, issue_on, due_on, state)
       SELECT 901, ?1, 'BRB-PR-00901', id, item, output_quantity, 1618, '2026-11-20', '2026-11-21', 'open'
       FROM bom WHERE id = ?2`,
      brb,
      bom,
    ),
    sql(
      `INSERT INTO location (branch, kind, account, holds_stock, run)
       SELECT ?1, 'run', id, 1, 901 FROM account WHERE branch = ?1 AND kind = 'manufacturing_inventory'`,
      brb,
    ),
  ]
}
