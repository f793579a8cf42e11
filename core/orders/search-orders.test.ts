import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { createPartner } from '../partners/create-partner.ts'
import { searchRuns } from '../runs/search-runs.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { createSalesOrder, setSalesOrderState } from './create-sales-order.ts'
import { searchOrders } from './search-orders.ts'

let bakery: Bakery
let readers: ScopedReaders
beforeAll(async () => {
  bakery = await openBakery()
  const { central, bra, brb, coke, cafe } = bakery
  const hotel = await createPartner(central, { name: 'Sunrise Hotel', isCustomer: true, isSupplier: false })
  const order = { orderedOn: '2026-11-20', dueOn: '2026-11-21', lines: [{ item: coke, quantity: 1 }] }
  const second = await createSalesOrder(central, { ...order, branch: bra, partner: hotel })
  await createSalesOrder(central, { ...order, branch: brb, partner: hotel })
  await createSalesOrder(central, { ...order, branch: brb, partner: cafe })
  await setSalesOrderState(central, second, 'closed')
  readers = openScopedReaders(bakery.path)
})
afterAll(() => {
  readers.close()
  bakery.close()
})

const find = (text: string, limit = 20) =>
  searchOrders(ALL_BRANCHES, readers.whole, { text, limit }).map(({ number }) => number)

describe('looking for a sales order', () => {
  it.each([
    ['BRA-SO-00002', ['BRA-SO-00002']],
    ['bra-so-00002', ['BRA-SO-00002']],
    ['BRA-SO', ['BRA-SO-00002', 'BRA-SO-00001']],
    ['2', ['BRB-SO-00002', 'BRA-SO-00002']],
    ['hotel', ['BRB-SO-00001', 'BRA-SO-00002']],
    ['CORNER', ['BRB-SO-00002', 'BRA-SO-00001']],
    ['nobody', []],
    ['%', []],
    ["' OR 1=1 --", []],
  ])('%j finds %j, open or closed, the newest first', (text, numbers) => {
    expect(find(text)).toEqual(numbers)
  })

  it('stops where it is told to', () => {
    expect(find('BRA-SO', 1)).toEqual(['BRA-SO-00002'])
  })

  it('finds those of the branch only', () => {
    const scope = onlyBranch(bakery.bra)
    const numbers = searchOrders(scope, readers.of(scope), { text: 'hotel', limit: 20 })
    expect(numbers.map(({ number }) => number)).toEqual(['BRA-SO-00002'])
    expect(searchOrders(scope, readers.of(scope), { text: 'BRB-SO-00001', limit: 20 })).toEqual([])
  })
})

describe('looking for a production run', () => {
  it.each([
    ['BRA-PR-00001', 1],
    ['1', 1],
    ['white br', 1],
    ['flour', 0],
    ['7', 0],
  ])('%j finds %i', (text, count) => {
    expect(searchRuns(ALL_BRANCHES, readers.whole, { text, limit: 20 })).toHaveLength(count)
  })

  it('finds those of the branch only', () => {
    const scope = onlyBranch(bakery.brb)
    for (const text of ['BRA-PR-00001', 'white'])
      expect(searchRuns(scope, readers.of(scope), { text, limit: 20 })).toEqual([])
  })
})
