import type { Scope } from '../branches/scope.ts'
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
import { branchOf, journalMoves, type JournalEnd, type JournalMove } from './journal/journal-moves.ts'

/**
 * The whole ledger as an hledger journal that `hledger check --strict` accepts: one transaction for each document
 * with moves. Places that hold stock carry the quantity at its exact total cost (`@@`), everything else money, so
 * `balance` counts the stock and `balance -B` is the trial balance. Streams; what is posted while it runs is left
 * out, and what was posted before never changes, so no snapshot is held open. A branch's scope is that branch's
 * books alone; each of them balances by itself.
 */
export function* exportHledger(scope: Scope, reader: Reader): Generator<string, void> {
  const branch = branchOf(scope)
  const moves = journalMoves(scope, reader)
  const journal: Journal = {
    accounts: readJournalAccounts(reader, branch),
    commodities: readCommodities(reader, branch),
    money: readMoney(reader),
  }
  yield preamble(reader, journal)
  const headingOf = createHeadings(reader)
  let open = 0
  for (const move of moves) {
    if (move.document !== open) yield `\n${headingOf(move.document)}\n`
    open = move.document
    yield postingsOf(move, journal)
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

function postingsOf(move: JournalMove, { accounts, commodities, money }: Journal): string {
  const commodity = move.item === null ? undefined : commodities.get(move.item)
  const posting = ({ account, holdsStock }: JournalEnd, sign: 1 | -1): string => {
    const name = (accounts.get(account)?.name ?? '').padEnd(NAME_WIDTH)
    const value =
      holdsStock && commodity !== undefined && move.quantity > 0
        ? `${writeAmount(sign * move.quantity, commodity)} @@ ${writeAmount(move.amount, money)}`
        : writeAmount(sign * move.amount, money)
    return `    ${name}  ${value}\n`
  }
  return posting(move.debit, 1) + posting(move.credit, -1)
}
