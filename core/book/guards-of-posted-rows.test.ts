import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectRefused, header, line, type Attack } from '../testing/going-around.ts'
import { openTradedBakery, type TradedBakery } from '../testing/traded-bakery.ts'

let bakery: TradedBakery
beforeAll(async () => {
  bakery = await openTradedBakery()
})
afterAll(() => bakery.close())

const DOCUMENT_COLUMNS = `position, id, writer, seq, state, event, branch, series, number, posting_date, accepted_at,
  posted_at, clock_doubtful, accepted_by, first_move, line_count, total, sales_order, run, transfer, answers, reverses,
  settles, content, content_hash, refusal`
/** The first document's row again, with one column said differently. */
const documentAgain = (column: string, value: string): string =>
  `SELECT ${DOCUMENT_COLUMNS.replace(new RegExp(`\\b${column}\\b`), value)} FROM document WHERE position = 1`
const moveAgain = `SELECT id, document, item, from_location, to_location, quantity, 1, debit_account, credit_account,
  answers, mirrors, from_previous, to_previous, debit_previous, credit_previous FROM move WHERE id = 1`

describe('what is posted stays as it was posted', () => {
  const attacks: Attack[] = [
    { what: 'a document changed', sql: ['UPDATE document SET total = total + 1 WHERE position = 1'], says: 'E_POSTED' },
    { what: 'a refusal turned into a posting', sql: ["UPDATE document SET state = 'posted' WHERE state = 'refused'"], says: 'E_POSTED' },
    { what: 'a document deleted', sql: ['DELETE FROM document WHERE position = 1'], says: 'E_POSTED' },
    { what: 'every document deleted', sql: ['DELETE FROM document'], says: 'E_POSTED' },
    { what: 'a document replaced by position', sql: [`INSERT OR REPLACE INTO document ${documentAgain('id', "'other'")}`], says: 'E_POSTED' },
    { what: 'a document replaced by id', sql: [`INSERT OR REPLACE INTO document ${documentAgain('position', '(SELECT max(position) + 1 FROM document)')}`], says: 'E_ID_KNOWN' },
    { what: 'REPLACE INTO a document', sql: [`REPLACE INTO document ${documentAgain('total', 'total')}`], says: 'E_ID_KNOWN' },
    { what: 'a document changed by an upsert', sql: [`INSERT INTO document ${documentAgain('total', 'total')} ON CONFLICT DO UPDATE SET total = 0`], says: 'E_ID_KNOWN' },
    { what: 'UPDATE OR REPLACE of a document', sql: ['UPDATE OR REPLACE document SET position = 2 WHERE position = 1'], says: 'E_POSTED' },
    { what: 'UPDATE OR IGNORE of a document', sql: ['UPDATE OR IGNORE document SET total = 0'], says: 'E_POSTED' },
    { what: 'a move changed', sql: ['UPDATE move SET amount = amount + 1 WHERE id = 1'], says: 'E_POSTED' },
    { what: 'a move given another document', sql: ['UPDATE move SET document = 2 WHERE id = 1'], says: 'E_POSTED' },
    { what: 'a move deleted', sql: ['DELETE FROM move WHERE id = 1'], says: 'E_POSTED' },
    { what: 'the last move deleted', sql: ['DELETE FROM move WHERE id = (SELECT max(id) FROM move)'], says: 'E_POSTED' },
    { what: 'a move replaced', sql: [`INSERT OR REPLACE INTO move ${moveAgain}`], says: 'E_POSTED' },
    { what: 'a move changed by an upsert', sql: [`INSERT INTO move ${moveAgain} ON CONFLICT (id) DO UPDATE SET amount = 1`], says: 'E_POSTED' },
    { what: 'UPDATE OR REPLACE of a move', sql: ['UPDATE OR REPLACE move SET id = 2 WHERE id = 1'], says: 'E_POSTED' },
    { what: 'a transfer changed', sql: ['UPDATE transfer SET to_branch = from_branch'], says: 'E_POSTED' },
    { what: 'a transfer deleted', sql: ['DELETE FROM transfer'], says: 'E_POSTED' },
    { what: 'a transfer replaced', sql: ["INSERT OR REPLACE INTO transfer SELECT dispatch, from_branch, to_branch, number, 'BRA-iTrans-00099' FROM transfer LIMIT 1"], says: 'E_POSTED' },
    { what: "a transfer's reference taken by another", sql: ["REPLACE INTO transfer SELECT 1, from_branch, to_branch, 99, reference FROM transfer LIMIT 1"], says: 'E_POSTED' },
    { what: 'a transfer without a dispatch', sql: ["INSERT INTO transfer VALUES (1, 1, 2, 99, 'BRA-iTrans-00099')"], says: 'E_TRANSFER' },
  ] // prettier-ignore
  it.each(attacks)('$what', (attack) => expectRefused(bakery, attack))
})

describe('what the moves stand on stays as it was', () => {
  const attacks: Attack[] = [
    { what: "an item's kind changed after its first move", sql: ["UPDATE item SET kind = 'external' WHERE code = 'FLOUR'"], says: 'E_KIND_FIXED' },
    { what: "an item's base unit changed after its first move", sql: ["UPDATE item SET base_unit = 'ml' WHERE code = 'FLOUR'"], says: 'E_KIND_FIXED' },
    { what: 'the first move forgotten, then the kind changed', sql: ["UPDATE item SET first_move = NULL WHERE code = 'FLOUR'", "UPDATE item SET kind = 'external' WHERE code = 'FLOUR'"], says: 'E_KIND_FIXED' },
    { what: 'an item replaced by one of another kind', sql: ["INSERT OR REPLACE INTO item (id, code, name, kind, base_unit, display_unit, display_factor, is_measured) SELECT id, code, name, 'external', base_unit, display_unit, display_factor, is_measured FROM item WHERE code = 'FLOUR'"], says: 'E_KIND_FIXED' },
    { what: 'an item replaced by its code', sql: ["INSERT OR REPLACE INTO item (id, code, name, kind, base_unit, display_unit, display_factor, is_measured) SELECT 999, code, name, 'external', base_unit, display_unit, display_factor, is_measured FROM item WHERE code = 'FLOUR'"], says: 'E_KIND_FIXED' },
    { what: 'an item given another id', sql: ["UPDATE item SET id = 999 WHERE code = 'FLOUR'"], says: 'E_KIND_FIXED' },
    { what: 'an item with moves deleted', sql: ["DELETE FROM item WHERE code = 'FLOUR'"], says: 'E_POSTED' },
    { what: 'a location given another account', sql: ["UPDATE location SET account = account + 1 WHERE kind = 'retail'"], says: 'E_FIXED' },
    { what: 'a location moved to another branch', sql: ["UPDATE location SET branch = 2 WHERE branch = 1 AND kind = 'retail'"], says: 'E_FIXED' },
    { what: 'a location deleted', sql: ["DELETE FROM location WHERE kind = 'retail'"], says: 'E_FIXED' },
    { what: 'a location replaced', sql: ["INSERT OR REPLACE INTO location SELECT id, branch, 'stockroom', (SELECT account FROM location WHERE branch = 1 AND kind = 'stockroom'), 1, NULL, NULL FROM location WHERE branch = 1 AND kind = 'retail'"], says: 'E_FIXED' },
    { what: 'an account changed', sql: ["UPDATE account SET kind = 'cost_of_sale'"], says: 'E_FIXED' },
    { what: 'an account deleted', sql: ['DELETE FROM account'], says: 'E_FIXED' },
    { what: 'an account replaced', sql: ["INSERT OR REPLACE INTO account (id, branch, kind) VALUES (1, 1, 'tax_receivable')"], says: 'E_FIXED' },
    { what: 'a location whose account is of another kind', sql: ["INSERT INTO location (branch, kind, account, holds_stock) SELECT 2, 'retail', id, 1 FROM account WHERE branch = 2 AND kind = 'cost_of_sale'"], says: 'E_ACCOUNT' },
    { what: "a location with another branch's account", sql: ["INSERT INTO location (branch, kind, account, holds_stock) SELECT 2, 'retail', account, 1 FROM location WHERE branch = 1 AND kind = 'retail'"], says: 'E_ACCOUNT' },
    { what: 'a second retail place in a branch', sql: ["INSERT INTO location (branch, kind, account, holds_stock) SELECT branch, kind, account, 1 FROM location WHERE branch = 1 AND kind = 'retail'"], says: 'UNIQUE' },
  ] // prettier-ignore
  it.each(attacks)('$what', (attack) => expectRefused(bakery, attack))

  it('takes what is right, so that the attacks above fail for what they do wrong', () => {
    const { at, flour } = bakery
    const bought = line({
      item: flour,
      from_location: at.supplier,
      to_location: at.stockroom,
      quantity: 1,
      amount: 1,
    })
    // One good document, then something to fail at, so that this test too leaves nothing behind.
    expectRefused(bakery, {
      what: 'a good document',
      sql: [bought, header(), 'SELECT * FROM the_end'],
      says: 'the_end',
    })
  })
})
