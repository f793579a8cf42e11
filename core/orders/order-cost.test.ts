import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../book/outcome.ts'
import { readLogged } from '../book/read-logged.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { ALL_BRANCHES } from '../branches/scope.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import type { Position } from '../kernel/ids.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { readOrder } from './read-orders.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const buy = (quantity: number, amount: number): Promise<Outcome> => {
  const [from, to] = [bakery.place('supplier'), bakery.place('retail')]
  const line = { item: bakery.coke, from, to, quantity, take: { by: 'stated', amount } } as const
  return bakery.post({ event: 'purchase_invoice', lines: [line] })
}
const sell = (...quantities: number[]): Promise<Outcome> => {
  const [from, to] = [bakery.place('retail'), bakery.place('customer')]
  return bakery.post({
    event: 'sale',
    salesOrder: bakery.order,
    lines: quantities.map((quantity) => ({ item: bakery.coke, from, to, quantity, take: { by: 'cost' } })),
  })
}
const takeBack = (original: Outcome, moves = 1): Promise<Outcome> =>
  bakery.post({
    event: 'reversal',
    salesOrder: bakery.order,
    reverses: { document: original.id, moves },
    lines: [],
  })
/** [logged, cost] of coke on the order. */
async function ofCoke(): Promise<[number, number]> {
  const order = await readOrder(ALL_BRANCHES, bakery.reader, bakery.order)
  const line = order?.lines.find(({ item }) => item.id === bakery.coke)
  return [Number(line?.logged), Number(line?.cost)]
}

describe('what was logged on an order costs', () => {
  it('what the book took for it, sale by sale, and nothing that was reversed', async () => {
    expect(await ofCoke()).toEqual([0, 0])
    await buy(10, 1000)
    const first = await sell(2, 1)
    expect(await ofCoke()).toEqual([3, 300])
    await buy(7, 2100)
    await sell(2)
    expect(await ofCoke()).toEqual([5, 700])
    await takeBack(first, 2)
    expect(await ofCoke()).toEqual([2, 400])
    expect(verifyBook(bakery.reader).ok).toBe(true)
  })

  it('nothing of a sale that was refused, nor of a reversal that was', async () => {
    await buy(10, 1000)
    const sale = await sell(4)
    expect((await sell(77)).state).toBe('refused')
    await takeBack(sale)
    expect((await takeBack(sale)).state).toBe('refused')
    expect(await ofCoke()).toEqual([0, 0])
  })

  it('the same in a book from before orders carried it', async () => {
    await buy(10, 1003)
    const first = await sell(3)
    await sell(2)
    await takeBack(first)
    await sell(1)
    const carried = await ofCoke()
    expect(carried).toEqual([3, 301])
    await bakery.central.script(`DROP TRIGGER document_fulfils;
      ALTER TABLE sales_order_line DROP COLUMN cost;
      CREATE TRIGGER document_fulfils AFTER INSERT ON document BEGIN SELECT 1; END;
      DELETE FROM migration WHERE number >= 11;`)
    await migrate(bakery.central, readMigrations().slice(0, 11))
    expect(await ofCoke()).toEqual(carried)
    expect(verifyBook(bakery.reader).ok).toBe(true)
  })
})

describe('what was logged on an order', () => {
  it('comes a page at a time, the newest first, each document once with its moves', async () => {
    await buy(10, 1000)
    const sales: Outcome[] = []
    for (const quantity of [1, 2, 1, 3, 1]) sales.push(await sell(quantity))
    const on = { kind: 'sales_order', id: bakery.order } as const
    const seen: string[] = []
    let before: Position | undefined
    for (const size of [2, 2, 1]) {
      const { entries, next } = readLogged(ALL_BRANCHES, bakery.reader, on, { before, limit: 2 })
      expect(entries.map(({ moves }) => moves.length)).toEqual(Array.from({ length: size }, () => 1))
      seen.push(...entries.map(({ head }) => head.id))
      before = next
    }
    expect(before).toBeUndefined()
    expect(seen).toEqual(sales.map(({ id }) => id).toReversed())
  })
})
