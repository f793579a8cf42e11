import type { Scope } from '../branches/scope.ts'
import type { Row, SqlValue } from '../database/central.ts'
import { pages } from '../database/pages.ts'
import type { Reader } from '../database/reader.ts'
import { readJournalAccounts, type JournalAccount } from './hledger/accounts.ts'
import {
  declareCommodity,
  readCommodities,
  readMoney,
  writeAmount,
  type Commodity,
} from './hledger/commodities.ts'
import { createHeadings } from './hledger/documents.ts'
import { descriptionText } from './hledger/plain-text.ts'

const MOVES = `SELECT m.id, m.document, m.item, m.quantity, m.amount, m.debit_account, m.credit_account,
    t.holds_stock, f.holds_stock
  FROM move m JOIN location f ON f.id = m.from_location JOIN location t ON t.id = m.to_location
  WHERE m.id > ?1 AND m.id <= (SELECT first_move + line_count - 1 FROM document WHERE position = ?3)
    AND (?4 IS NULL OR f.branch = ?4)
  ORDER BY m.id LIMIT ?2`

/**
 * The whole ledger as an hledger journal that `hledger check --strict` accepts: one transaction for each document
 * with moves. Places that hold stock carry the quantity at its exact total cost (`@@`), everything else money, so
 * `balance` counts the stock and `balance -B` is the trial balance. Streams; what is posted while it runs is left
 * out, and what was posted before never changes, so no snapshot is held open. A branch's scope is that branch's
 * books alone; each of them balances by itself.
 */
export function* exportHledger(scope: Scope, reader: Reader): Generator<string, void> {
  const branch = scope.kind === 'branch' ? scope.branch : null
  const last = Number(reader.get('SELECT coalesce(max(position), 0) FROM document')?.[0])
  const journal: Journal = {
    accounts: readJournalAccounts(reader, branch),
    commodities: readCommodities(reader, branch),
    money: readMoney(reader),
  }
  yield preamble(reader, journal)
  const headingOf = createHeadings(reader)
  let open = 0
  for (const row of pages(reader, MOVES, [0], last, branch)) {
    const document = Number(row[1])
    if (document !== open) yield `\n${headingOf(document)}\n`
    open = document
    yield postingsOf(row, journal)
  }
}

/** Wide enough for every account; what follows a name must be two spaces away. */
const NAME_WIDTH = 42

interface Journal {
  readonly accounts: ReadonlyMap<number, JournalAccount>
  readonly commodities: ReadonlyMap<number, Commodity>
  readonly money: Commodity
}

function preamble(reader: Reader, { accounts, commodities, money }: Journal): string {
  const company = descriptionText(String(reader.get('SELECT company FROM meta')?.[0]))
  return [
    `; ${company}`,
    'decimal-mark .',
    ...[money, ...commodities.values()].map(declareCommodity),
    // Two spaces before the comment: with one it would be part of the name.
    ...[...accounts.values()].map(({ name, type }) => `account ${name}  ; type:${type}`),
    '',
  ].join('\n')
}

function postingsOf(row: Row, journal: Journal): string {
  const [, , item, quantity, amount, debit, credit, intoStock, outOfStock] = row
  const { accounts, commodities, money } = journal
  const commodity = commodities.get(Number(item))
  const posting = (account: SqlValue | undefined, holdsStock: boolean, sign: 1 | -1): string => {
    const name = (accounts.get(Number(account))?.name ?? '').padEnd(NAME_WIDTH)
    const value =
      holdsStock && commodity !== undefined && Number(quantity) > 0
        ? `${writeAmount(sign * Number(quantity), commodity)} @@ ${writeAmount(Number(amount), money)}`
        : writeAmount(sign * Number(amount), money)
    return `    ${name}  ${value}\n`
  }
  return posting(debit, intoStock === 1, 1) + posting(credit, outOfStock === 1, -1)
}
