import type { Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import {
  readBeancountAccounts,
  readBeancountItems,
  readBeancountMoney,
  type BeancountItem,
} from './beancount/names.ts'
import { writeAmount, type Commodity } from './hledger/commodities.ts'
import { branchOf, journalMoves, type JournalEnd, type JournalMove } from './journal/journal-moves.ts'
import { journalDocuments, type JournalDocument } from './journal/posted-documents.ts'

/** Before every document there can be; beancount wants accounts and commodities opened by a date. */
const BEGINNING = '1970-01-01'
const NAME_WIDTH = 42

interface Ledger {
  readonly accounts: ReadonlyMap<number, string>
  readonly items: ReadonlyMap<number, BeancountItem>
  readonly money: Commodity
}

/**
 * The whole ledger as a beancount file that `bean-check` accepts: like the hledger journal, one transaction for each
 * document with moves, stock at its exact total cost. Cost is a moving average, which beancount's own lots cannot
 * say, so quantities carry their price (`@@`) and not a lot. Documents of one transfer share a link.
 */
export function* exportBeancount(scope: Scope, reader: Reader): Generator<string, void> {
  const branch = branchOf(scope)
  const moves = journalMoves(scope, reader)
  const ledger: Ledger = {
    accounts: readBeancountAccounts(reader, branch),
    items: readBeancountItems(reader, branch),
    money: readBeancountMoney(reader),
  }
  yield preamble(reader, ledger)
  const documentAt = journalDocuments(reader)
  let open = 0
  for (const move of moves) {
    if (move.document !== open) yield headingOf(documentAt(move.document))
    open = move.document
    yield postingsOf(move, ledger)
  }
}

function preamble(reader: Reader, { accounts, items, money }: Ledger): string {
  const company = String(reader.get('SELECT company FROM meta')?.[0])
  return [
    `option "title" ${quoted(company)}`,
    `option "operating_currency" ${quoted(money.symbol)}`,
    '',
    ...[...items.values()].flatMap(({ symbol, name }) => [
      `${BEGINNING} commodity ${symbol}`,
      `  name: ${quoted(name)}`,
    ]),
    ...[...accounts.values()].map((name) => `${BEGINNING} open ${name}`),
    '',
  ].join('\n')
}

function headingOf({ date, number, partner, event, facts }: JournalDocument): string {
  const words = [...(partner === '' ? [] : [partner]), event].map(quoted).join(' ')
  const links = [number, ...facts.flatMap(([name, fact]) => (name === 'transfer' ? [fact] : []))]
  return [
    '',
    `${date} * ${words} ${links.map((link) => `^${link}`).join(' ')}`,
    ...facts.map(([name, fact]) => `  ${name}: ${quoted(fact)}`),
    '',
  ].join('\n')
}

function postingsOf(move: JournalMove, { accounts, items, money }: Ledger): string {
  const item = move.item === null ? undefined : items.get(move.item)
  const posting = ({ account, holdsStock }: JournalEnd, sign: 1 | -1): string => {
    const name = (accounts.get(account) ?? '').padEnd(NAME_WIDTH)
    const value =
      holdsStock && item !== undefined && move.quantity > 0
        ? `${writeAmount(sign * move.quantity, item)} @@ ${writeAmount(move.amount, money)}`
        : writeAmount(sign * move.amount, money)
    return `  ${name}  ${value}\n`
  }
  return posting(move.debit, 1) + posting(move.credit, -1)
}

/** Names come from people: line breaks and whatever else cannot be seen become a space, quotes an apostrophe. */
function quoted(text: string): string {
  const plain = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\\/g, '/')
    .replace(/"/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
  return `"${plain}"`
}
