import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReader } from '../../database/reader.ts'
import { openBakery, type Bakery } from '../../testing/bakery.ts'
import { postEveryEvent } from '../../testing/every-event.ts'
import { hashOf } from '../content.ts'
import type { CheckName } from './proof.ts'
import { summaryLine } from './verdict.ts'
import { verifyBook } from './verify-book.ts'

let bakery: Bakery
let copies = 0
beforeAll(async () => {
  bakery = await openBakery()
  await postEveryEvent(bakery)
  await bakery.central.all({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
})
afterAll(() => bakery.close())

/** One way to spoil a book, and the row that must be named. `row` is a query on the book as it was. */
interface Corruption {
  readonly what: string
  readonly spoil: string | ((database: Database.Database) => void)
  readonly check: CheckName
  readonly table: string
  readonly row: string
}

const first = (event: string): string =>
  `(SELECT min(position) FROM document WHERE event = '${event}' AND state = 'posted')`
const refused = `(SELECT min(position) FROM document WHERE state = 'refused')`
const moveOf = (event: string, index = 0): string =>
  `(SELECT first_move + ${index} FROM document WHERE position = ${first(event)})`
const lastMove = '(SELECT max(id) FROM move)'
const lastDocument = '(SELECT max(position) FROM document)'
/** The last document of the other branch's writer, which no hash follows. */
const lastThere = '(SELECT max(position) FROM document WHERE writer = 2)'
const stockroom = `(SELECT id FROM location WHERE kind = 'stockroom' AND branch = 1)`
const setMove = (id: string, change: string): string => `UPDATE move SET ${change} WHERE id = ${id}`
const setDocument = (position: string, change: string): string =>
  `UPDATE document SET ${change} WHERE position = ${position}`
const ofMove = (check: CheckName, what: string, id: string, change: string): Corruption => ({
  what,
  spoil: setMove(id, change),
  check,
  table: 'move',
  row: `SELECT ${id}`,
})
const ofDocument = (check: CheckName, what: string, position: string, change: string): Corruption => ({
  what,
  spoil: setDocument(position, change),
  check,
  table: 'document',
  row: `SELECT ${position}`,
})

const MOVES: readonly Corruption[] = [
  ofMove(
    'line_amount',
    'amount of a stated line changed',
    moveOf('purchase_invoice', 1),
    'amount = amount + 1',
  ),
  ofMove('line_amount', 'amount of a sale at cost changed', moveOf('sale'), 'amount = amount - 1'),
  ofMove('line_amount', 'amount of a gain changed', moveOf('adjustment'), 'amount = amount + 1'),
  ofMove('line_amount', 'amount of a receive changed', moveOf('transfer_receive'), 'amount = amount - 1'),
  ofMove(
    'line_amount',
    'amount of a product changed',
    `(SELECT first_move + line_count - 1 FROM document
    WHERE position = ${first('build')})`,
    'amount = amount + 1',
  ),
  ofMove('line_quantity', 'quantity changed', moveOf('sale'), 'quantity = quantity - 1'),
  ofMove('line_ends', 'item changed', moveOf('opening'), 'item = 2'),
  ofMove('move_accounts', 'debit account changed', moveOf('issue'), 'debit_account = credit_account'),
  ofMove('move_accounts', 'credit account changed', moveOf('sale', 1), 'credit_account = credit_account + 1'),
  ofMove('move_places', 'place that is none', moveOf('write_off'), 'to_location = 9999'),
  ofMove(
    'move_branch',
    "place and account in the other branch's book",
    moveOf('sale'),
    `to_location = (SELECT id FROM location WHERE kind = 'customer' AND branch = 2),
     debit_account = (SELECT account FROM location WHERE kind = 'customer' AND branch = 2)`,
  ),
  ofMove(
    'move_kind',
    'a sale booked as a loss',
    moveOf('sale'),
    `to_location = (SELECT id FROM location WHERE kind = 'loss' AND branch = 1),
     debit_account = (SELECT account FROM location WHERE kind = 'loss' AND branch = 1)`,
  ),
  ofMove('move_chain', 'chain of the place it left', moveOf('sale'), 'from_previous = from_previous - 1'),
  ofMove('move_chain', 'chain of the place it went to', moveOf('restock'), 'to_previous = NULL'),
  ofMove('move_chain', 'chain of the debited account', moveOf('issue'), 'debit_previous = 1'),
  ofMove('move_chain', 'chain of the credited account', moveOf('issue'), 'credit_previous = NULL'),
  ofMove('move_document', 'move moved to another document', moveOf('usage', 1), 'document = document + 1'),
  ofMove('move_bounds', 'negative amount', moveOf('issue'), 'amount = -amount'),
  ofMove('move_bounds', 'from and to the same', moveOf('issue'), 'to_location = from_location'),
  ofMove('move_draws', 'return drawing on another line', moveOf('customer_return'), 'answers = answers + 1'),
  ofMove('move_draws', 'receive drawing on nothing', moveOf('transfer_receive'), 'answers = NULL'),
  ofMove('reversal_mirrors', 'reversal that mirrors nothing', moveOf('reversal'), 'mirrors = NULL'),
  ofMove(
    'reversal_mirrors',
    'reversal that mirrors another move',
    moveOf('reversal'),
    'mirrors = mirrors - 1',
  ),
  {
    what: 'last move deleted',
    spoil: `DELETE FROM move WHERE id = ${lastMove}`,
    check: 'move_missing',
    table: 'move',
    row: `SELECT ${lastMove}`,
  },
  {
    what: 'move in the middle deleted',
    spoil: `DELETE FROM move WHERE id = ${moveOf('usage', 1)}`,
    check: 'move_missing',
    table: 'move',
    row: `SELECT ${moveOf('usage', 1)}`,
  },
  {
    what: 'move added after the last document',
    spoil: `INSERT INTO move SELECT id + 1, document, item, from_location, to_location, quantity, amount, debit_account,
      credit_account, answers, mirrors, id, id, id, id FROM move WHERE id = ${lastMove}`,
    check: 'move_unsealed',
    table: 'move',
    row: `SELECT ${lastMove} + 1`,
  },
]

const DOCUMENTS: readonly Corruption[] = [
  ofDocument('document_total', 'total changed', first('sale'), 'total = total + 1'),
  ofDocument('document_line_count', 'line count raised', first('sale'), 'line_count = line_count + 1'),
  ofDocument('document_line_count', 'line count lowered', first('sale'), 'line_count = line_count - 1'),
  ofDocument('document_first_move', 'first move of the first document changed', '1', 'first_move = 2'),
  ofDocument('document_number', 'renumbered', first('purchase_invoice'), 'number = 7'),
  ofDocument('header_state', 'another series', first('sale'), "series = 'XXX'"),
  ofDocument('writer_sequence', 'sequence skipped', first('restock'), 'seq = seq + 100'),
  ofDocument(
    'document_hash',
    'content changed',
    first('sale'),
    `content = replace(content, '"quantity":40', '"quantity":41')`,
  ),
  ofDocument(
    'document_hash',
    'hash changed',
    first('sale'),
    "content_hash = replace(content_hash, substr(content_hash, 1, 1), 'g')",
  ),
  ofDocument('header_content', 'id changed', first('sale'), "id = 'another'"),
  ofDocument('header_content', 'event changed', first('write_off'), "event = 'sale'"),
  ofDocument('header_content', 'branch changed', first('write_off'), 'branch = 2'),
  ofDocument('header_content', 'acceptance time changed', first('sale'), 'accepted_at = accepted_at + 1'),
  ofDocument('posting_date', 'posting date moved back', first('sale'), "posting_date = '2026-11-19'"),
  ofDocument('posting_date', 'posting date moved on', first('sale'), "posting_date = '2026-12-01'"),
  ofDocument('posting_date', 'posting time that is none', first('sale'), 'posted_at = -9000000000000000'),
  ofDocument('document_context', 'order taken away', first('sale'), 'sales_order = NULL'),
  ofDocument('document_context', 'run taken away', first('usage'), 'run = NULL'),
  ofDocument('document_answers', 'answer taken away', first('customer_return'), 'answers = NULL'),
  ofDocument('document_reverses', 'reversal of another document', first('reversal'), 'reverses = 1'),
  ofDocument('document_settles', 'settlement of another document', first('void'), 'settles = 1'),
  ofDocument('document_transfer', 'another transfer', first('transfer_recall'), 'transfer = 1'),
  ofDocument('header_state', 'refusal without its reason', refused, 'refusal = NULL'),
  ofDocument('header_state', 'refusal with a number', refused, 'number = 1'),
  {
    what: 'document inserted at the end, with a hash that fits its content',
    spoil: (database) => {
      const content = contentAt(database, lastDocument).replace(/"seq":\d+/, '"seq":1')
      database.exec(`INSERT INTO document SELECT position + 1, 'forged', writer, seq + 1, state, event, branch, series,
        number, posting_date, accepted_at, posted_at, clock_doubtful, accepted_by, first_move, line_count, total,
        sales_order, run, transfer, answers, reverses, settles, '${content}', '${hashOf(content)}', refusal
        FROM document WHERE position = ${lastDocument}`)
    },
    check: 'writer_chain',
    table: 'document',
    row: `SELECT ${lastDocument} + 1`,
  },
  {
    what: 'content and hash changed together: the next one of the writer does not follow',
    spoil: (database) =>
      rewrite(database, first('restock'), (content) => content.replace('"v":1', '"v":1,"paper":"x"')),
    check: 'writer_chain',
    table: 'document',
    row: `SELECT ${first('restock')} + 1`,
  },
  {
    what: 'content that is no document, with a hash that fits',
    spoil: (database) => rewrite(database, lastDocument, () => '{"v":9}'),
    check: 'document_content',
    table: 'document',
    row: `SELECT ${lastDocument}`,
  },
  {
    what: 'content that asks for one move more',
    spoil: (database) =>
      rewrite(database, lastThere, (content) => content.replace(/"lines":\[(.*)\]/, '"lines":[$1,$1]')),
    check: 'line_missing',
    table: 'document',
    row: `SELECT ${lastThere}`,
  },
  {
    what: 'content that asks for no move',
    spoil: (database) =>
      rewrite(database, lastThere, (content) => content.replace(/"lines":.*/, '"lines":[]}')),
    check: 'line_excess',
    table: 'move',
    row: `SELECT first_move FROM document WHERE position = ${lastThere}`,
  },
  {
    what: 'document in the middle deleted',
    spoil: `DELETE FROM document WHERE position = ${first('sale')}`,
    check: 'document_position',
    table: 'document',
    row: `SELECT ${first('sale')}`,
  },
]

const PALESA = `(SELECT id FROM person WHERE login = 'palesa')`
/** The last document of an office's writer, which no hash follows. */
const approved = `(SELECT max(position) FROM document WHERE event <> 'void' AND settles IS NOT NULL)`
const allowed = `(SELECT position FROM document WHERE content LIKE '%"state":"given"%')`
const refusedTry = `(SELECT position FROM document WHERE state = 'refused' AND content LIKE '%"settles"%')`

const SETTLEMENTS: readonly Corruption[] = [
  {
    what: 'a settlement by who was no manager',
    spoil: `UPDATE person_role SET role = 'operator', branch = 1 WHERE person = ${PALESA}`,
    check: 'settlement_authority',
    table: 'document',
    row: `SELECT min(position) FROM document WHERE settles IS NOT NULL AND accepted_by = ${PALESA}`,
  },
  {
    what: "a settlement by another branch's manager",
    spoil: `UPDATE person_role SET branch = 2 WHERE person = ${PALESA}`,
    check: 'settlement_authority',
    table: 'document',
    row: `SELECT min(position) FROM document WHERE settles IS NOT NULL AND accepted_by = ${PALESA}`,
  },
  {
    what: 'every role forgotten',
    spoil: 'DELETE FROM person_role',
    check: 'settlement_authority',
    table: 'document',
    row: `SELECT min(position) FROM document WHERE settles IS NOT NULL AND accepted_by = ${PALESA}`,
  },
  {
    what: 'a settlement by the one who was refused',
    spoil: (database) => {
      rewrite(database, approved, (content) => content.replace(/"acceptedBy":\d+/, '"acceptedBy":1'))
      database.exec(setDocument(approved, 'accepted_by = 1'))
    },
    check: 'settlement_authority',
    table: 'document',
    row: `SELECT ${approved}`,
  },
  {
    what: 'a settlement of a try that was refused',
    spoil: (database) => {
      const [id] = database
        .prepare(`SELECT id FROM document WHERE position = ${refusedTry}`)
        .raw()
        .get([]) as [string]
      rewrite(database, approved, (content) => content.replace(/"settles":"[^"]+"/, `"settles":"${id}"`))
      database.exec(setDocument(approved, `settles = ${refusedTry}`))
    },
    check: 'document_settles',
    table: 'document',
    row: `SELECT ${approved}`,
  },
  {
    what: 'allowed by an operator',
    spoil: (database) => rewrite(database, allowed, (content) => content.replace(/"by":\d+}/, '"by":1}')),
    check: 'approval',
    table: 'document',
    row: `SELECT ${allowed}`,
  },
  {
    what: 'asked for, and posted without an answer',
    spoil: (database) =>
      rewrite(database, allowed, (content) =>
        content.replace(/"state":"given","for":(\[.*?\]),"by":\d+/, '"state":"asked","for":$1'),
      ),
    check: 'approval',
    table: 'document',
    row: `SELECT ${allowed}`,
  },
  {
    what: 'an open refusal forgotten',
    spoil: 'DELETE FROM refusal_open',
    check: 'refusal_open',
    table: 'refusal_open',
    row: 'SELECT min(position) FROM refusal_open',
  },
  {
    what: 'an open refusal in another branch',
    spoil: 'UPDATE refusal_open SET branch = 2',
    check: 'refusal_open',
    table: 'refusal_open',
    row: 'SELECT min(position) FROM refusal_open',
  },
  {
    what: 'a settled refusal that waits again',
    spoil: `INSERT INTO refusal_open SELECT branch, settles FROM document WHERE position = ${approved}`,
    check: 'refusal_open',
    table: 'refusal_open',
    row: `SELECT settles FROM document WHERE position = ${approved}`,
  },
  {
    what: 'a try that waits for itself',
    spoil: `INSERT INTO refusal_open VALUES (1, ${refusedTry})`,
    check: 'refusal_open',
    table: 'refusal_open',
    row: `SELECT ${refusedTry}`,
  },
]

const kept = (check: CheckName, what: string, update: string, table: string, row: string): Corruption => ({
  what,
  spoil: update,
  check,
  table,
  row,
})
const BALANCES: readonly Corruption[] = [
  kept(
    'stock_balance',
    'quantity of a balance',
    `UPDATE stock_balance SET quantity = quantity + 1 WHERE location = ${stockroom}
    AND item = 1`,
    'stock_balance',
    `SELECT ${stockroom} || ',1'`,
  ),
  kept(
    'stock_balance',
    'value of a balance',
    `UPDATE stock_balance SET value = value + 1 WHERE location = ${stockroom}
    AND item = 1`,
    'stock_balance',
    `SELECT ${stockroom} || ',1'`,
  ),
  kept(
    'stock_balance',
    'balance gone',
    `DELETE FROM stock_balance WHERE location = ${stockroom} AND item = 1`,
    'stock_balance',
    `SELECT ${stockroom} || ',1'`,
  ),
  kept(
    'stock_balance',
    'balance of nothing',
    `INSERT INTO stock_balance VALUES (${stockroom}, 6, 5, 5, 1)`,
    'stock_balance',
    `SELECT ${stockroom} || ',6'`,
  ),
  kept(
    'account_balance',
    'debit of an account',
    'UPDATE account_balance SET debit = debit + 1 WHERE account = 1',
    'account_balance',
    'SELECT 1',
  ),
  kept(
    'account_balance',
    'end of an account chain',
    'UPDATE account_balance SET last_move = 1 WHERE account = 1',
    'account_balance',
    'SELECT 1',
  ),
  kept(
    'outstanding',
    'open quantity',
    `UPDATE outstanding SET quantity = quantity + 1 WHERE move = ${moveOf('transfer_dispatch')}`,
    'outstanding',
    `SELECT ${moveOf('transfer_dispatch')}`,
  ),
  kept(
    'outstanding',
    'open line gone',
    `DELETE FROM outstanding WHERE move = ${moveOf('transfer_dispatch')}`,
    'outstanding',
    `SELECT ${moveOf('transfer_dispatch')}`,
  ),
  kept(
    'run_used',
    'used on a run',
    'UPDATE run_ingredient SET used = used + 1 WHERE run = 1 AND item = 2',
    'run_ingredient',
    `SELECT '1,2'`,
  ),
  kept(
    'run_built',
    'built on a run',
    'UPDATE production_run SET built = 99 WHERE id = 1',
    'production_run',
    'SELECT 1',
  ),
  kept(
    'run_state',
    'closed run opened',
    `UPDATE production_run SET state = 'open' WHERE id = 1`,
    'production_run',
    'SELECT 1',
  ),
  kept(
    'order_logged',
    'logged on an order',
    'UPDATE sales_order_line SET logged = logged - 1 WHERE item = 5',
    'sales_order_line',
    `SELECT '1,5'`,
  ),
  kept(
    'order_cost',
    'cost on an order',
    'UPDATE sales_order_line SET cost = cost + 1 WHERE item = 5',
    'sales_order_line',
    `SELECT '1,5'`,
  ),
  kept(
    'cost_source',
    'remembered price',
    `UPDATE cost_source SET amount = amount + 1 WHERE move = ${moveOf('purchase_invoice')}`,
    'cost_source',
    `SELECT '1,1,purchase,' || ${moveOf('purchase_invoice')}`,
  ),
  kept(
    'cost_source',
    'remembered price gone',
    `DELETE FROM cost_source WHERE move = ${moveOf('purchase_invoice')}`,
    'cost_source',
    `SELECT '1,1,purchase,' || ${moveOf('purchase_invoice')}`,
  ),
  kept(
    'opening_entry',
    'mark of opening stock gone',
    `DELETE FROM opening_entry WHERE location = ${stockroom}`,
    'opening_entry',
    `SELECT ${stockroom} || ',1'`,
  ),
  kept(
    'item_first_move',
    'mark of the first move',
    'UPDATE item SET first_move = NULL WHERE id = 4',
    'item',
    'SELECT 4',
  ),
  kept(
    'transfer',
    'transfer renumbered',
    `UPDATE transfer SET number = 9 WHERE dispatch = ${first('transfer_dispatch')}`,
    'transfer',
    `SELECT ${first('transfer_dispatch')}`,
  ),
  kept(
    'transfer',
    'transfer gone',
    `DELETE FROM transfer WHERE dispatch = ${first('transfer_dispatch')}`,
    'transfer',
    `SELECT ${first('transfer_dispatch')}`,
  ),
  kept('book_seq', 'fewer writes than documents', 'UPDATE meta SET seq = 3', 'meta', 'SELECT 1'),
  kept(
    'book_last_document',
    'mark of the last document',
    'UPDATE meta SET last_document = 1',
    'meta',
    'SELECT 1',
  ),
  kept('book_identity', 'identity gone', 'DELETE FROM meta', 'meta', 'SELECT 1'),
  kept(
    'location_account',
    'account of a place',
    `UPDATE location SET account = 1 WHERE kind = 'stockroom' AND branch = 2`,
    'location',
    `SELECT id FROM location WHERE kind = 'stockroom' AND branch = 2`,
  ),
  kept(
    'reference',
    'order of a customer that does not exist',
    'UPDATE sales_order SET partner = 77 WHERE id = 1',
    'sales_order',
    'SELECT 1',
  ),
]

describe('verifying a book that was tampered with names the first bad row', () => {
  it.each([...MOVES, ...DOCUMENTS, ...SETTLEMENTS, ...BALANCES])(
    '$check: $what',
    ({ spoil, check, table, row }) => {
      const copy = join(bakery.folder, `copy-${++copies}.db`)
      copyFileSync(bakery.path, copy)
      const expectedRow = String(bakery.reader.get(row)?.[0])
      tamper(copy, spoil)
      const reader = openReader(copy)
      const verdict = verifyBook(reader)
      reader.close()
      expect(verdict.firstBad).toMatchObject({ check, table, row: expectedRow })
      expect(verdict.ok).toBe(false)
      expect(summaryLine(verdict)).toContain(
        `Books NOT in order: ${table.replaceAll('_', ' ')} ${expectedRow}: `,
      )
      expect(summaryLine(verdict)).not.toContain('\n')
    },
  )
})

/** Goes around every guard, as someone with the file in a hex editor would. */
function tamper(path: string, spoil: Corruption['spoil']): void {
  const database = new Database(path)
  database.exec('PRAGMA foreign_keys = OFF')
  database.exec('PRAGMA ignore_check_constraints = ON')
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string
  }[])
    database.exec(`DROP TRIGGER ${name}`)
  if (typeof spoil === 'string') database.exec(spoil)
  else spoil(database)
  database.close()
}

function contentAt(database: Database.Database, position: string): string {
  const row = database.prepare(`SELECT content FROM document WHERE position = ${position}`).raw().get([])
  return String((row as string[])[0])
}

function rewrite(database: Database.Database, position: string, change: (content: string) => string): void {
  const content = change(contentAt(database, position))
  const sql = `UPDATE document SET content = ?, content_hash = ? WHERE position = ${position}`
  database.prepare(sql).run(content, hashOf(content))
}
