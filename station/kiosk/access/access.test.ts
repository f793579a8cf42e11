import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { uncatalogued } from '../../../core/testing/uncatalogued.ts'
import { words } from '../../../core/words/catalogue.ts'
import {
  AT,
  createBrowser,
  openKiosk,
  openStream,
  SCREEN_KEY,
  type BrowserKind,
  type TestBrowser,
} from '../../testing/open-kiosk.ts'
import { openStation, openStockedBakery, STATION, type OpenStation } from '../../testing/open-station.ts'
import { cardPaths } from '../cards/card-paths.ts'
import { stationBase } from '../paths.ts'

const MANAGER = 2 as PersonId
const AWAY = { address: '192.168.1.20', host: '192.168.1.5:8080' } as const
const CARD_PATHS = cardPaths(stationBase(STATION))
const CARDS = [CARD_PATHS.commands, CARD_PATHS.items, `${CARD_PATHS.assets}/:hash/:name`]
const COOKIE = `scanbook-screen-${STATION}`

let bakery: Awaited<ReturnType<typeof openStockedBakery>>
let open: OpenStation
let kiosk: ReturnType<typeof openKiosk>
beforeEach(async () => {
  bakery = await openStockedBakery()
  open = openStation(bakery, { isPosting: false })
  kiosk = openKiosk(open)
})
afterEach(async () => {
  kiosk.close()
  await open.close()
  bakery.close()
})

const openCode = (station = STATION): string =>
  open.outbox.screens.openPairing(station, MANAGER, open.time.now).code
const away = (more: Partial<BrowserKind> = {}): TestBrowser => createBrowser(kiosk.app, { ...AWAY, ...more })
/** A browser elsewhere that typed the code. */
const paired = async (): Promise<TestBrowser> => {
  const browser = away({
    headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36' },
  })
  expect((await browser.submit(AT.pair, { code: openCode() })).headers.get('location')).toBe(AT.screen)
  return browser
}
const isIn = async (browser: TestBrowser): Promise<boolean> => (await browser.get(AT.screen)).status === 200
const signed = (value: string, key = SCREEN_KEY): string =>
  encodeURIComponent(`${value}.${createHmac('sha256', key).update(value).digest('base64')}`)

describe('the screen on the machine itself', () => {
  it.each([
    ['127.0.0.1', 'localhost:8080'],
    ['127.0.0.1', 'LOCALHOST'],
    ['::1', '[::1]:8080'],
    ['::ffff:127.0.0.1', '127.0.0.1:8080'],
  ])('needs no pairing: %s for %s', async (address, host) => {
    expect(await isIn(createBrowser(kiosk.app, { address, host }))).toBe(true)
  })

  it.each([
    ['another machine', { address: '192.168.1.20' }],
    ['another machine whose address looks alike', { address: '227.0.0.1' }],
    ['another machine over IPv6', { address: '::ffff:192.168.1.20' }],
    ['a name of elsewhere that points here', { host: 'evil.example:8080' }],
    ['a name that begins like this one', { host: 'localhost.evil.example' }],
    ['this machine’s address on the network', { host: '192.168.1.5:8080' }],
    ['somebody behind a proxy', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['somebody behind a proxy of the standard kind', { headers: { forwarded: 'for=127.0.0.1' } }],
    ['somebody behind a tunnel', { headers: { 'x-real-ip': '127.0.0.1' } }],
    ['somebody who says to be here', { address: '10.0.0.9', headers: { 'x-forwarded-for': '127.0.0.1' } }],
  ])('is not %s', async (_, kind: BrowserKind) => {
    const response = await createBrowser(kiosk.app, kind).get(AT.screen)
    expect([response.status, response.headers.get('location')]).toEqual([303, AT.pair])
  })
})

describe('a browser that is not paired', () => {
  it('gets nothing from any route but the way to pair', async () => {
    const handlers = kiosk.app.routes.filter(({ method, path }) => method !== 'ALL' && path !== AT.pair)
    expect(new Set(handlers.map(({ path }) => path))).toEqual(
      new Set([AT.screen, AT.events, AT.inputs, AT.seat, AT.press, ...CARDS]),
    )
    for (const { method, path } of handlers) {
      const entries = [{ page: 'p', n: 1, input: { type: 'choose_operation', workflow: 'sales' } }]
      const answers =
        method === 'GET'
          ? [await away().get(`${path}?page=p`)]
          : [await away().send(path, { page: 'p', entries }), await away().submit(path, { press: '{}' })]
      for (const response of answers) {
        expect([path, response.status]).toEqual([path, path === AT.screen ? 303 : 401])
        expect(await response.text()).toBe('')
      }
    }
    expect(open.station.session().place.kind).toBe('choosing_operation')
  })

  it('is told how to pair, and nothing of the station but its name', async () => {
    const response = await away().get(AT.pair)
    const html = await response.text()
    for (const text of [
      STATION,
      'admin app → Stations → Pair a screen',
      'inputmode="numeric"',
      'autocomplete="off"',
    ])
      expect(html).toContain(text)
    for (const secret of [open.station.parts.branch.name, '<script', 'Sales Inventory', 'waiting'])
      expect(html).not.toContain(secret)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})

it('the page that pairs says that a demo is one, and only then', async () => {
  const page = async () => await (await away().get(AT.pair)).text()
  expect(await page()).not.toContain(words.shared.demo)
  await bakery.central.batch([{ sql: uncatalogued('UPDATE meta SET is_demo = 1'), args: [] }])
  expect(await page()).toContain(words.shared.demo)
})

describe('pairing', () => {
  it('lets a browser in with the code, also as it is typed in groups, and says what it is', async () => {
    const browser = away({
      headers: { 'user-agent': 'Mozilla/5.0 (iPad; CPU OS 18_0) Version/18 Safari/605.1' },
    })
    const code = openCode()
    const response = await browser.submit(AT.pair, { code: ` ${code.slice(0, 4)} ${code.slice(4)}` })
    expect(response.headers.get('set-cookie')).toMatch(
      new RegExp(`^${COOKIE}=.*; Path=/station/${STATION}; HttpOnly; SameSite=Strict$`),
    )
    expect(await isIn(browser)).toBe(true)
    expect((await browser.get(AT.pair)).headers.get('location')).toBe(AT.screen)
    expect(open.outbox.screens.list(STATION)).toMatchObject([{ label: 'Safari, iPad', pairedBy: MANAGER }])
  })

  it('takes no wrong code, says so, and does not let in', async () => {
    const browser = away()
    const code = openCode()
    const response = await browser.submit(AT.pair, {
      code: String((Number(code) + 1) % 1e8).padStart(8, '0'),
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('This code is wrong or not valid any more.')
    expect([browser.cookies.size, await isIn(browser)]).toEqual([0, false])
  })

  it('counts no try for what cannot be a code', async () => {
    const code = openCode()
    for (const typed of ['', '1234', 'abcdefgh', '123456789', "' OR 1=1"])
      expect((await away().submit(AT.pair, { code: typed })).status).toBe(422)
    expect((await away().submit(AT.pair, { code })).status).toBe(303)
  })

  it('lets nobody in by a code that was used, is over, or is void', async () => {
    await paired()
    const used = openCode()
    await away().submit(AT.pair, { code: used })
    expect((await away().submit(AT.pair, { code: used })).status).toBe(422)
    const late = openCode()
    open.time.now += 10 * 60_000
    expect((await away().submit(AT.pair, { code: late })).status).toBe(422)
  })

  it('takes no form from another site', async () => {
    const code = openCode()
    const response = await away().submit(AT.pair, { code }, { origin: 'http://elsewhere.example' })
    expect(response.status).toBe(403)
  })
})

describe('a paired screen', () => {
  it('is one after a restart too', async () => {
    const browser = await paired()
    await open.close()
    open = openStation(bakery, { isPosting: false })
    kiosk.close()
    kiosk = openKiosk(open)
    const later = away()
    for (const [name, value] of browser.cookies) later.cookies.set(name, value)
    expect(await isIn(later)).toBe(true)
  })

  it('is none with a cookie that was changed, signed by somebody else, or not signed', async () => {
    const browser = await paired()
    const id = open.outbox.screens.list(STATION)[0]?.id ?? ''
    const real = browser.cookies.get(COOKIE) ?? ''
    expect(real).toBe(signed(id))
    for (const forged of [
      id,
      signed(id, 'another key of at least thirty-two bytes'),
      `x${real}`,
      `${id}.`,
      '',
    ])
      expect([forged, await isIn(withCookie(forged))]).toEqual([forged, false])
    expect(await isIn(withCookie(signed(id)))).toBe(true)
  })

  it('is none of another station', async () => {
    const other = open.outbox.screens.pair({
      station: 'BRB-K1',
      code: openCode('BRB-K1'),
      label: 'x',
      now: open.time.now,
    })
    expect(other).toBeDefined()
    expect(await isIn(withCookie(signed(other?.id ?? '')))).toBe(false)
  })

  it('is out at its next request once it is revoked, and its stream ends', async () => {
    const browser = await paired()
    const stream = await openStream(browser, 'p')
    await stream.until('event: clock')
    const id = open.outbox.screens.list(STATION)[0]?.id ?? ''
    open.outbox.screens.revoke(id, open.time.now)
    await stream.ended()
    expect(await isIn(browser)).toBe(false)
    expect((await browser.get(`${AT.events}?page=p`)).status).toBe(401)
    expect((await browser.send(AT.inputs, {})).status).toBe(401)
  })
})

function withCookie(value: string): TestBrowser {
  const browser = away()
  browser.cookies.set(COOKIE, value)
  return browser
}
