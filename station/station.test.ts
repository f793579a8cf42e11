import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownCode } from '../core/barcodes/own-codes.ts'
import { createPerson } from '../core/people/create-person.ts'
import { UNDO_WITHIN_MS } from '../core/book/reverse.ts'
import { COKE, FLOUR, openStockedBakery, PIN, STATION, type StockedBakery } from './testing/open-station.ts'
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

const logged = () =>
  bakery.reader.all(
    'SELECT item, logged FROM sales_order_line WHERE sales_order = ?1 ORDER BY item',
    bakery.order,
  )

describe('a sale', () => {
  it('by scans alone moves what was scanned to the customer and fulfils the order', async () => {
    expect(at.startSale()).toEqual(['ok'])
    expect(at.scan(COKE, COKE, 'CRATE')).toEqual(['ok', 'ok', 'ok'])
    expect(at.scan(...cards('review', 'accept'))).toEqual(['done'])
    expect(at.latest()).toMatchObject({
      reference: 'BRA-K1-000001',
      outcome: null,
      by: { name: 'Thandi M.' },
    })
    await at.posted()
    expect(at.latest().outcome).toEqual({ state: 'posted', number: 'BRA-SAL-00001' })
    expect([at.retail(bakery.coke), at.retail(bakery.bread)]).toEqual([22, 390])
    expect(bakery.account('cost_of_sale')).toBe(20 + 100)
    expect(logged()).toEqual([
      [bakery.coke, 2],
      [bakery.bread, 10],
    ])
    expect(at.isVerified()).toBe(true)
  })

  it('by touch alone does the same', async () => {
    at.press(
      { type: 'choose_operation', workflow: 'sales' },
      { type: 'choose_order', active_sales: bakery.order },
      { type: 'ask_tiles' },
      { type: 'tile', item: bakery.coke },
      { type: 'tile', item: bakery.coke },
      { type: 'review' },
    )
    at.press({ type: 'accept', document: at.work().documentId, steps: at.work().steps })
    at.press({ type: 'choose_operator', operator: bakery.thandi }, { type: 'pin', text: PIN })
    await at.posted()
    expect(at.latest()).toMatchObject({ by: { name: 'Thandi M.' }, outcome: { number: 'BRA-SAL-00001' } })
    expect(at.retail(bakery.coke)).toBe(22)
  })

  it('is one document however often Accept is pressed', async () => {
    at.startSale()
    at.scan(COKE)
    at.press({ type: 'review' })
    const { documentId, steps } = at.work()
    const press = { type: 'accept', document: documentId, steps } as const
    at.press(press, press)
    await at.posted()
    at.press(press)
    await at.restart()
    at.press(press)
    await at.posted()
    expect(at.documents()).toHaveLength(1)
    expect(at.retail(bakery.coke)).toBe(23)
  })

  it('counts waiting documents as gone when it says what is there', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan(COKE, COKE)
    at.accept()
    at.scan(ownCode.salesOrder(bakery.order), COKE)
    expect(at.work().lines[0]?.facts).toMatchObject({
      available: 22,
      planned: { quantity: 12, logged: 2, upTo: 12 },
    })
  })

  it('names who scanned where somebody else accepts', async () => {
    at.startSale()
    at.scan(COKE, bakery.badges.palesa, COKE)
    at.accept()
    const { acceptedBy, lines } = at.content()
    expect(acceptedBy).toBe(bakery.palesa)
    expect(lines.map(({ by, quantity }) => [by, quantity])).toEqual([
      [bakery.thandi, 1],
      [undefined, 1],
    ])
    await at.posted()
    expect(at.latest().outcome?.state).toBe('posted')
  })
})

describe('a scan in the work', () => {
  it.each([
    ['6001087340015', 'misread'],
    ['https://example.com', 'unreadable'],
    ['', 'unreadable'],
    [FLOUR, 'not_sold'],
    ['(01)06001000000025(17)261345', 'fields_wrong'],
    ['(00)006001000000000010', 'fields_wrong'],
    ['(00)006001000000000018', 'not_an_item'],
    [ownCode.run(1), 'work_open'],
    [ownCode.salesOrder(1), 'paper_in_hand'],
    [ownCode.salesOrder(999), 'paper_closed'],
    [ownCode.document('0193a0a0-0000-7000-8000-000000000001'), 'is_document'],
    [ownCode.command('accept'), 'review_first'],
    [ownCode.command('send'), 'card_not_here'],
    [ownCode.command('digit_4'), 'no_quantity_yet'],
    [ownCode.command('times_5'), 'nothing_to_multiply'],
    [ownCode.badge('0123456789ABCDEFGHJKMNPQRS'), 'badge_unknown'],
  ])('%j is not taken: %s', (text, why) => {
    at.startSale()
    expect(at.scan(text)).toEqual(['refused'])
    expect(at.notice()).toMatchObject({ kind: 'scan_refused', why })
    expect(at.lines()).toEqual([])
  })

  it('names what was scanned instead', () => {
    at.startSale()
    const name = (text: string) => (at.scan(text), at.notice())
    expect(name(ownCode.command('send'))).toMatchObject({ name: 'SEND' })
    expect(name(ownCode.salesOrder(bakery.order))).toMatchObject({ name: 'BRA-SO-00001' })
    expect(name(ownCode.run(bakery.run))).toMatchObject({
      why: 'work_open',
      name: expect.stringMatching(/^BRA-/),
    })
    expect(name(FLOUR)).toMatchObject({ name: 'Cake flour' })
  })

  it('is not an item that is not in use any more, nor is one attached or pressed', async () => {
    await at.sql(`UPDATE item SET is_retired = 1 WHERE id = ${bakery.coke}`)
    at.startSale()
    expect(at.scan(COKE)).toEqual(['refused'])
    expect(at.notice()).toMatchObject({ why: 'retired', name: 'Coke 330 ml' })
    at.press({ type: 'tile', item: bakery.coke })
    expect(at.notice()).toMatchObject({ why: 'retired' })
    at.scan('NOBODYKNOWS')
    at.press({ type: 'open_code', key: 'NOBODYKNOWS' }, { type: 'ask_attach' })
    at.scan(bakery.badges.palesa)
    at.press({ type: 'choose_item', item: bakery.coke })
    expect(at.place()).toBe('searching_item')
  })

  it('is an item by its printed internal code', () => {
    at.startSale()
    expect(at.scan(ownCode.item(bakery.bread))).toEqual(['ok'])
    expect(at.lines()).toEqual([['White bread', 1]])
  })

  it('is none lost or merged of 200', () => {
    at.startSale()
    expect(at.scan(...Array.from({ length: 200 }, () => 'BREAD'))).toHaveLength(200)
    expect(at.lines()).toEqual([['White bread', 200]])
  })
})

describe('a paper', () => {
  it('does not open an order that was closed in the meantime, or is another branch’s', async () => {
    await at.sql(`UPDATE sales_order SET state = 'closed'`)
    at.scan(ownCode.salesOrder(bakery.order))
    expect(at.session()).toMatchObject({
      place: { kind: 'choosing_operation' },
      notice: { why: 'paper_closed' },
    })
    at.press(
      { type: 'choose_operation', workflow: 'sales' },
      { type: 'choose_order', active_sales: bakery.order },
    )
    expect(at.session()).toMatchObject({
      place: { kind: 'choosing_context' },
      notice: { problem: 'context_closed' },
    })
  })

  it('of a document shows it, before the book has it and after', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan(COKE)
    at.accept()
    const { id } = at.latest()
    at.scan(ownCode.document(id))
    expect(at.session().place).toEqual({ kind: 'showing_document', document: id })
    await at.restart()
    await at.posted()
    at.scan(...cards('back'), ownCode.document(id))
    expect(at.session().place).toEqual({ kind: 'showing_document', document: id })
    at.scan(ownCode.document('0193a0a0-0000-7000-8000-000000000001'))
    expect(at.notice()).toMatchObject({ why: 'document_unknown' })
  })
})

describe('undo', () => {
  const undo = () => at.scan(...cards('undo', 'confirm'))
  const sell = () => {
    at.startSale()
    at.scan(COKE)
    at.accept()
  }

  it('takes back the latest document, once', async () => {
    sell()
    await at.posted()
    expect(undo()).toEqual(['done'])
    at.scan(...cards('undo', 'confirm'))
    await at.posted()
    expect(at.latest().undo).toMatchObject({
      reference: 'BRA-K1-000002',
      outcome: { number: 'BRA-REV-00001' },
    })
    expect(at.retail(bakery.coke)).toBe(24)
    expect(logged()[0]).toEqual([bakery.coke, 0])
    expect(at.documents()).toHaveLength(2)
    expect(at.isVerified()).toBe(true)
  })

  it('goes behind a document that still waits', async () => {
    await at.restart({ isPosting: false })
    sell()
    undo()
    await at.restart()
    await at.posted()
    expect(at.latest()).toMatchObject({
      outcome: { state: 'posted' },
      undo: { outcome: { state: 'posted' } },
    })
    expect(at.retail(bakery.coke)).toBe(24)
  })

  it('is one undo when the power fails before the screen has heard of it', async () => {
    sell()
    await at.posted()
    at.scan(...cards('undo'))
    const before = at.open().outbox.readSession(STATION) ?? ''
    at.scan(...cards('confirm'))
    await at.posted()
    at.open().outbox.saveSessions([{ name: STATION, state: before }], 0)
    await at.restart()
    at.scan(...cards('confirm'))
    await at.posted()
    expect(at.latest().undo).toMatchObject({
      reference: 'BRA-K1-000002',
      outcome: { number: 'BRA-REV-00001' },
    })
    expect(at.documents()).toHaveLength(2)
    expect(at.retail(bakery.coke)).toBe(24)
  })

  it.each([
    ['too late', () => (at.open().time.now += UNDO_WITHIN_MS + 1)],
    ['not their own', () => at.scan(bakery.badges.palesa)],
  ])('is for a manager in the admin app when it is %s', async (_, change) => {
    sell()
    change()
    undo()
    expect(at.notice()).toEqual({ kind: 'problem', problem: 'undo_not_possible' })
    expect(at.documents()).toHaveLength(1)
  })
})

it('knows the people of its branch and super admins, and nobody else', async () => {
  const visitor = await createPerson(bakery.central, {
    login: 'v',
    name: 'V',
    role: 'operator',
    branch: bakery.brb,
    passwordHash: null,
  })
  at.scan(bakery.badges.bongani)
  expect(at.session()).toMatchObject({ operator: null, notice: { why: 'badge_elsewhere' } })
  at.press({ type: 'ask_operator' }, { type: 'choose_operator', operator: visitor })
  expect(at.session().asking).toMatchObject({ kind: 'who' })
})
