import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { BranchId } from '../core/kernel/ids.ts'
import { createRun } from '../core/runs/create-run.ts'
import { createSalesOrder } from '../core/orders/create-sales-order.ts'
import { links, routes } from './paths.ts'
import { openAdmin, type Admin } from './testing/open-admin.ts'
import { workADay } from './testing/busy-bakery.ts'

// Every page there is, on a machine that does other things too.
vi.setConfig({ testTimeout: 60_000 })

let admin: Admin
let day: Awaited<ReturnType<typeof workADay>>
let cookie: string
let strange: { order: number; run: number; location: number; account: number }
beforeAll(async () => {
  admin = await openAdmin()
  day = await workADay(admin.bakery)
  cookie = await admin.signIn('pieter')
  const { central, brb, cafe, coke, bom, place } = admin.bakery
  const dates = { dueOn: '2026-11-21' }
  strange = {
    order: await createSalesOrder(central, {
      branch: brb,
      partner: cafe,
      orderedOn: '2026-11-20',
      ...dates,
      lines: [{ item: coke, quantity: 3_141, price: 2718 }],
    }),
    run: await createRun(central, { branch: brb, bom, planned: 1_618, issueOn: '2026-11-20', ...dates }),
    location: place('retail', brb),
    account: accountOf(brb),
  }
})
afterAll(() => admin.close())

function accountOf(branch: BranchId): number {
  const sql = `SELECT id FROM account WHERE branch = ?1 AND kind = 'finished_goods_inventory'`
  return Number(admin.bakery.reader.get(sql, branch)?.[0])
}

/** Figures, numbers and references that only BRB has. Its prefix and name may appear as a transfer's counterpart. */
const OF_BRB = [
  'BRB-K1',
  'BRB-INV',
  'BRB-RCV',
  'BRB-SAL',
  'BRB-SO',
  'BRB-PR',
  'Brixton',
  '4,321',
  '4,332',
  '1,987,654',
  'R87,654.32',
  'R87,763.22',
  '3,141',
  '1,618',
  'INVOICE-2',
]

/** Every page there is, on a machine that does other things too. */
const WALK_MS = 60_000

describe('a manager of BRA', () => {
  it(
    'finds nothing of BRB on any page that can be reached',
    async () => {
      const seen = new Set<string>([routes.home])
      for (const path of seen) {
        const response = await admin.get(path, { cookie })
        expect([path, response.status]).toEqual([path, 200])
        const html = await response.text()
        for (const secret of OF_BRB)
          expect([path, secret, html.includes(secret)]).toEqual([path, secret, false])
        for (const [, href = ''] of html.matchAll(/href="(\/admin[^"#]*)/g))
          if (!href.startsWith(routes.assets) && !href.startsWith(routes.journalFile))
            seen.add(href.replaceAll('&amp;', '&'))
      }
      expect(seen.size).toBeGreaterThan(40)
    },
    WALK_MS,
  )

  it('gets the same answer for what is BRB’s as for what is not there', async () => {
    const { coke } = admin.bakery
    const nothing = await (await admin.get('/admin/orders/999999', { cookie })).text()
    const guessed = [
      links.document(day.received.id),
      links.document(day.brbInvoice.id),
      links.document(day.brbRefused.id),
      links.reverse(day.brbInvoice.id),
      links.refusal(day.brbRefused.id),
      links.refusal(day.brbRefused.id, { action: 'void' }),
      links.order(strange.order),
      links.run(strange.run),
      `/admin/stock/${strange.location}/${coke}`,
      `/admin/accounts/${strange.account}`,
      '/admin/stock?branch=BRB',
    ]
    for (const path of guessed) {
      const response = await admin.get(path, { cookie })
      const html = await response.text()
      expect([path, response.status]).toEqual([path, 404])
      expect(mainOf(html)).toBe(mainOf(nothing))
    }
  })

  it('can do nothing to it either', async () => {
    const reversal = { id: '01936f9c-0000-7000-8000-000000000001', reason: 'mine' }
    expect((await admin.post(links.reverse(day.brbInvoice.id), reversal, { cookie })).status).toBe(404)
    expect((await admin.post(links.orderState(strange.order), { state: 'closed' }, { cookie })).status).toBe(
      404,
    )
    const settled = { id: '01936f9c-0000-7000-8000-000000000002', action: 'void', why: 'Scanned twice' }
    expect((await admin.post(links.refusal(day.brbRefused.id), settled, { cookie })).status).toBe(404)
    expect(admin.outbox.waitingTotal().documents).toBe(0)
    const seq = `SELECT count(*) FROM document d JOIN writer w ON w.id = d.writer WHERE w.incarnation = 'HQ-A1'`
    expect(admin.bakery.reader.get(seq)).toEqual([0])
  })

  it('does not find it by its number, its reference or a transfer that is received there', async () => {
    for (const called of ['BRB-INV-00001', 'BRB-K1-000002', 'BRB-RCV-00001']) {
      const response = await admin.get(links.documents({ called }), { cookie })
      expect([called, response.status]).toEqual([called, 200])
      expect(await response.text()).toContain('No document is called')
    }
  })

  it('cannot switch to it, neither by the form nor by the cookie', async () => {
    const { brb } = admin.bakery
    const html = await (await admin.get(routes.stock, { cookie: `${cookie}; scanbook-branch=${brb}` })).text()
    expect(html).toContain('BRA · Stockroom')
    expect(html).not.toContain('BRB ·')
    expect(html).not.toContain(`action="${routes.branch}"`)
  })

  it('is told of the other branch by its prefix, where goods went there', async () => {
    const html = await (await admin.get(links.document(day.dispatch.id), { cookie })).text()
    expect(html).toContain('On the way out (BRB)')
  })

  it('is not told what lies in another branch, also when a document of their own named it by mistake', async () => {
    const { bakery } = admin
    const wrong = await bakery.post({
      event: 'write_off',
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('retail', bakery.brb),
          to: bakery.place('write_off', bakery.brb),
          quantity: 999_999,
          take: { by: 'cost' },
        },
      ],
    })
    expect(wrong).toMatchObject({ state: 'refused', refusal: { there: 4_332 } })
    for (const path of [
      links.document(wrong.id),
      links.refusal(wrong.id),
      links.refusals(),
      routes.home,
      links.documents(),
    ]) {
      const html = await (await admin.get(path, { cookie })).text()
      expect(html).toContain('Coke 330 ml: more was asked than is there.')
      expect(html).not.toContain('4,332')
    }
  })
})

function mainOf(html: string): string {
  return html.slice(html.indexOf('<main'))
}
