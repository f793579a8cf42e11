import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../core/database/central.ts'
import { CentralUnavailable } from '../core/database/central.ts'
import type { Bakery } from '../core/testing/bakery.ts'
import { UNDO_WITHIN_MS } from './accept.ts'
import { shownLines, totalOf } from './session/lines.ts'
import { workOf, type Latest } from './session/session-state.ts'
import {
  COKE,
  FLOUR,
  openStation,
  openStockedBakery,
  STATION,
  type OpenStation,
} from './testing/open-station.ts'

let bakery: Bakery
let open: OpenStation
beforeEach(async () => {
  bakery = await openStockedBakery()
  open = openStation(bakery)
})
afterEach(async () => {
  await open.close()
  bakery.close()
})

const restart = async (options?: Parameters<typeof openStation>[1]): Promise<void> => {
  await open.close()
  open = openStation(bakery, options)
}
const startSale = () =>
  open.press(
    { type: 'choose_operator', operator: bakery.thandi },
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: bakery.order },
  )
const startRun = () =>
  open.press(
    { type: 'choose_operator', operator: bakery.thandi },
    { type: 'choose_operation', workflow: 'production' },
    { type: 'choose_run', active_production: bakery.run },
  )
const accept = () => {
  open.press({ type: 'review' })
  const work = workOf(open.station.session())!
  return open.press({ type: 'accept', document: work.documentId, steps: work.steps })
}
const latest = (): Latest => open.station.session().latest!
const lines = () => shownLines(workOf(open.station.session())!).map((line) => [line.name, totalOf(line)])
const retail = (item: number) => bakery.stock(bakery.place('retail'), item as never)[0]
const logged = () =>
  bakery.reader.all(
    'SELECT item, logged FROM sales_order_line WHERE sales_order = ?1 ORDER BY item',
    bakery.order,
  )

describe('a sale', () => {
  it('moves what was scanned to the customer and fulfils the order', async () => {
    startSale()
    expect(open.scan(COKE, COKE, 'CRATE')).toEqual(['ok', 'ok', 'ok'])
    expect(accept()).toEqual(['done'])
    expect(latest()).toMatchObject({ reference: 'BRA-K1-000001', outcome: null })
    await open.posted()
    expect(latest().outcome).toEqual({ state: 'posted', number: 'BRA-SAL-00001' })
    expect([retail(bakery.coke), retail(bakery.bread)]).toEqual([22, 390])
    expect(bakery.account('cost_of_sale')).toBe(20 + 100)
    expect(logged()).toEqual([
      [bakery.coke, 2],
      [bakery.bread, 10],
    ])
  })

  it('is one document however often Accept is pressed', async () => {
    startSale()
    open.scan(COKE)
    open.press({ type: 'review' })
    const { documentId, steps } = workOf(open.station.session())!
    const press = { type: 'accept', document: documentId, steps } as const
    open.press(press, press)
    await open.posted()
    open.press(press)
    await restart()
    open.press(press)
    await open.posted()
    expect(open.outbox.recent(STATION, 9)).toHaveLength(1)
    expect(retail(bakery.coke)).toBe(23)
  })

  it('does not sell ingredients', () => {
    startSale()
    expect(open.scan(FLOUR)).toEqual(['refused'])
    expect(open.station.session().notice).toMatchObject({ why: 'not_sold', name: 'Cake flour' })
  })

  it('may be more than is there: amber at the scan, refused by the books, in words', async () => {
    startSale()
    expect(open.scan(...Array.from({ length: 25 }, () => COKE)).at(-1)).toBe('attention')
    accept()
    await open.posted()
    expect(latest().outcome).toMatchObject({
      state: 'refused',
      refusal: { code: 'E_BELOW_ZERO', asked: 25, there: 24 },
      item: { name: 'Coke 330 ml' },
      place: 'retail',
    })
  })

  it('counts waiting documents as gone when it says what is there', async () => {
    await restart({ isPosting: false })
    startSale()
    open.scan(COKE, COKE)
    accept()
    open.press(
      { type: 'choose_operation', workflow: 'sales' },
      { type: 'choose_order', active_sales: bakery.order },
    )
    open.scan(COKE)
    expect(workOf(open.station.session())?.lines[0]?.facts).toMatchObject({
      available: 22,
      planned: { quantity: 12, logged: 2 },
    })
  })

  it('names who scanned where somebody else accepts', async () => {
    const { bra } = bakery
    await bakery.central.batch([
      {
        sql: `INSERT INTO person (login, name, role, branch) VALUES ('sipho', 'Sipho', 'operator', ?1)`,
        args: [bra],
      },
    ])
    startSale()
    open.scan(COKE)
    open.press({ type: 'choose_operator', operator: bakery.thandi + 1 })
    open.scan(COKE)
    accept()
    const { content } = open.outbox.recent(STATION, 1)[0]!.document
    expect(content.acceptedBy).toBe(bakery.thandi + 1)
    expect(content.lines.map(({ by, quantity }) => [by, quantity])).toEqual([
      [bakery.thandi, 1],
      [undefined, 1],
    ])
    await open.posted()
    expect(latest().outcome?.state).toBe('posted')
  })
})

it.each([
  ['6001087340015', 'misread'],
  ['6001087340014', 'unknown'],
  ['https://example.com', 'unreadable'],
  ['', 'unreadable'],
])('does not take %j: %s', (text, why) => {
  startSale()
  expect(open.scan(text)).toEqual(['refused'])
  expect(open.station.session().notice).toMatchObject({ kind: 'scan_refused', why })
  expect(lines()).toEqual([])
})

it('does not take an item that is not in use any more', async () => {
  await bakery.central.batch([{ sql: 'UPDATE item SET is_retired = 1 WHERE id = ?1', args: [bakery.coke] }])
  startSale()
  expect(open.scan(COKE)).toEqual(['refused'])
  expect(open.station.session().notice).toMatchObject({ why: 'retired', name: 'Coke 330 ml' })
})

describe('usage on a run', () => {
  it('takes from the pool first and only the shortfall from the stockroom', async () => {
    startRun()
    expect(open.scan(FLOUR)).toEqual(['attention'])
    expect(open.station.session().place).toMatchObject({
      kind: 'asking_quantity',
      line: { name: 'Cake flour' },
    })
    expect(open.scan('45')).toEqual(['ok'])
    open.scan('BUTTER10', 'SALT', '0.9')
    expect(lines()).toEqual([
      ['Salt', 900],
      ['Butter', 10_000],
      ['Cake flour', 45_000],
    ])
    open.press({ type: 'remove_line', item: bakery.salt })
    accept()
    await open.posted()
    expect(latest().outcome).toEqual({ state: 'posted', number: 'BRA-USE-00001' })
    const { flour, place } = bakery
    expect(bakery.stock(bakery.placeOfRun(bakery.run), flour)[0]).toBe(45_000)
    expect([place('manufacturing'), place('stockroom')].map((at) => bakery.stock(at, flour)[0])).toEqual([
      0, 875_000,
    ])
  })

  it.each([
    ['45', 'accepted as kilograms', 'scanning'],
    ['123456', 'six digits are a quantity', 'scanning'],
    ['1234567', 'seven digits are a scan', 'asking_quantity'],
    [COKE, 'a barcode is a scan', 'asking_quantity'],
    ['0', 'nothing is no quantity', 'asking_quantity'],
  ])('reads %s while a quantity is asked for: %s', (text, _, place) => {
    startRun()
    open.scan(FLOUR, text)
    expect(open.station.session().place.kind).toBe(place)
  })

  it('leaves the stockroom alone where the branch does not issue shortfalls', async () => {
    await bakery.central.batch([{ sql: 'UPDATE branch SET issues_shortfall = 0', args: [] }])
    await restart()
    startRun()
    open.scan(FLOUR, '45')
    expect(open.station.session().notice).toMatchObject({ kind: 'added' })
    expect(workOf(open.station.session())?.lines[0]?.facts.available).toBe(20_000)
    accept()
    await open.posted()
    expect(latest().outcome).toMatchObject({ state: 'refused', place: 'manufacturing' })
  })
})

describe('a restart', () => {
  it('in the middle of the work changes nothing', async () => {
    startSale()
    open.scan(COKE, 'CRATE')
    const before = open.station.session()
    await restart()
    expect(open.station.session()).toEqual(before)
    open.scan(COKE)
    accept()
    await open.posted()
    expect(retail(bakery.coke)).toBe(22)
  })

  it('between accepted and posted posts once, and the screen learns of it', async () => {
    await restart({ isPosting: false })
    startSale()
    open.scan(COKE)
    accept()
    await restart()
    await open.posted()
    expect(latest().outcome).toMatchObject({ state: 'posted' })
    expect(retail(bakery.coke)).toBe(23)
  })

  it('after a posting whose answer was lost posts once', async () => {
    let losses = 1
    const flaky: Central = {
      ...bakery.central,
      async batch(statements) {
        const rows = await bakery.central.batch(statements)
        if (losses-- > 0) throw new CentralUnavailable('the answer was lost')
        return rows
      },
    }
    await restart({ central: flaky })
    startSale()
    open.scan(COKE)
    accept()
    await open.posted()
    expect(latest().outcome).toMatchObject({ state: 'posted', number: 'BRA-SAL-00001' })
    expect(retail(bakery.coke)).toBe(23)
  })

  it('keeps aside what it cannot read, and says so', async () => {
    open.outbox.saveSession(STATION, '{"session":{"v":7}}', 0)
    await restart()
    expect(open.station.session().notice).toEqual({ kind: 'problem', problem: 'session_unreadable' })
    expect(open.outbox.readSession(`${STATION} unreadable 1`)).toBe('{"session":{"v":7}}')
  })
})

describe('what screens send', () => {
  const scans = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      n: from + index,
      input: { type: 'scan', text: COKE } as const,
    }))

  it('is counted once, also when it is sent again after a restart', async () => {
    startSale()
    open.station.take('page', scans(1, 3))
    open.station.take('page', scans(1, 3))
    await restart()
    expect(open.station.take('page', scans(2, 4))).toEqual(['ok'])
    expect(lines()).toEqual([['Coke 330 ml', 4]])
    open.station.take('other page', scans(1, 1))
    expect(lines()).toEqual([['Coke 330 ml', 5]])
  })

  it('is heard by every screen', () => {
    let heard = 0
    const stop = open.station.subscribe(() => (heard += 1))
    startSale()
    stop()
    open.scan(COKE)
    expect(heard).toBe(3)
  })
})

describe('undo', () => {
  const undo = () => open.press({ type: 'ask_undo' }, { type: 'undo', document: latest().id })

  it('is one undo when the power fails before the screen has heard of it', async () => {
    startSale()
    open.scan(COKE)
    accept()
    await open.posted()
    open.press({ type: 'ask_undo' })
    const before = open.outbox.readSession(STATION) ?? ''
    open.press({ type: 'undo', document: latest().id })
    await open.posted()
    open.outbox.saveSession(STATION, before, 0)
    await restart()
    open.press({ type: 'undo', document: latest().id })
    await open.posted()
    expect(latest().undo).toMatchObject({ reference: 'BRA-K1-000002', outcome: { number: 'BRA-REV-00001' } })
    expect(open.outbox.recent(STATION, 9)).toHaveLength(2)
    expect(retail(bakery.coke)).toBe(24)
  })

  it('takes back the latest document, once', async () => {
    startSale()
    open.scan(COKE)
    accept()
    await open.posted()
    undo()
    open.press({ type: 'undo', document: latest().id })
    await open.posted()
    expect(latest().undo).toMatchObject({ reference: 'BRA-K1-000002', outcome: { number: 'BRA-REV-00001' } })
    expect(retail(bakery.coke)).toBe(24)
    expect(logged()[0]).toEqual([bakery.coke, 0])
    expect(undo()).toEqual([])
    expect(open.outbox.recent(STATION, 9)).toHaveLength(2)
  })

  it('goes behind a document that still waits', async () => {
    await restart({ isPosting: false })
    startSale()
    open.scan(COKE)
    accept()
    undo()
    await restart()
    await open.posted()
    expect(latest()).toMatchObject({ outcome: { state: 'posted' }, undo: { outcome: { state: 'posted' } } })
    expect(retail(bakery.coke)).toBe(24)
  })

  it.each([
    ['too late', () => (open.time.now += UNDO_WITHIN_MS + 1)],
    ['not their own', () => open.press({ type: 'choose_operator', operator: bakery.thandi + 1 })],
  ])('is for a manager when it is %s', async (_, change) => {
    await bakery.central.batch([
      {
        sql: `INSERT INTO person (login, name, role, branch) VALUES ('s', 'S', 'operator', ?1)`,
        args: [bakery.bra],
      },
    ])
    startSale()
    open.scan(COKE)
    accept()
    change()
    undo()
    expect(open.station.session().notice).toEqual({ kind: 'problem', problem: 'undo_not_possible' })
    expect(open.outbox.recent(STATION, 9)).toHaveLength(1)
  })
})

it('says so when the disk does not take the document', async () => {
  startSale()
  open.scan(COKE)
  open.outbox.accept = () => {
    throw new Error('disk full')
  }
  expect(accept()).toEqual(['refused'])
  expect(open.station.session()).toMatchObject({
    place: { kind: 'reviewing' },
    notice: { problem: 'not_saved' },
  })
  expect(open.errors).toHaveLength(1)
})

it('answers a resend only when the disk has what was sent', () => {
  startSale()
  const taken = open.outbox.saveSession.bind(open.outbox)
  const scan = [{ n: 1, input: { type: 'scan', text: COKE } as const }]
  open.outbox.saveSession = () => {
    throw new Error('disk full')
  }
  expect(() => open.station.take('page', scan)).toThrow('disk full')
  expect(() => open.station.take('page', scan)).toThrow('disk full')
  open.outbox.saveSession = taken
  expect(open.station.take('page', scan)).toEqual([])
  expect(open.outbox.readSession(STATION)).toContain('Coke 330 ml')
  expect(lines()).toEqual([['Coke 330 ml', 1]])
})

it('does not open an order that was closed in the meantime, or another branch’s', async () => {
  open.press({ type: 'choose_operation', workflow: 'sales' })
  await bakery.central.batch([{ sql: `UPDATE sales_order SET state = 'closed'`, args: [] }])
  open.press({ type: 'choose_order', active_sales: bakery.order })
  expect(open.station.session()).toMatchObject({
    place: { kind: 'choosing_context' },
    notice: { problem: 'context_closed' },
  })
})

it('takes 200 scans, none lost or merged', () => {
  startSale()
  expect(open.scan(...Array.from({ length: 200 }, () => 'BREAD'))).toHaveLength(200)
  expect(lines()).toEqual([['White bread', 200]])
})
