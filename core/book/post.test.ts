import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery, type TestDraft } from '../testing/bakery.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

/** Buys `quantity` of an item into a place for `amount` cents. */
const buy = (item: number, to: number, quantity: number, amount: number) =>
  bakery.post({
    event: 'purchase_invoice',
    lines: [{ item, from: bakery.place('supplier'), to, quantity, take: { by: 'stated', amount } }],
  })

describe('posting', () => {
  it('gives a document its number and moves stock and ledger together', async () => {
    const { flour, place } = bakery
    expect(await buy(flour, place('stockroom'), 10_000, 8_000)).toMatchObject({
      state: 'posted',
      series: 'INV',
      number: 1,
      postingDate: '2026-11-20',
      total: 8_000,
    })
    expect(bakery.stock(place('stockroom'), flour)).toEqual([10_000, 8_000])
    expect(bakery.account('stockroom_inventory')).toBe(8_000)
    expect(bakery.account('accounts_payable')).toBe(-8_000)
  })

  it('takes stock out at moving average and the last unit takes all that is left', async () => {
    const { coke, place } = bakery
    const retail = place('retail')
    await buy(coke, retail, 3, 1_000)
    const sell = (quantity: number) =>
      bakery.post({
        event: 'sale',
        lines: [{ item: coke, from: retail, to: place('customer'), quantity, take: { by: 'cost' } }],
      })
    expect(await sell(1)).toMatchObject({ total: 333 })
    expect(await sell(1)).toMatchObject({ total: 334 })
    expect(await sell(1)).toMatchObject({ total: 333 })
    expect(bakery.stock(retail, coke)).toEqual([0, 0])
    expect(bakery.account('cost_of_sale')).toBe(1_000)
  })

  it('refuses what is not there, naming the item and what is', async () => {
    const { coke, place } = bakery
    await buy(coke, place('retail'), 4, 1_000)
    const outcome = await bakery.post({
      event: 'sale',
      lines: [
        { item: coke, from: place('retail'), to: place('customer'), quantity: 8, take: { by: 'cost' } },
      ],
    })
    expect(outcome).toMatchObject({
      state: 'refused',
      refusal: { code: 'E_BELOW_ZERO', line: 0, item: coke, asked: 8, there: 4 },
    })
    expect(bakery.stock(place('retail'), coke)).toEqual([4, 1_000])
  })

  it('uses the pool first, issues only the shortfall, builds at what was used, and reverses all of it', async () => {
    const { flour, butter, salt, bread, run, place } = bakery
    const stockroom = place('stockroom')
    const pool = place('manufacturing')
    const runPlace = bakery.placeOfRun(run)
    for (const item of [flour, butter, salt]) await buy(item, stockroom, 100_000, 90_001)
    const use = (item: number, quantity: number) => [
      { item, from: stockroom, to: pool, quantity, take: { by: 'shortfall' } as const },
      { item, from: pool, to: runPlace, quantity, take: { by: 'cost' } as const },
    ]
    await bakery.post({ event: 'usage', run, lines: [...use(flour, 50_000), ...use(butter, 999)] })
    expect(bakery.stock(runPlace, flour)).toEqual([50_000, 45_001])
    const build = await bakery.post({
      event: 'build',
      run,
      lines: [
        { item: salt, from: pool, to: runPlace, quantity: 60, take: { by: 'backflush', stockroom } },
        { item: null, from: runPlace, to: place('built'), quantity: 60, take: { by: 'ingredients' } },
        { item: bread, from: place('built'), to: place('retail'), quantity: 60, take: { by: 'made' } },
      ],
    })
    expect(build).toMatchObject({ state: 'posted', series: 'BLD' })
    const [quantity, value] = bakery.stock(place('retail'), bread)
    expect(quantity).toBe(60)
    expect(value).toBe(bakery.account('finished_goods_inventory'))
    const undone = await bakery.post({
      event: 'reversal',
      reverses: { document: build.id, moves: 12 },
      lines: [],
    })
    expect(undone).toMatchObject({ state: 'posted', series: 'REV' })
    expect(bakery.stock(place('retail'), bread)).toEqual([0, 0])
    expect(bakery.account('finished_goods_inventory')).toBe(0)
  })

  it('keeps a station to the book of its own branch', async () => {
    const { coke, brb, place } = bakery
    const outcome = await bakery.post(
      {
        event: 'purchase_invoice',
        branch: brb,
        lines: [
          {
            item: coke,
            from: place('supplier', brb),
            to: place('retail', brb),
            quantity: 1,
            take: { by: 'stated', amount: 100 },
          },
        ],
      },
      'BRA-K1',
    )
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'E_BRANCH' } })
  })

  it('takes a customer return only with the sale it answers', async () => {
    const { coke, place } = bakery
    await buy(coke, place('retail'), 4, 1_000)
    const sold = await bakery.post({
      event: 'sale',
      lines: [
        { item: coke, from: place('retail'), to: place('customer'), quantity: 2, take: { by: 'cost' } },
      ],
    })
    const back = (answers: object): TestDraft => ({
      event: 'customer_return',
      ...answers,
      lines: [
        {
          item: coke,
          from: place('customer'),
          to: place('retail'),
          quantity: 1,
          take: { by: 'answered', document: sold.id, move: 0 },
        },
      ],
    })
    expect(await bakery.post(back({}))).toMatchObject({ refusal: { code: 'E_ANSWERS' } })
    expect(await bakery.post(back({ answers: sold.id }))).toMatchObject({ state: 'posted', total: 250 })
  })

  it('lets nobody state the cost of a sale', () => {
    const { coke, place } = bakery
    const line = { item: coke, from: place('retail'), to: place('customer'), quantity: 1 }
    expect(() =>
      bakery.sealNext({ event: 'sale', lines: [{ ...line, take: { by: 'stated', amount: 1 } }] }),
    ).toThrow('sale does not take by stated')
  })
})
