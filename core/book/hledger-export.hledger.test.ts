import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { postEveryEvent } from '../testing/every-event.ts'
import { postHostileNames } from '../testing/hostile-names.ts'
import { exportHledger } from './hledger-export.ts'
import { readJournalAccounts } from './hledger/accounts.ts'
import { readCommodities } from './hledger/commodities.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

describe('the journal in the real hledger', () => {
  it('is accepted for an empty book', async () => {
    const journal = await writeJournal()
    expect(hledger(journal, 'check', '--strict')).toBe('')
  })

  it('is accepted with every event, and its balances are ours to the cent, in all and per branch', async () => {
    await postEveryEvent(bakery)
    await compareWithHledger()
  })

  it('is accepted when names carry quotes, line breaks, semicolons, pipes and emoji', async () => {
    await postHostileNames(bakery)
    await compareWithHledger()
  })
})

async function compareWithHledger(): Promise<void> {
  const journal = await writeJournal()
  expect(hledger(journal, 'check', '--strict')).toBe('')
  expect(moneyOf(journal, 'balance', '-B')).toEqual(accountBalances())
  for (const prefix of ['BRA', 'BRB'])
    expect(moneyOf(journal, 'balance', '-B', `:${prefix}:`)).toEqual(
      accountBalances().filter(([name]) => name.split(':')[1] === prefix),
    )
  expect(quantitiesOf(journal)).toEqual(stockQuantities())
}

async function writeJournal(): Promise<string> {
  const path = join(bakery.folder, 'book.journal')
  await pipeline(Readable.from(exportHledger({ kind: 'all' }, bakery.reader)), createWriteStream(path))
  return path
}

function hledger(journal: string, ...args: string[]): string {
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
  return execFileSync('hledger', ['-f', journal, ...args], { env, encoding: 'utf8' })
}

/** Accounts with their money at cost in cents, and a total that must be nothing. */
function moneyOf(journal: string, ...args: string[]): [string, number][] {
  const rows = csvRows(hledger(journal, ...args, '-E', '-O', 'csv')).slice(1)
  const cents = rows.map(([name, amount]): [string, number] => [name ?? '', centsOf(amount ?? '')])
  expect(cents.at(-1)).toEqual(['total', 0])
  return cents.slice(0, -1).toSorted(byName)
}

function centsOf(amount: string): number {
  const match = /^(-?\d+)\.(\d\d) ZAR$/.exec(amount)
  if (match !== null) return Number(`${match[1]}${match[2]}`)
  expect(amount).toBe('0')
  return 0
}

/** Our own trial balance, with the accounts that had moves. */
function accountBalances(): [string, number][] {
  const accounts = readJournalAccounts(bakery.reader, null)
  return bakery.reader
    .all('SELECT account, debit - credit FROM account_balance WHERE last_move IS NOT NULL')
    .map(([account, balance]): [string, number] => [accounts.get(Number(account))!.name, Number(balance)])
    .toSorted(byName)
}

/** Quantities per inventory account and commodity that are not zero, as base units. */
function quantitiesOf(journal: string): [string, number][] {
  return csvRows(hledger(journal, 'balance', 'inventory', '-O', 'csv', '--layout', 'bare'))
    .slice(1)
    .filter(([account, commodity]) => account !== 'total' && commodity !== 'ZAR')
    .map(([account, commodity, balance]): [string, number] => [
      `${account} ${commodity}`,
      Number((balance ?? '').replace('.', '')),
    ])
    .filter(([, quantity]) => quantity !== 0)
    .toSorted(byName)
}

function stockQuantities(): [string, number][] {
  const accounts = readJournalAccounts(bakery.reader, null)
  const commodities = readCommodities(bakery.reader, null)
  return bakery.reader
    .all(
      `SELECT l.account, s.item, sum(s.quantity) FROM stock_balance s JOIN location l ON l.id = s.location
       GROUP BY l.account, s.item HAVING sum(s.quantity) > 0`,
    )
    .map(([account, item, quantity]): [string, number] => [
      `${accounts.get(Number(account))!.name} ${commodities.get(Number(item))!.symbol.slice(1, -1)}`,
      Number(quantity),
    ])
    .toSorted(byName)
}

const byName = ([one]: [string, number], [other]: [string, number]): number => (one < other ? -1 : 1)

function csvRows(csv: string): string[][] {
  return csv
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        (quoted ?? plain ?? '').replaceAll('""', '"'),
      ),
    )
}
