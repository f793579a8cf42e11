import { whole } from './book-rows.ts'
import { differs, type Check, type Fault, type Proof } from './proof.ts'

const UNBALANCED_BRANCH = `SELECT a.branch, sum(b.debit - b.credit) FROM account a
  JOIN account_balance b ON b.account = a.id GROUP BY a.branch HAVING sum(b.debit - b.credit) <> 0
  ORDER BY a.branch LIMIT 1`

/** Inventory accounts whose places do not hold what the account says. */
const STOCK_VALUE = `SELECT a.id, b.debit - b.credit, coalesce(s.value, 0) FROM account a
  JOIN account_kind k ON k.kind = a.kind AND k.is_inventory = 1
  JOIN account_balance b ON b.account = a.id
  LEFT JOIN (
    SELECT l.account, sum(s.value) AS value FROM stock_balance s JOIN location l ON l.id = s.location
    GROUP BY l.account) s ON s.account = a.id
  WHERE b.debit - b.credit <> coalesce(s.value, 0) ORDER BY a.id LIMIT 1`

/** Debtors here less creditors there, against what is on the road between the two. */
const ON_THE_ROAD = `SELECT d.id, coalesce(o.amount, 0), db.debit - db.credit - (cb.credit - cb.debit)
  FROM account d
  JOIN account_balance db ON db.account = d.id
  JOIN account c ON c.kind = 'inter_branch_creditors' AND c.branch = d.counterpart AND c.counterpart = d.branch
  JOIN account_balance cb ON cb.account = c.id
  LEFT JOIN (
    SELECT m.debit_account AS account, sum(o.amount) AS amount
    FROM outstanding o JOIN move m ON m.id = o.move JOIN location l ON l.id = m.to_location
    WHERE l.kind = 'branch_out' GROUP BY m.debit_account) o ON o.account = d.id
  WHERE d.kind = 'inter_branch_debtors'
    AND coalesce(o.amount, 0) <> db.debit - db.credit - (cb.credit - cb.debit) ORDER BY d.id LIMIT 1`

/** Each dispatch has its transfer, numbered without a gap in its branch and towards the place its goods went to. */
const TRANSFERS = `SELECT d.position, d.branch, t.dispatch, t.from_branch, t.to_branch, t.number, t.reference,
    l.counterpart
  FROM document d
  LEFT JOIN transfer t ON t.dispatch = d.position
  LEFT JOIN move m ON m.id = d.first_move
  LEFT JOIN location l ON l.id = m.to_location
  WHERE d.event = 'transfer_dispatch' AND d.state = 'posted' ORDER BY d.position`
const STRAY_TRANSFER = `SELECT t.dispatch, d.event FROM transfer t LEFT JOIN document d ON d.position = t.dispatch
  WHERE d.event IS NOT 'transfer_dispatch' OR d.state <> 'posted' ORDER BY t.dispatch LIMIT 1`

/** Tables whose references no other check follows. */
const REFERRING = ['account', 'barcode', 'bom', 'bom_line', 'document', 'location', 'sales_order', 'writer']

/** What must hold between the balances, after each of them was found right by itself. */
export const LEDGER_CHECKS: readonly Check<undefined>[] = [
  {
    name: 'trial_balance',
    find: (_, { reader }) => {
      const row = reader.get(UNBALANCED_BRANCH)
      return row && { table: 'branch', row: whole(row[0]), expected: 0, found: row[1] ?? null }
    },
  },
  { name: 'stock_is_account', find: (_, proof) => findDifference(proof, STOCK_VALUE) },
  { name: 'transfer_identity', find: (_, proof) => findDifference(proof, ON_THE_ROAD) },
  { name: 'transfer', find: (_, proof) => findWrongTransfer(proof) },
  {
    name: 'book_seq',
    find(_, { reader, state }) {
      const seq = whole(reader.get('SELECT seq FROM meta')?.[0])
      const least = 1 + state.documents
      return seq >= least ? undefined : { table: 'meta', row: 1, expected: `>= ${least}`, found: seq }
    },
  },
  {
    name: 'book_last_document',
    find(_, { reader }) {
      const last = reader.get('SELECT document FROM move ORDER BY id DESC LIMIT 1')?.[0] ?? null
      const found = reader.get('SELECT last_document FROM meta')?.[0] ?? null
      return differs('meta', 1, last, found)
    },
  },
  { name: 'reference', find: (_, proof) => findDangling(proof) },
]

function findDifference({ reader }: Proof, sql: string): Fault | undefined {
  const row = reader.get(sql)
  if (row === undefined) return undefined
  return { table: 'account_balance', row: whole(row[0]), expected: row[1] ?? null, found: row[2] ?? null }
}

function findWrongTransfer({ reader }: Proof): Fault | undefined {
  const numbers = new Map<number, number>()
  for (const row of reader.all(TRANSFERS)) {
    const [position, branch, dispatch, fromBranch, toBranch, number, reference, counterpart] = row
    const next = (numbers.get(whole(branch)) ?? 0) + 1
    numbers.set(whole(branch), next)
    const facts = [
      [position, dispatch],
      [branch, fromBranch],
      [counterpart, toBranch],
      [next, number],
      [`-iTrans-${String(next).padStart(5, '0')}`, String(reference).replace(/^[A-Z0-9]+/, '')],
    ]
    const wrong = facts.find(([expected, found]) => expected !== found)
    if (wrong !== undefined)
      return { table: 'transfer', row: whole(position), expected: wrong[0] ?? null, found: wrong[1] ?? null }
  }
  const stray = reader.get(STRAY_TRANSFER)
  return stray && { table: 'transfer', row: whole(stray[0]), expected: null, found: stray[1] ?? null }
}

/** Rows that point at nothing, where only a foreign key looks. */
function findDangling({ reader }: Proof): Fault | undefined {
  for (const table of REFERRING) {
    const [row] = reader.all(`PRAGMA foreign_key_check(${table})`)
    if (row !== undefined) return { table, row: row[1] ?? 0, expected: row[2] ?? null, found: null }
  }
  return undefined
}
