import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownCode } from '../core/barcodes/own-codes.ts'
import { excessOf } from './session/excess.ts'
import { COKE, FLOUR, openStockedBakery, type StockedBakery } from './testing/open-station.ts'
import { atStation, cards, type AtStation } from './testing/station-steps.ts'

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

const buyCoke = () =>
  bakery.post(
    {
      event: 'purchase_invoice',
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('supplier'),
          to: bakery.place('stockroom'),
          quantity: 24,
          take: { by: 'stated', amount: 240 },
        },
      ],
    },
    'HQ-A1',
  )

describe('usage on a run', () => {
  it('by scans alone takes from the pool first and only the shortfall from the stockroom', async () => {
    at.startRun()
    expect(at.scan(FLOUR)).toEqual(['attention'])
    expect(at.session().place).toMatchObject({ kind: 'asking_quantity', line: { name: 'Cake flour' } })
    expect(at.scan(...cards('digit_4', 'digit_5', 'confirm'))).toEqual(['ok'])
    at.scan('BUTTER10')
    expect(at.lines()).toEqual([
      ['Butter', 10_000],
      ['Cake flour', 45_000],
    ])
    at.scan(...cards('review'))
    // Ten times the recipe's butter: taken out again.
    at.press({ type: 'remove_line', item: bakery.butter })
    expect(at.scan(...cards('accept'))).toEqual(['done'])
    await at.posted()
    expect(at.latest().outcome).toEqual({ state: 'posted', number: 'BRA-USE-00001' })
    const { flour, place } = bakery
    expect(bakery.stock(bakery.placeOfRun(bakery.run), flour)[0]).toBe(45_000)
    expect([place('manufacturing'), place('stockroom')].map((of) => bakery.stock(of, flour)[0])).toEqual([
      0, 875_000,
    ])
    expect(at.isVerified()).toBe(true)
  })

  it.each([
    ['45', 'kilograms', 'scanning'],
    ['4,5', 'a comma is a point', 'scanning'],
    ['123456', 'six digits are a quantity, and an absurd one is asked again', 'confirming_quantity'],
    ['1234567', 'seven digits are a scan', 'asking_quantity'],
    [COKE, 'a barcode is a scan', 'asking_quantity'],
    ['0', 'nothing is no quantity', 'asking_quantity'],
    ['0.0001', 'less than a gram is no quantity', 'asking_quantity'],
  ])('reads %s while a quantity is asked for: %s', (text, _, place) => {
    at.startRun()
    at.scan(FLOUR, text)
    expect(at.place()).toBe(place)
  })

  it('takes an absurd quantity only after a yes', () => {
    at.startRun()
    at.scan(FLOUR, '123456')
    expect(at.session().place).toMatchObject({ quantity: 123_456_000 })
    at.scan(...cards('back'), '45', ...cards('review', 'back'))
    expect(at.lines()).toEqual([['Cake flour', 45_000]])
    at.scan(FLOUR, '123456', ...cards('confirm'))
    expect(at.lines()).toEqual([['Cake flour', 123_501_000]])
  })

  it('leaves the stockroom alone where the branch does not issue shortfalls', async () => {
    await at.sql('UPDATE branch SET issues_shortfall = 0')
    await at.restart()
    at.startRun()
    at.scan(FLOUR, '45')
    expect(at.work().lines[0]?.facts.available).toBe(20_000)
    at.accept()
    expect(at.place()).toBe('deciding_excess')
    at.scan(...cards('send'))
    await at.posted()
    expect(at.latest()).toMatchObject({ isSent: true, outcome: { state: 'refused' } })
  })
})

describe('the tolerance of a branch', () => {
  beforeEach(async () => {
    await at.sql('UPDATE branch SET usage_tolerance = 10')
    await at.restart()
    at.startRun()
  })

  it('takes so much more than the recipe without a question', async () => {
    at.scan(FLOUR, '55')
    expect(at.notice()).toMatchObject({ kind: 'added' })
    expect(at.accept()).toEqual(['done'])
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
    expect(at.content().approval).toBeUndefined()
  })

  it('asks beyond it, and leaves exactly it', async () => {
    at.scan(FLOUR, '55.001')
    at.accept()
    expect(at.place()).toBe('deciding_excess')
    expect(excessOf(at.work())).toMatchObject([{ why: 'over_planned', allowed: 55_000 }])
    at.scan(...cards('leave_out'))
    await at.posted()
    expect(bakery.stock(bakery.placeOfRun(bakery.run), bakery.flour)[0]).toBe(55_000)
  })
})

describe('an ingredient that is not in the recipe', () => {
  beforeEach(async () => {
    await buyCoke()
    at.startRun()
    at.scan(COKE)
  })

  it('warns, and names what it takes the place of in the document', async () => {
    at.accept()
    expect(at.session().place).toMatchObject({ kind: 'naming_substitute', item: bakery.coke })
    expect(at.scan(COKE)).toEqual(['refused'])
    expect(at.notice()).toMatchObject({ why: 'not_in_recipe' })
    expect(at.scan(FLOUR)).toEqual(['done'])
    expect(at.content().lines).toMatchObject([
      { item: bakery.coke, take: { by: 'shortfall' } },
      { item: bakery.coke, quantity: 1, insteadOf: bakery.flour },
    ])
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
    expect(at.isVerified()).toBe(true)
  })

  it('may take the place of nothing', async () => {
    at.accept()
    at.scan(...cards('confirm'))
    for (const line of at.content().lines) expect(line).not.toHaveProperty('insteadOf')
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
  })

  it('is named by touch as by scan, with what is in the recipe only', () => {
    at.accept()
    at.press({ type: 'choose_substitute', item: bakery.bread })
    expect(at.place()).toBe('naming_substitute')
    at.press({ type: 'choose_substitute', item: bakery.butter })
    expect(at.content().lines[1]).toMatchObject({ insteadOf: bakery.butter })
  })
})

it('opens a run by its paper, and no closed one', async () => {
  await at.sql(`UPDATE production_run SET state = 'closed'`)
  at.scan(ownCode.run(bakery.run))
  expect(at.session()).toMatchObject({
    place: { kind: 'choosing_operation' },
    notice: { why: 'paper_closed' },
  })
})
