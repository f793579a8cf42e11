import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { AT, createBrowser, openKiosk, openStream, type TestBrowser } from '../../testing/open-kiosk.ts'
import { openStation, openStockedBakery, STATION, type OpenStation } from '../../testing/open-station.ts'
import { GONE_AFTER_MS } from './seat.ts'

const AWAY = { address: '192.168.1.20', host: '192.168.1.5:8080' } as const

let bakery: Awaited<ReturnType<typeof openStockedBakery>>
let open: OpenStation
let kiosk: ReturnType<typeof openKiosk>
let own: TestBrowser
let at: number
let due: (() => void)[]
beforeEach(async () => {
  bakery = await openStockedBakery()
  open = openStation(bakery, { isPosting: false })
  at = 0
  due = []
  kiosk = openKiosk(open, { seatTimes: { now: () => at, later: (work) => due.push(work) } })
  own = createBrowser(kiosk.app)
})
afterEach(async () => {
  kiosk.ending.abort()
  kiosk.close()
  await open.close()
  bakery.close()
})

/** Lets everybody be gone for long enough. */
const pass = (): void => {
  at += GONE_AFTER_MS
  for (const work of due.splice(0)) work()
}
const paired = async (): Promise<TestBrowser> => {
  const browser = createBrowser(kiosk.app, AWAY)
  const { code } = open.outbox.screens.openPairing(STATION, 2 as PersonId, open.time.now)
  await browser.submit(AT.pair, { code })
  return browser
}
const scans = (page: string, ...texts: string[]) => ({
  page,
  entries: texts.map((text, index) => ({ page, n: index + 1, input: { type: 'scan', text } })),
})
const WORKING = '"isWorking":true'
const WATCHING = '"isWorking":false,"mayTake":false'
const MAY_TAKE = '"isWorking":false,"mayTake":true'
const session = () => JSON.stringify(open.station.session())

describe('a second screen of a station', () => {
  it('sees everything live, and its scans and presses are not taken', async () => {
    const first = await openStream(own, 'first')
    await first.until(WORKING)
    const browser = await paired()
    const second = await openStream(browser, 'second')
    await second.until(WATCHING)
    const before = session()
    const response = await browser.send(AT.inputs, scans('second', 'BREAD'))
    expect([response.status, await response.json()]).toEqual([
      409,
      { seat: { isWorking: false, mayTake: false } },
    ])
    expect(session()).toBe(before)
    await own.send(AT.inputs, {
      page: 'first',
      entries: [{ page: 'first', n: 1, input: { type: 'choose_operation', workflow: 'sales' } }],
    })
    await second.until('Corner Café')
  })

  it('cannot accept: no document is made', async () => {
    await (await openStream(own, 'first')).until(WORKING)
    const browser = await paired()
    const accept = { type: 'accept', document: '01936f9c-0000-7000-8000-000000000000', steps: 0 }
    const answer = await browser.send(AT.inputs, {
      page: 'second',
      entries: [{ page: 'second', n: 1, input: accept }],
    })
    expect(answer.status).toBe(409)
    const form = await browser.submit(
      AT.press,
      { press: JSON.stringify(accept) },
      { origin: 'http://localhost' },
    )
    expect(form.status).toBe(409)
    expect(await form.text()).toContain('This station is worked at another screen.')
    expect(open.outbox.recent(STATION, 1)).toEqual([])
  })

  it('may work once the first one has been gone for a while', async () => {
    const browser = await paired()
    const first = await openStream(own, 'first')
    await first.until(WORKING)
    const second = await openStream(browser, 'second')
    await second.until(WATCHING)
    expect((await browser.send(AT.seat, { page: 'second' })).status).toBe(409)
    await first.close()
    pass()
    await second.until(MAY_TAKE)
    expect((await browser.send(AT.inputs, scans('second', 'BREAD'))).status).toBe(409)
    expect(await (await browser.send(AT.seat, { page: 'second' })).json()).toEqual({
      seat: { isWorking: true, mayTake: false },
    })
    await second.until(WORKING)
    expect((await browser.send(AT.inputs, scans('second', 'BREAD'))).status).toBe(200)
    // The first one comes back too late, with what it had not sent.
    await (await openStream(own, 'first')).until(MAY_TAKE)
    expect((await own.send(AT.inputs, scans('first', 'CRATE'))).status).toBe(409)
  })

  it('gives way to the station’s own screen at any time', async () => {
    const browser = await paired()
    const second = await openStream(browser, 'second')
    await second.until(WORKING)
    const first = await openStream(own, 'first')
    await first.until(MAY_TAKE)
    expect((await own.send(AT.seat, { page: 'first' })).status).toBe(200)
    await second.until(WATCHING)
    expect((await browser.send(AT.inputs, scans('second', 'BREAD'))).status).toBe(409)
  })

  it('is none that another site opened in a visitor’s browser', async () => {
    const response = await own.get(`${AT.events}?page=x`, {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
    })
    expect(response.status).toBe(403)
    await (await openStream(own, 'first')).until(WORKING)
  })
})

describe('a page that is loaded again', () => {
  it('works on, and what it had not sent is counted once, under its old name', async () => {
    const old = await openStream(own, 'old')
    await old.until(WORKING)
    await own.send(AT.inputs, scans('old', 'ONE'))
    const kept = scans('old', 'ONE', 'TWO').entries
    const fresh = [{ page: 'fresh', n: 1, input: { type: 'choose_operation', workflow: 'sales' } }]
    const again = { page: 'fresh', follows: 'old', entries: [...kept, ...fresh] }
    const response = await own.send(AT.inputs, again)
    expect(await response.json()).toMatchObject({ sounds: ['refused'] })
    expect(open.station.session().place.kind).toBe('choosing_context')
    expect(await (await own.send(AT.inputs, again)).json()).toMatchObject({ sounds: [] })
    await old.until(MAY_TAKE)
  })
})

describe('a form without a program', () => {
  const press = (browser: TestBrowser) =>
    browser.submit(AT.press, { press: '{"type":"choose_operation","workflow":"sales"}' })

  it('works while nobody works at a page', async () => {
    expect((await press(await paired())).status).toBe(303)
    expect(open.station.session().place.kind).toBe('choosing_context')
  })

  it('works at the station’s own screen always', async () => {
    const browser = await paired()
    await (await openStream(browser, 'second')).until(WORKING)
    expect((await press(browser)).status).toBe(409)
    expect((await press(own)).status).toBe(303)
  })
})
