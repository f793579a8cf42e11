import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onlyBranch, type Scope } from '../branches/scope.ts'
import { createItems } from '../items/create-item.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { postEveryEvent } from '../testing/every-event.ts'
import { postHostileNames } from '../testing/hostile-names.ts'
import { readBeancountAccounts, readBeancountItems } from './beancount/names.ts'
import { exportBeancount } from './beancount-export.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

describe('the ledger in the real beancount', () => {
  it('is accepted for an empty book', () => {
    check(fileOf({ kind: 'all' }))
  })

  it('is accepted with every event, and its balances are ours to the cent, in all and per branch', async () => {
    await postEveryEvent(bakery)
    expect(check(fileOf({ kind: 'all' }))).toEqual(trialBalance(null))
    for (const branch of [bakery.bra, bakery.brb])
      expect(check(fileOf(onlyBranch(branch)))).toEqual(trialBalance(branch))
  })

  it('links the papers of one transfer', async () => {
    await postEveryEvent(bakery)
    const linked = fileOf({ kind: 'all' }).match(/ \^BRA-iTrans-00001$/gm)
    expect(linked?.length).toBeGreaterThan(1)
  })

  it('is accepted when names and texts are hostile, and when codes are no symbols', async () => {
    await postHostileNames(bakery)
    await buy([
      'ZAR',
      'ž',
      '1',
      '7up',
      'A-very-long-code-that-goes-on-and-on-1',
      'A-very-long-code-that-goes-on-2',
    ])
    expect(check(fileOf({ kind: 'all' }))).toEqual(trialBalance(null))
    const symbols = [...readBeancountItems(bakery.reader, null).values()].map(({ symbol }) => symbol)
    expect(new Set(symbols).size).toBe(symbols.length)
  })
})

const fileOf = (scope: Scope): string => [...exportBeancount(scope, bakery.reader)].join('')

/**
 * Has bean-check look at the file, then says each account's money in cents: what postings weigh, as beancount counts
 * it, which a program of beancount's own adds up.
 */
function check(text: string): [string, number][] {
  const path = join(bakery.folder, 'book.beancount')
  writeFileSync(path, text)
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
  expect(execFileSync('bean-check', ['--no-cache', path], { env, encoding: 'utf8' })).toBe('')
  const weighed = execFileSync(
    'bean-query',
    ['-f', 'csv', path, 'SELECT account, sum(weight) AS total GROUP BY account ORDER BY account'],
    { env, encoding: 'utf8' },
  )
  return weighed
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line): [string, number] => {
      const [account = '', total = ''] = line.split(',').map((cell) => cell.trim())
      return [account, total === '' ? 0 : Math.round(Number(total.replace(' ZAR', '')) * 100)]
    })
}

function trialBalance(branch: number | null): [string, number][] {
  const accounts = readBeancountAccounts(bakery.reader, branch)
  return bakery.reader
    .all('SELECT account, debit - credit FROM account_balance WHERE last_move IS NOT NULL')
    .flatMap(([account, balance]): [string, number][] => {
      const name = accounts.get(Number(account))
      return name === undefined ? [] : [[name, Number(balance)]]
    })
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
}

async function buy(codes: readonly string[]): Promise<void> {
  const { central, place, post } = bakery
  const unit = { base: 'each', name: 'each', factor: 1 } as const
  const items = await createItems(
    central,
    codes.map((code) => ({ code, name: code, kind: 'external', unit, isMeasured: false, barcodes: [] })),
  )
  const outcome = await post({
    event: 'purchase_invoice',
    lines: items.map((item, index) => ({
      item,
      from: place('supplier'),
      to: place('retail'),
      quantity: 3,
      take: { by: 'stated', amount: 100 + index },
    })),
  })
  expect(outcome.state).toBe('posted')
}
