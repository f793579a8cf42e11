import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COKE, openStockedBakery, PIN, STATION, type StockedBakery } from './testing/open-station.ts'
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

const scanMany = (count: number) => at.scan(...Array.from({ length: count }, () => COKE))
const ask = (count: number) => {
  at.startSale()
  scanMany(count)
  at.accept()
}

describe('more than is there', () => {
  it('is amber at the scan, and never ends the work', () => {
    at.startSale()
    expect(scanMany(25).at(-1)).toBe('attention')
    expect(at.lines()).toEqual([['Coke 330 ml', 25]])
  })

  it('can be left out: what is allowed is posted', async () => {
    ask(25)
    expect(at.scan(...cards('leave_out'))).toEqual(['done'])
    await at.posted()
    // Twelve were ordered.
    expect(at.latest()).toMatchObject({
      isSent: false,
      lines: [{ quantity: 12 }],
      outcome: { state: 'posted' },
    })
    expect(at.retail(bakery.coke)).toBe(12)
    expect(at.isVerified()).toBe(true)
  })

  it('can be sent to a manager: a refused document with its reason, and nothing moves', async () => {
    ask(25)
    expect(at.scan(...cards('send'))).toEqual(['attention'])
    expect(at.content().approval).toEqual({ state: 'asked', for: ['over_available'] })
    await at.posted()
    expect(at.latest()).toMatchObject({ isSent: true, outcome: { state: 'refused' } })
    expect(at.latest().outcome).toMatchObject({
      refusal: { code: expect.stringMatching(/^E_(?:BELOW_ZERO|APPROVAL)$/) },
    })
    expect(at.retail(bakery.coke)).toBe(24)
    expect(at.isVerified()).toBe(true)
  })

  it('is nobody’s to allow on the spot', () => {
    ask(25)
    at.press({ type: 'allow_excess' })
    at.scan(bakery.badges.palesa)
    expect(at.documents()).toEqual([])
    expect(at.place()).toBe('deciding_excess')
  })

  it('is refused by the book where it is gone by then, in words', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan(COKE)
    at.accept()
    await bakery.post(
      {
        event: 'write_off',
        lines: [
          {
            item: bakery.coke,
            from: bakery.place('retail'),
            to: bakery.place('write_off'),
            quantity: 24,
            take: { by: 'cost' },
          },
        ],
      },
      'HQ-A1',
    )
    await at.restart()
    await at.posted()
    expect(at.latest().outcome).toMatchObject({
      state: 'refused',
      refusal: { code: 'E_BELOW_ZERO', asked: 1, there: 0 },
      item: { name: 'Coke 330 ml' },
      place: 'retail',
    })
  })
})

describe('more than was ordered', () => {
  it('can be sent to a manager, and waits for one in the book', async () => {
    ask(13)
    at.scan(...cards('send'))
    expect(at.content().approval).toEqual({ state: 'asked', for: ['over_planned'] })
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'refused', refusal: { code: 'E_APPROVAL' } })
    expect(at.retail(bakery.coke)).toBe(24)
  })

  it('is posted with a manager’s badge, which the document names', async () => {
    ask(13)
    at.press({ type: 'allow_excess' })
    expect(at.scan(bakery.badges.palesa)).toEqual(['done'])
    expect(at.content()).toMatchObject({
      acceptedBy: bakery.thandi,
      approval: { state: 'given', for: ['over_planned'], by: bakery.palesa },
    })
    expect(at.session().operator).toMatchObject({ name: 'Thandi M.' })
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
    expect(at.retail(bakery.coke)).toBe(11)
    expect(at.isVerified()).toBe(true)
  })

  it('is posted with a manager’s PIN', async () => {
    ask(13)
    at.press(
      { type: 'allow_excess' },
      { type: 'choose_operator', operator: bakery.palesa },
      { type: 'pin', text: PIN },
    )
    await at.posted()
    expect(at.content().approval).toMatchObject({ state: 'given', by: bakery.palesa })
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
  })

  it('is not allowed by an operator, by badge or by name', () => {
    ask(13)
    at.press({ type: 'allow_excess' })
    expect(at.scan(bakery.badges.thandi)).toEqual(['refused'])
    expect(at.notice()).toMatchObject({ why: 'not_a_manager' })
    at.press({ type: 'choose_operator', operator: bakery.thandi })
    expect(at.notice()).toEqual({ kind: 'problem', problem: 'not_a_manager' })
    expect(at.documents()).toEqual([])
  })

  it('is of an item that nobody ordered: left out, nothing is left', () => {
    at.startSale()
    at.press({ type: 'tile', item: bakery.dough })
    at.scan('1', ...cards('review', 'accept', 'leave_out'))
    expect(at.session()).toMatchObject({
      place: { kind: 'reviewing' },
      notice: { problem: 'nothing_scanned' },
    })
    expect(at.open().outbox.recent(STATION, 9)).toEqual([])
  })
})
