import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRun, runStatements, type NewRun } from '../runs/create-run.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { createSalesOrder, salesOrderStatements, type NewSalesOrder } from './create-sales-order.ts'

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
})
afterAll(() => bakery.close())

const numbers = (table: string, column: string) =>
  bakery.reader.all(`SELECT ${column} FROM ${table} ORDER BY id`).map(([number]) => number)

const orderOf = ({ bra, cafe, coke }: Bakery): NewSalesOrder => ({
  branch: bra,
  partner: cafe,
  orderedOn: '2026-11-20',
  dueOn: '2026-11-20',
  lines: [{ item: coke, quantity: 1 }],
})
const runOf = ({ bra, bom }: Bakery): NewRun => ({
  branch: bra,
  bom,
  planned: 50,
  issueOn: '2026-11-20',
  dueOn: '2026-11-20',
})

describe('orders and runs that are opened at once', () => {
  it('get a number each, gapless in their branch, and their own lines', async () => {
    const { central, bra, brb, cafe, coke, bread } = bakery
    const order = { partner: cafe, orderedOn: '2026-11-20', dueOn: '2026-11-20' }
    const ids = await Promise.all(
      [bra, brb, bra, brb, bra].map((branch, index) =>
        createSalesOrder(central, {
          ...order,
          branch,
          lines: [{ item: index % 2 === 0 ? coke : bread, quantity: index + 1 }],
        }),
      ),
    )
    expect(new Set(ids).size).toBe(5)
    expect(numbers('sales_order', 'number')).toEqual([
      'BRA-SO-00001',
      'BRA-SO-00002',
      'BRB-SO-00001',
      'BRA-SO-00003',
      'BRB-SO-00002',
      'BRA-SO-00004',
    ])
    for (const [index, id] of ids.entries())
      expect(bakery.reader.all('SELECT ordered FROM sales_order_line WHERE sales_order = ?1', id)).toEqual([
        [index + 1],
      ])
  })

  it.each([
    ['an order', (bakery: Bakery) => salesOrderStatements(orderOf(bakery))],
    ['a run', (bakery: Bakery) => runStatements(runOf(bakery))],
  ])('%s finds its number without sorting those before it', (_, statementsOf) => {
    const [add] = statementsOf(bakery)
    const plan = bakery.reader.all(`EXPLAIN QUERY PLAN ${add?.sql ?? ''}`).map((row) => String(row[3]))
    expect(plan.length).toBeGreaterThan(0)
    expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
  })

  it('get a serial number each, their recipe and their place', async () => {
    const { central, bra, brb, bom } = bakery
    const run = { bom, planned: 50, issueOn: '2026-11-20', dueOn: '2026-11-20' }
    const ids = await Promise.all([bra, brb, bra].map((branch) => createRun(central, { ...run, branch })))
    expect(numbers('production_run', 'serial')).toEqual([
      'BRA-PR-00001',
      'BRA-PR-00002',
      'BRB-PR-00001',
      'BRA-PR-00003',
    ])
    for (const id of ids) {
      expect(bakery.reader.get('SELECT count(*) FROM run_ingredient WHERE run = ?1', id)).toEqual([3])
      expect(bakery.reader.get('SELECT count(*) FROM location WHERE run = ?1', id)).toEqual([1])
    }
  })
})
