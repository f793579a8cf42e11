import type { Reader } from '../../database/reader.ts'
import { readJournalAccounts } from '../hledger/accounts.ts'
import { readCommodities, readMoney, type Commodity } from '../hledger/commodities.ts'

/** An item as beancount knows it: its symbol, and what the symbol stands for. */
export interface BeancountItem extends Commodity {
  readonly name: string
}

/** Longer ones are an error in beancount. */
const SYMBOL_MAX = 24

/** Every account of the book, or of one branch, each part of its name with a capital: Assets:BRA:Inventory:Stockroom. */
export function readBeancountAccounts(reader: Reader, branch: number | null): Map<number, string> {
  return new Map(
    [...readJournalAccounts(reader, branch)].map(([id, { name }]) => [
      id,
      name
        .split(':')
        .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
        .join(':'),
    ]),
  )
}

const CODE = 'SELECT code FROM item WHERE id = ?1'

/**
 * The items that have moves, counted as the hledger journal counts them. A symbol is made of the item's code, in the
 * capitals and digits that beancount allows; one that another item or the money has carries the item's number.
 */
export function readBeancountItems(reader: Reader, branch: number | null): Map<number, BeancountItem> {
  const taken = new Set([readBeancountMoney(reader).symbol])
  return new Map(
    [...readCommodities(reader, branch)].map(([id, { symbol, decimals }]) => {
      let unique = symbolOf(String(reader.get(CODE, id)?.[0]))
      while (taken.has(unique)) unique = numbered(unique, id)
      taken.add(unique)
      return [id, { symbol: unique, decimals, name: symbol.slice(1, -1) }]
    }),
  )
}

/** The book's one currency. A code that beancount would not take as one is written as X. */
export function readBeancountMoney(reader: Reader): Commodity {
  const { symbol, decimals } = readMoney(reader)
  return { symbol: symbolOf(symbol), decimals }
}

/** Begins with a letter, ends with a letter or digit, and has at least two characters. */
function symbolOf(code: string): string {
  const allowed = trimmed(code.toUpperCase().replace(/[^A-Z0-9]+/g, '-'))
  const lettered = /^[A-Z]/.test(allowed) ? allowed : `X${allowed}`
  return trimmed(lettered.slice(0, SYMBOL_MAX)).padEnd(2, 'X')
}

function numbered(symbol: string, id: number): string {
  const end = `-${id}`
  return trimmed(symbol.slice(0, SYMBOL_MAX - end.length)) + end
}

const trimmed = (text: string): string => text.replace(/^-+|-+$/g, '')
