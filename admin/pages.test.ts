import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDocumentId } from '../core/kernel/ids.ts'
import { createSalesOrder } from '../core/orders/create-sales-order.ts'
import { createRun } from '../core/runs/create-run.ts'
import { pageOfKind } from './home/need-links.ts'
import { links, routes } from './paths.ts'
import { openAdmin, type Admin } from './testing/open-admin.ts'
import { workADay } from './testing/busy-bakery.ts'

let admin: Admin
let day: Awaited<ReturnType<typeof workADay>>
let cookie: string
beforeAll(async () => {
  admin = await openAdmin()
  day = await workADay(admin.bakery)
  cookie = await admin.signIn('naledi')
})
afterAll(() => admin.close())

/** What a reader reads: the text of a page, without its tags, every space one. */
async function read(path: string, sent: { isFragment?: boolean } = {}): Promise<string> {
  const response = await admin.get(path, { cookie, ...sent })
  expect([path, response.status]).toEqual([path, 200])
  return textOf(await response.text())
}

const textOf = (html: string): string =>
  html
    .replace(/<(small|br)[^>]*>/g, ' ')
    .replace(/<\/(td|th|dt|dd|p|h1|h2|li|a|tr)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

/** Every page there is, on a machine that does other things too. */
const WALK_MS = 60_000

describe('each page', () => {
  const pages = (): string[] => {
    const { bakery } = admin
    return [
      routes.home,
      links.stock(),
      links.stock({ branch: 'BRA', kind: 'retail', text: 'coke', empty: 'yes' }),
      links.stockMoves(bakery.place('stockroom'), bakery.flour),
      routes.accounts,
      routes.journal,
      ...(['all', 'posted', 'unsettled', 'refused'] as const).map((filter) => links.documents({ filter })),
      links.document(day.sale.id),
      links.document(day.refused.id),
      links.document(day.received.id),
      links.reverse(day.sale.id),
      links.refusals(),
      links.refusals({ state: 'settled' }),
      ...(['post', 'correct', 'relink', 'void'] as const).map((action) =>
        links.refusal(day.refused.id, { action }),
      ),
      links.orders(),
      links.orders({ state: 'closed' }),
      links.order(bakery.order),
      links.runs(),
      links.runs({ state: 'closed' }),
      links.run(bakery.run),
    ]
  }

  it(
    'comes whole, with its menu, or as the content alone',
    async () => {
      for (const path of pages()) {
        const whole = await (await admin.get(path, { cookie })).text()
        const part = await (await admin.get(path, { cookie, isFragment: true })).text()
        expect(whole.startsWith('<!doctype html>')).toBe(true)
        expect(whole).toContain('<nav aria-label="Pages"')
        expect(part).toMatch(/^<header class="page-head"/)
        expect(part).not.toContain('<html')
      }
    },
    WALK_MS,
  )

  it(
    'shows no figure that fell through: undefined, NaN, an object or an empty cell',
    async () => {
      for (const path of pages()) {
        const html = await (await admin.get(path, { cookie })).text()
        expect([path, /undefined|NaN|\[object|>null</.exec(html)?.[0]]).toEqual([path, undefined])
        expect([path, /<(td|dd|time|span)[^>]*>\s*<\/\1>/.exec(html)?.[0]]).toEqual([path, undefined])
      }
    },
    WALK_MS,
  )
})

describe('the pages say', () => {
  it('what needs a person, and what the branches are worth', async () => {
    const home = await read(routes.home)
    expect(home).toContain('2 documents refused')
    expect(home).toContain('Coke 330 ml: 77 asked, 30 there in the shop.')
    expect(home).toMatch(/BRA Braam R1,666\.39 R259\.24 R414\.94/)
    expect(home).toContain('Books not verified yet')
  })

  it('what lies where, in display units, at what value and average cost', async () => {
    const stock = await read(links.stock({ branch: 'BRA' }))
    expect(stock).toContain('Cake flour FLOUR 47.5 kg R586.39 R12.35 per kg')
    expect(stock).toContain('Coke 330 ml COKE 19 each R188.10 R9.90 per each')
    expect(stock).not.toContain('BRB · Retail')
    expect(stock).toMatch(/As of \d+ Nov 2026 \d\d:\d\d/)
    expect(await read(links.stock({ text: 'cok', branch: 'BRA' }))).not.toContain('Cake flour')
  })

  it('the moves behind a figure, with the balance after each', async () => {
    const { bakery } = admin
    const moves = await read(links.stockMoves(bakery.place('retail'), bakery.coke))
    expect(moves).toMatch(
      /BRA-DSP-00001 Transfer dispatch 20 Nov 2026 to On the way out \(BRB\) −11 each −R108\.90 19 each R188\.10/,
    )
    expect(moves).toMatch(
      /BRA-INV-00003 Purchase invoice 20 Nov 2026 from Supplier \+30 each \+R297\.00 30 each R297\.00/,
    )
  })

  it('a trial balance that is equal, and the moves of an account', async () => {
    const accounts = await read(routes.accounts)
    expect(accounts.match(/Debits equal credits/g)).toHaveLength(2)
    const [id] = admin.bakery.reader.get(
      `SELECT id FROM account WHERE kind = 'cost_of_sale' AND branch = ?1`,
      admin.bakery.bra,
    ) as [number]
    expect(await read(`${routes.accounts}/${id}`)).toMatch(
      /BRA-SAL-00001 Sale 20 Nov 2026 White bread 25 each R162\.03 – R162\.03 DR/,
    )
  })

  it('each document with both accounts of each move', async () => {
    const journal = await read(routes.journal)
    expect(journal).toContain('White bread 25 each DR Cost of Sale CR Finished Goods Inventory R162.03')
    const document = await read(links.document(day.sale.id))
    for (const text of [
      'BRA-SAL-00001',
      'BRA-K1-000006',
      'Thandi M.',
      'BRA-SO-00001',
      'Retail',
      'Customer',
      '20 Nov 12:00',
    ])
      expect(document).toContain(text)
    expect(await read(links.document(day.received.id))).toContain('BRA-iTrans-00001')
    expect(await read(links.document(day.invoice.id))).toContain('INVOICE-1-100000')
  })

  it('why a document was refused, and what it would have moved', async () => {
    const refused = await read(links.document(day.refused.id))
    expect(refused).toContain('77 asked, 30 there in the shop')
    expect(refused).toContain('Coke 330 ml 77 each Retail Customer')
    expect(refused).not.toContain('Reverse …')
  })

  it('what of an order is logged, by whom, when and where, and its margin', async () => {
    const order = await read(links.order(admin.bakery.order))
    expect(order).toContain(
      'White bread BREAD 40 each 25 each 15 each R18.50 per each R462.50 R162.03 R300.47',
    )
    expect(order).toContain('BRA-SAL-00001 Sale 25 each White bread Thandi M. 20 Nov 12:00 BRA-K1')
  })

  it('what a run used and built', async () => {
    const run = await read(links.run(admin.bakery.run))
    expect(run).toContain('60 of 100 each')
    expect(run).toContain('Cake flour 50 kg 52.5 kg 21 kg R259.24')
    expect(run).toContain('Salt by the recipe')
  })

  it('what of orders and runs is overdue, apart from what is only open', async () => {
    const { central, bra, cafe, coke, bom } = admin.bakery
    const line = { item: coke, quantity: 1 }
    const due = (dueOn: string) => ({
      branch: bra,
      partner: cafe,
      orderedOn: '2026-11-01',
      dueOn,
      lines: [line],
    })
    const [late] = [
      await createSalesOrder(central, due('2026-11-19')),
      await createSalesOrder(central, due('2026-11-20')),
    ]
    const run = { branch: bra, bom, planned: 50, issueOn: '2026-11-18' }
    const lateRun = await createRun(central, { ...run, dueOn: '2026-11-19' })
    const numbersIn = (text: string) => text.match(/BRA-(SO|PR)-\d{5}/g)
    expect(numbersIn(await read(links.orders({ state: 'overdue' })))).toEqual([`BRA-SO-0000${late}`])
    expect(numbersIn(await read(links.runs({ state: 'overdue' })))).toEqual([`BRA-PR-0000${lateRun}`])
    expect(numbersIn(await read(links.orders()))).toHaveLength(3)
    expect([pageOfKind('overdue_orders'), pageOfKind('overdue_runs')]).toEqual([
      links.orders({ state: 'overdue' }),
      links.runs({ state: 'overdue' }),
    ])
  })

  it('the age and colour of the verdict, and starts a new one', async () => {
    admin.light.latest = { isGreen: true, summary: '12 moves', at: admin.clock.at - 20 * 60_000 }
    expect(await read(routes.home)).toContain('Books verified 20 min ago')
    admin.light.latest = { isGreen: false, summary: 'move 7 is wrong', at: admin.clock.at }
    expect(await read(routes.home)).toContain('move 7 is wrong')
    const pieter = await admin.get(routes.home, { cookie: await admin.signIn('pieter') })
    expect(await pieter.text()).not.toContain('move 7')
    expect((await admin.post(routes.verify, {}, { cookie })).headers.get('location')).toBe(routes.home)
    expect(admin.light.starts).toBe(1)
    admin.light.isRunning = true
    expect(await read(routes.verify, { isFragment: true })).toContain('Verifying the books')
    admin.light.isRunning = false
    admin.light.latest = undefined
  })
})

describe('finding and going on', () => {
  it.each(['BRA-SAL-00001', 'bra-sal-1', 'BRA-K1-000006', ' BRA-K1-6 '])(
    'finds the sale called %s',
    async (called) => {
      const response = await admin.get(links.documents({ called }), { cookie })
      expect(response.headers.get('location')).toBe(links.document(day.sale.id))
    },
  )

  it('finds a transfer by its reference, and says when nothing is called so', async () => {
    const response = await admin.get(links.documents({ called: 'BRA-iTrans-00001' }), { cookie })
    expect(response.headers.get('location')).toBe(links.document(day.dispatch.id))
    expect(await read(links.documents({ called: 'BRA-SAL-99999' }))).toContain(
      'No document is called BRA-SAL-99999.',
    )
  })

  it('looks at one branch when a super admin chooses it', async () => {
    const response = await admin.post(
      routes.branch,
      { branch: String(admin.bakery.brb), back: routes.journal },
      { cookie },
    )
    expect(response.headers.get('location')).toBe(routes.journal)
    const chosen = `${cookie}; ${(response.headers.get('set-cookie') ?? '').split(';')[0]}`
    const journal = await (await admin.get(routes.journal, { cookie: chosen })).text()
    expect(journal).toContain('BRB-INV-00001')
    expect(journal).not.toContain('BRA-SAL-00001')
    // A single thing is still there: the switch narrows lists, not what one may see.
    expect((await admin.get(links.document(day.sale.id), { cookie: chosen })).status).toBe(200)
  })

  it('closes an order and opens it again, however often it is sent', async () => {
    const { order } = admin.bakery
    for (const state of ['closed', 'closed', 'open'])
      expect((await admin.post(links.orderState(order), { state }, { cookie })).status).toBe(303)
    expect(await read(links.order(order))).toContain('Close the order')
    expect((await admin.post(links.orderState(order), { state: 'gone' }, { cookie })).status).toBe(404)
  })

  it('gives the journal as a file named for its branch and day', async () => {
    const sent = { cookie: await admin.signIn('pieter') }
    for (const [path, ending, text] of [
      [routes.journalFile, 'journal', '; hledger of branch\n'],
      [links.journalFile('beancount'), 'beancount', '; beancount of branch\n'],
    ] as const) {
      const response = await admin.get(path, sent)
      const name = `attachment; filename="scanbook-BRA-2026-11-20.${ending}"`
      expect(response.headers.get('content-disposition')).toBe(name)
      expect(await response.text()).toBe(text)
    }
  })

  it.each([
    '/admin/nothing',
    '/admin/documents/1',
    `/admin/documents/${newDocumentId()}`,
    '/admin/orders/999',
    '/admin/runs/0',
    '/admin/stock/1/99999',
    '/admin/stock/x/y',
    '/admin/accounts/1.5',
    '/admin/stock?branch=ZZZ',
    '/admin/accounts/1?from=1.2~forged',
  ])('answers %s with a page that says it is not here', async (path) => {
    const response = await admin.get(path, { cookie })
    expect(response.status).toBe(404)
    expect(textOf(await response.text())).toContain('This is not here')
  })

  it('reported nothing as broken', () => {
    expect(admin.reported).toEqual([])
  })
})
