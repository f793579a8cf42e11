import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { shownLines, totalOf } from '../session/lines.ts'
import { workOf } from '../session/session-state.ts'
import { AT, createBrowser, openKiosk, openStream, type TestBrowser } from '../testing/open-kiosk.ts'
import {
  COKE,
  openStation,
  openStockedBakery,
  type OpenStation,
  type StockedBakery,
} from '../testing/open-station.ts'

let bakery: StockedBakery
let open: OpenStation
let kiosk: ReturnType<typeof openKiosk>
let browser: TestBrowser
beforeEach(async () => {
  bakery = await openStockedBakery()
  open = openStation(bakery)
  kiosk = openKiosk(open)
  browser = createBrowser(kiosk.app)
})
afterEach(async () => {
  kiosk.close()
  await open.close()
  bakery.close()
})

async function reopen(options: Parameters<typeof openStation>[1]): Promise<void> {
  await open.close()
  open = openStation(bakery, options)
  kiosk.close()
  kiosk = openKiosk(open)
  browser = createBrowser(kiosk.app)
}
const page = async (): Promise<string> => (await browser.get(AT.screen)).text()
const send = (entries: unknown, headers: Record<string, string> = {}) =>
  browser.send(AT.inputs, { page: 'p', entries }, headers)
const entry = (n: number, input: unknown) => ({ page: 'p', n, input })
const startSale = () =>
  open.press(
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: bakery.order },
  )
const press = (value: object, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  browser.submit(AT.press, { press: JSON.stringify(value), ...fields }, headers)

describe('the page', () => {
  it('offers the three operations by their names, under a strict policy', async () => {
    const response = await browser.get(AT.screen)
    const html = await response.text()
    for (const text of [
      'Sales Inventory logging',
      'Production Inventory logging',
      'General Inventory updates',
    ])
      expect(html.split(text)).toHaveLength(2)
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(html).not.toMatch(/<style| style=|<script>| on[a-z]+=/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('serves its program and its look for ever under names that change with them', async () => {
    const addresses = [...(await page()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(addresses).toHaveLength(3)
    for (const address of addresses) {
      const response = await kiosk.files.routes.request(address)
      expect(response.status, address).toBe(200)
      expect(response.headers.get('cache-control')).toContain('immutable')
    }
  })

  it('asks for an order by the names of the specification, filtered by customer', async () => {
    open.press({ type: 'choose_operation', workflow: 'sales' })
    const html = await page()
    expect(html).toContain('<select name="active_sales"')
    expect(html).toContain('Corner Café · BRA-SO-00001')
    open.press({ type: 'choose_partner', partner: 999 })
    expect(await page()).not.toContain('Corner Café · BRA-SO-00001')
  })

  it('asks for a run by its serial number', async () => {
    open.press({ type: 'choose_operation', workflow: 'production' })
    const html = await page()
    expect(html).toContain('<select name="active_production"')
    expect(html).toContain('BRA-PR-00001 · White bread')
  })

  it('shows the thing just scanned, what is there, and how old that is', async () => {
    startSale()
    open.scan(COKE)
    const html = await page()
    for (const text of [
      'Coke 330 ml',
      'of 12 ordered',
      'in the shop',
      'checked against',
      '12:00',
      'Corner Café',
    ])
      expect(html).toContain(text)
  })

  it('says in words why the books refused', async () => {
    open.scan(bakery.badges.thandi)
    startSale()
    open.scan(...Array.from({ length: 25 }, () => COKE))
    open.press({ type: 'review' })
    const { documentId, steps } = workOf(open.station.session())!
    open.press({ type: 'accept', document: documentId, steps }, { type: 'send' })
    await open.posted()
    expect(await page()).toContain('Coke 330 ml: 25 asked, 24 there in the shop.')
  })
})

it.each([
  [{ kind: 'retrying', message: 'SQLITE_BUSY', since: 0, isClosed: false }, 'The books do not answer.'],
  [{ kind: 'retrying', message: 'restored', since: 0, isClosed: true }, 'The books are closed just now.'],
  [{ kind: 'stopped', alarm: 'writer_stopped', message: 'E_SEQUENCE', since: 0 }, 'do not fit the books'],
  [{ kind: 'stopped', alarm: 'other_book', message: '', since: 0 }, 'another company’s books'],
] as const)('says %j in words, on the screen and without its codes', async (state, text) => {
  await open.close()
  open = openStation(bakery, { isPosting: false, posterState: () => state })
  kiosk.close()
  kiosk = openKiosk(open)
  browser = createBrowser(kiosk.app)
  const html = await page()
  expect(html).toContain(text)
  expect(html).toContain('0 waiting')
  expect(html).not.toMatch(/SQLITE|E_SEQUENCE/)
})

it.each([
  [30_000, 'Online', 'No network'],
  [3_600_000, 'No network: books as of', 'Online'],
])('says when the copy of the books is %s ms old', async (age, says, saysNot) => {
  await open.close()
  open = openStation(bakery, { dataAsOf: () => TEST_NOW - age })
  kiosk.close()
  kiosk = openKiosk(open)
  browser = createBrowser(kiosk.app)
  const html = await page()
  expect(html).toContain(says)
  expect(html).not.toContain(saysNot)
})

describe('what a screen sends', () => {
  it('is done in order, once, and answered with sounds and the new screen', async () => {
    startSale()
    const entries = [entry(1, { type: 'scan', text: COKE }), entry(2, { type: 'scan', text: 'CRATE' })]
    const first = await (await send(entries)).json()
    expect(first).toMatchObject({ boot: 'boot-1', sounds: ['ok', 'ok'] })
    expect(await (await send(entries)).json()).toMatchObject({ sounds: [] })
    expect(shownLines(workOf(open.station.session())!).map(totalOf)).toEqual([10, 1])
  })

  it('is never lost when it makes no sense: it sounds like a scan that cannot be read', async () => {
    startSale()
    const response = await send([entry(1, { type: 'reboot' }), entry(2, { type: 'scan', text: COKE })])
    expect(await response.json()).toMatchObject({ sounds: ['refused', 'ok'] })
  })

  it.each([
    ['from another site', [entry(1, { type: 'home' })], { 'sec-fetch-site': 'cross-site' }, 403],
    ['as a form would', [entry(1, { type: 'home' })], { 'content-type': 'text/plain' }, 403],
    ['without a number', [{ page: 'p', input: {} }], {}, 400],
    ['empty', [], {}, 400],
    ['too large', [entry(1, { type: 'scan', text: 'A'.repeat(70_000) })], {}, 413],
  ])('is not taken %s', async (_, entries, headers, status) => {
    expect((await send(entries, headers)).status).toBe(status)
  })
})

it('says what a full disk would not keep, and counts it once when it is sent again', async () => {
  const { outbox, errors } = open
  const scans = [{ page: 'p', n: 1, input: { type: 'choose_operation', workflow: 'sales' } }]
  const save = outbox.saveSessions.bind(outbox)
  outbox.saveSessions = () => {
    throw new Error('database or disk is full')
  }
  for (let tries = 0; tries < 2; tries++) {
    const refused = await send(scans)
    expect([refused.status, await refused.text()]).toEqual([507, words.kiosk.link.diskFull])
  }
  expect(errors).toHaveLength(1)
  outbox.saveSessions = save
  expect((await send(scans)).status).toBe(200)
  expect(open.station.session().place.kind).toBe('choosing_context')
})

describe('without its program', () => {
  it('works with plain forms', async () => {
    expect((await press({ type: 'choose_operation', workflow: 'sales' })).status).toBe(303)
    await press({ type: 'choose_order' }, { active_sales: String(bakery.order) })
    expect(open.station.session().place.kind).toBe('scanning')
  })

  it('takes nothing from another site, and nothing it does not know', async () => {
    const asked = { type: 'choose_operation', workflow: 'sales' }
    const foreign = await press(asked, {}, { origin: 'http://elsewhere' })
    expect(foreign.status).toBe(403)
    expect((await press({ type: 'scan', text: COKE })).status).toBe(303)
    expect(open.station.session().notice).toBeNull()
  })
})

it('streams every change, and ends when the station does', async () => {
  const stream = await openStream(browser, 'p')
  expect(await stream.until('event: clock')).toContain('event: screen')
  open.press({ type: 'choose_operation', workflow: 'general' })
  await stream.until('are scanned here soon')
  kiosk.ending.abort()
  await stream.ended()
})

describe('a screen that comes when there was none for a while', () => {
  let copy: SyncState
  let before: string
  beforeEach(async () => {
    copy = { kind: 'fresh', since: TEST_NOW }
    await reopen({ dataAsOf: () => TEST_NOW, copyState: () => copy })
    before = await page()
    copy = { kind: 'failing', since: TEST_NOW, reason: 'token_revoked', message: '', progress: undefined }
  })

  it('shows at once how it stands now', async () => {
    const after = await page()
    for (const [html, isOnline] of [
      [before, true],
      [after, false],
    ] as const) {
      expect(html.includes(words.kiosk.status.online)).toBe(isOnline)
      expect(html.includes(words.kiosk.status.alarms.token_revoked)).toBe(!isOnline)
    }
  })

  it('is sent at once how it stands now', async () => {
    const stream = await openStream(browser, 'p')
    expect(await stream.until('event: clock')).toContain(words.kiosk.status.alarms.token_revoked)
    kiosk.ending.abort()
    await stream.ended()
  })
})

it.each([
  [30_000, false],
  [3_600_000, true],
])('where people sign in, it says how old the list of them is when it is old: %s ms', async (age, isSaid) => {
  await reopen({ dataAsOf: () => TEST_NOW - age })
  open.press({ type: 'ask_operator' })
  const html = await page()
  expect(html).toContain('Who is working?')
  expect(/People and badges as of \d\d:\d\d/.test(html)).toBe(isSaid)
})
