import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { salesOrderStatements } from '../orders/create-sales-order.ts'
import { runStatements } from '../runs/create-run.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { writeOnce, type KeyedRequest } from './write-once.ts'

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
})
afterAll(() => bakery.close())

const DAY = '2026-11-21'
const request = (key: string, changed: Partial<KeyedRequest> = {}): KeyedRequest => ({
  person: bakery.palesa,
  key,
  bodyHash: 'a',
  kind: 'sales_order',
  at: TEST_NOW,
  ...changed,
})
const order = () =>
  salesOrderStatements({
    branch: bakery.bra,
    partner: bakery.cafe,
    orderedOn: DAY,
    dueOn: DAY,
    lines: [
      { item: bakery.bread, quantity: 10, price: 1850 },
      { item: bakery.coke, quantity: 2 },
    ],
  })
const count = (table: string): number => Number(bakery.reader.get(`SELECT count(*) FROM ${table}`)?.[0])

describe('something that is asked for with a key', () => {
  it('is made once, however often it is sent', async () => {
    const before = count('sales_order')
    const first = await writeOnce(bakery.central, request('once'), order)
    const second = await writeOnce(bakery.central, request('once'), order)
    expect(first).toMatchObject({ isNew: true })
    expect(second).toEqual({ ...(first as object), isNew: false })
    expect(count('sales_order')).toBe(before + 1)
    const unplanned = () => expect.unreachable()
    expect(await writeOnce(bakery.central, request('once'), unplanned)).toEqual(second)
    expect(
      bakery.reader.all(
        'SELECT item, ordered, price FROM sales_order_line WHERE sales_order = ?1 ORDER BY item',
        (first as { made: number }).made,
      ),
    ).toEqual([
      [bakery.coke, 2, null],
      [bakery.bread, 10, 1850],
    ])
  })

  it('is made once when it is sent ten times at the same time', async () => {
    const before = count('sales_order')
    const written = await Promise.all(
      Array.from({ length: 10 }, () => writeOnce(bakery.central, request('together'), order)),
    )
    expect(count('sales_order')).toBe(before + 1)
    expect(new Set(written.map((one) => (one as { made: number }).made)).size).toBe(1)
    expect(written.filter((one) => one !== 'key_used' && one.isNew)).toHaveLength(1)
  })

  it('is made for each key, when several are sent at the same time', async () => {
    const before = count('sales_order')
    const keys = ['one', 'two', 'three', 'four']
    const written = await Promise.all(keys.map((key) => writeOnce(bakery.central, request(key), order)))
    expect(count('sales_order')).toBe(before + keys.length)
    expect(new Set(written.map((one) => (one as { made: number }).made)).size).toBe(keys.length)
  })

  it.each([
    ['another body', { bodyHash: 'b' }],
    ['another kind', { kind: 'run' }],
  ] as const)('is not made for the same key with %s', async (_, changed) => {
    await writeOnce(bakery.central, request('mine'), order)
    const before = count('sales_order')
    expect(await writeOnce(bakery.central, request('mine', changed), order)).toBe('key_used')
    expect(count('sales_order')).toBe(before)
  })

  it('is another person’s own by the same key', async () => {
    await writeOnce(bakery.central, request('shared'), order)
    const other = await writeOnce(bakery.central, request('shared', { person: bakery.bongani }), order)
    expect(other).toMatchObject({ isNew: true })
  })

  it('leaves nothing behind where it cannot be made, and the key is free', async () => {
    const before = [count('sales_order'), count('sales_order_line'), count('api_request')]
    const wrong = salesOrderStatements({
      branch: bakery.bra,
      partner: bakery.cafe,
      orderedOn: DAY,
      dueOn: DAY,
      lines: [{ item: 999_999 as typeof bakery.coke, quantity: 1 }],
    })
    await expect(writeOnce(bakery.central, request('wrong'), () => wrong)).rejects.toThrow(/FOREIGN KEY/)
    expect([count('sales_order'), count('sales_order_line'), count('api_request')]).toEqual(before)
    expect(await writeOnce(bakery.central, request('wrong'), order)).toMatchObject({ isNew: true })
  })

  it('makes a run with its recipe and its place', async () => {
    const run = runStatements({ branch: bakery.bra, bom: bakery.bom, planned: 50, issueOn: DAY, dueOn: DAY })
    const written = await writeOnce(bakery.central, request('run', { kind: 'run' }), () => run)
    const { made } = written as { made: number }
    expect(bakery.placeOfRun(made)).toBeGreaterThan(0)
    expect(
      bakery.reader.get(
        'SELECT planned FROM run_ingredient WHERE run = ?1 AND item = ?2',
        made,
        bakery.flour,
      ),
    ).toEqual([25_000])
  })
})
