import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStockedBakery, type StockedBakery } from './testing/open-station.ts'
import { atStation, cards, type AtStation } from './testing/station-steps.ts'

const CODE = '6009000000007'
const KEY = '06009000000007'

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

/** Attaches the held code to bread, with Palesa's badge; six loaves a scan. */
const attach = (pack = '6') => {
  at.press({ type: 'open_code', key: KEY }, { type: 'ask_attach' })
  at.scan(bakery.badges.palesa)
  at.scan('BREAD')
  at.scan(pack)
}
const notes = (kind: string) =>
  bakery.reader.all('SELECT content, person FROM station_note WHERE kind = ?1 ORDER BY id', kind)
const inBook = () => bakery.reader.all('SELECT item, quantity, attached_by FROM barcode WHERE code = ?1', KEY)

describe('a barcode nobody knows', () => {
  it('waits, stops the Accept, and is told to the book', async () => {
    at.startSale()
    expect(at.scan(CODE, CODE, 'BREAD')).toEqual(['attention', 'attention', 'ok'])
    at.accept()
    expect(at.session()).toMatchObject({
      place: { kind: 'unknown_code', key: KEY },
      notice: { problem: 'unknown_first' },
    })
    expect(at.scan(...cards('leave_out', 'accept'))).toEqual(['ok', 'done'])
    await at.posted()
    expect(at.latest()).toMatchObject({
      lines: [{ name: 'White bread', quantity: 1 }],
      outcome: { state: 'posted' },
    })
    const told = notes('unknown_scan').map(([content]) => JSON.parse(String(content)) as object)
    expect(told).toEqual([
      { kind: 'unknown_scan', code: KEY, times: 1 },
      { kind: 'unknown_scan', code: KEY, times: 1 },
    ])
  })

  it('counts without a rescan once it is attached with a manager’s badge', async () => {
    at.startSale()
    at.scan(CODE, CODE)
    attach()
    expect(at.lines()).toEqual([['White bread', 12]])
    expect(at.session().operator?.name).toBe('Thandi M.')
    at.scan(CODE)
    expect(at.lines()).toEqual([['White bread', 18]])
    at.accept()
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
    expect(at.retail(bakery.bread)).toBe(382)
    expect(at.isVerified()).toBe(true)
  })

  it('is the item from then on: at once, after a restart, and from the book', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan(CODE)
    attach()
    expect(at.scan(CODE)).toEqual(['ok'])
    await at.restart({ isPosting: false })
    expect(at.scan(CODE)).toEqual(['ok'])
    expect(inBook()).toEqual([])
    await at.restart()
    await at.posted()
    expect(inBook()).toEqual([[bakery.bread, 6, bakery.thandi]])
    expect(at.open().outbox.waitingNotes(9)).toEqual([])
    expect(at.scan(CODE)).toEqual(['ok'])
    expect(at.lines()).toEqual([['White bread', 24]])
  })

  it('is told to the book once, with who allowed it', async () => {
    at.startSale()
    at.scan(CODE)
    attach()
    await at.posted()
    await at.restart()
    await at.posted()
    expect(
      notes('barcode_attached').map(([content, person]) => [JSON.parse(String(content)), person]),
    ).toEqual([
      [
        {
          kind: 'barcode_attached',
          code: KEY,
          item: bakery.bread,
          quantity: 6,
          packName: null,
          allowedBy: bakery.palesa,
        },
        bakery.thandi,
      ],
    ])
  })

  it('is one piece where Enter alone answers', () => {
    at.startSale()
    at.scan(CODE)
    attach('')
    expect(at.lines()).toEqual([['White bread', 1]])
    expect(at.open().outbox.waitingNotes(9).at(-1)?.note.content).toMatchObject({ quantity: null })
  })

  it('is found by its letters too, and only what belongs into this work', () => {
    at.startSale()
    at.scan(CODE)
    at.press({ type: 'open_code', key: KEY }, { type: 'ask_attach' })
    at.scan(bakery.badges.palesa)
    at.press({ type: 'letter', key: 'B' }, { type: 'letter', key: 'R' }, { type: 'letter', key: 'erase' })
    expect(at.session().place).toMatchObject({ query: 'B' })
    at.press({ type: 'choose_item', item: bakery.flour })
    expect(at.place()).toBe('searching_item')
    at.press({ type: 'choose_item', item: bakery.bread }, { type: 'enter', text: '4' })
    expect(at.lines()).toEqual([['White bread', 4]])
  })

  it('is attached by no operator', () => {
    at.startSale()
    at.scan(CODE)
    at.press({ type: 'open_code', key: KEY }, { type: 'ask_attach' })
    at.scan(bakery.badges.thandi)
    expect(at.notice()).toMatchObject({ why: 'not_a_manager' })
    expect(at.place()).toBe('unknown_code')
  })
})
