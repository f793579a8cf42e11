import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownCode } from '../core/barcodes/own-codes.ts'
import { createSalesOrder } from '../core/orders/create-sales-order.ts'
import { shownLines } from './session/lines.ts'
import { openStockedBakery, type StockedBakery } from './testing/open-station.ts'
import { atStation, cards, type AtStation } from './testing/station-steps.ts'
import { uncatalogued } from '../core/testing/uncatalogued.ts'

const COKE_GS1 = '(01)06001000000025'
const FLOUR_GS1 = '(01)06001000000018'

let bakery: StockedBakery
let at: AtStation
beforeEach(async () => {
  bakery = await openStockedBakery()
  at = atStation(bakery)
})
afterEach(async () => {
  await at.close()
  bakery.close()
})

const shares = () => shownLines(at.work())[0]?.shares

describe('a lot', () => {
  it('is a share of its own, and named in the document with its last day', async () => {
    at.startSale()
    at.scan(`${COKE_GS1}(10)L1(17)270131`, `${COKE_GS1}(10)L1(17)270131`, `${COKE_GS1}(10)L2`, COKE_GS1)
    expect(shares()).toMatchObject([
      { lot: 'L1', expiresOn: '2027-01-31', expiry: null, quantity: 2 },
      { lot: 'L2', expiresOn: null, quantity: 1 },
      { lot: null, expiresOn: null, quantity: 1 },
    ])
    at.accept()
    expect(at.content().lines).toMatchObject([
      { lot: 'L1', expiresOn: '2027-01-31', quantity: 2 },
      { lot: 'L2', quantity: 1 },
      { quantity: 1 },
    ])
    expect(at.content().lines[1]).not.toHaveProperty('expiresOn')
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
    expect(at.retail(bakery.coke)).toBe(20)
    expect(at.isVerified()).toBe(true)
  })

  it('is read off a scanner’s GS1 with its separators', () => {
    at.startSale()
    expect(at.scan(']d20106001000000025' + '10L9\u001d' + '17270131')).toEqual(['ok'])
    expect(shares()).toMatchObject([{ lot: 'L9', expiresOn: '2027-01-31' }])
  })

  it.each([
    ['261119', 'expired', 'attention'],
    ['261120', 'soon', 'attention'],
    ['261123', 'soon', 'attention'],
    ['261124', null, 'ok'],
  ] as const)(
    'whose last day is %s is judged %s on the twentieth, three days warned',
    async (day, expiry, sound) => {
      await at.sql('UPDATE branch SET expiry_warning_days = 3')
      await at.restart()
      at.startSale()
      expect(at.scan(`${COKE_GS1}(10)L1(17)${day}`)).toEqual([sound])
      expect(shares()).toMatchObject([{ expiry }])
    },
  )

  it('is kept, and warned of, where the quantity has to be asked', () => {
    at.startRun()
    expect(at.scan(`${FLOUR_GS1}(10)F7(17)261101`)).toEqual(['attention'])
    expect(at.scan('12')).toEqual(['attention'])
    expect(shares()).toEqual([
      { who: bakery.thandi, quantity: 12_000, lot: 'F7', expiresOn: '2026-11-01', expiry: 'expired' },
    ])
    at.accept()
    expect(at.content().lines).toContainEqual(
      expect.objectContaining({ lot: 'F7', expiresOn: '2026-11-01', quantity: 12_000 }),
    )
  })
})

describe('a serial number', () => {
  it('counts once', () => {
    at.startSale()
    expect(at.scan(`${COKE_GS1}(21)S1`, `${COKE_GS1}(21)S2`, `${COKE_GS1}(21)S1`)).toEqual([
      'ok',
      'ok',
      'refused',
    ])
    expect(at.notice()).toMatchObject({ why: 'already_scanned' })
    expect(at.lines()).toEqual([['Coke 330 ml', 2]])
    expect(at.scan(...cards('times_5'))).toEqual(['refused'])
  })
})

describe('what a barcode says of the quantity', () => {
  it.each([
    [`${FLOUR_GS1}(3103)012500`, 12_500],
    [`${FLOUR_GS1}(3102)000150`, 1_500],
    [`${FLOUR_GS1}(30)2(3103)012500`, 25_000],
    ['BUTTER10', 10_000],
  ])('%s counts %i grams without a question', (text, grams) => {
    at.startRun()
    at.scan(text)
    expect(at.lines()[0]?.[1]).toBe(grams)
  })

  it('in another unit than the item’s is asked', () => {
    at.startRun()
    at.scan(`${FLOUR_GS1}(3153)012500`)
    expect(at.place()).toBe('asking_quantity')
  })

  it('counts pieces', () => {
    at.startSale()
    at.scan(`${COKE_GS1}(30)6`)
    expect(at.lines()).toEqual([['Coke 330 ml', 6]])
  })
})

describe('a label of the shop’s own scales', () => {
  const WEIGHT = '2112345006789'
  const PRICE = '2212345024902'
  let order: number
  beforeEach(async () => {
    const { central, dough, place, bra, cafe } = bakery
    await central.batch([
      {
        sql: uncatalogued(
          `INSERT INTO scale_pattern (rank, pattern) VALUES (1, '21IIIIIWWWWWC'), (2, '22IIIIIPPPPPC')`,
        ),
        args: [],
      },
      { sql: uncatalogued('INSERT INTO barcode (code, item) VALUES (?1, ?2)'), args: ['2112345', dough] },
      { sql: uncatalogued('INSERT INTO barcode (code, item) VALUES (?1, ?2)'), args: ['2212345', dough] },
    ])
    await bakery.post(
      {
        event: 'opening',
        lines: [
          {
            item: dough,
            from: place('opening'),
            to: place('retail'),
            quantity: 9_000,
            take: { by: 'stated', amount: 900 },
          },
        ],
      },
      'HQ-A1',
    )
    const day = '2026-11-20'
    order = await createSalesOrder(central, {
      branch: bra,
      partner: cafe,
      orderedOn: day,
      dueOn: day,
      lines: [{ item: dough, quantity: 5_000, price: 8_300 }],
    })
  })

  it('with its weight counts it', async () => {
    at.scan(bakery.badges.thandi, ownCode.salesOrder(order), WEIGHT)
    expect(at.lines()).toEqual([['Dough', 678]])
    at.accept()
    await at.posted()
    expect(at.retail(bakery.dough)).toBe(9_000 - 678)
    expect(at.isVerified()).toBe(true)
  })

  it('with its price counts what that buys at the order’s price', () => {
    at.scan(bakery.badges.thandi, ownCode.salesOrder(order), PRICE)
    expect(at.lines()).toEqual([['Dough', 300]])
  })

  it('with its price where nobody ordered it asks the weight, and shows the price', () => {
    at.startSale()
    expect(at.scan(PRICE)).toEqual(['attention'])
    expect(at.session().place).toMatchObject({
      kind: 'asking_quantity',
      price: 2_490,
      line: { name: 'Dough' },
    })
  })

  it('that weighs nothing asks', () => {
    at.scan(bakery.badges.thandi, ownCode.salesOrder(order), '2112345000008')
    expect(at.session().place).toMatchObject({ kind: 'asking_quantity', price: null })
  })
})
