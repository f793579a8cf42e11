import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { COKE, PIN } from '../testing/open-station.ts'
import { paths } from './paths.ts'
import { openPhone, type OpenPhone } from './testing/open-phone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NO_ANSWER: SyncState = { kind: 'stale', since: 0, reason: 'no_answer', progress: undefined }

let phone: OpenPhone
let asOf: number
let state: SyncState
let isClockDoubtful: boolean
let client: ReturnType<OpenPhone['client']>
beforeEach(async () => {
  asOf = TEST_NOW
  state = { kind: 'fresh', since: 0 }
  isClockDoubtful = false
  phone = await openPhone(undefined, {
    dataAsOf: () => asOf,
    copyState: () => state,
    isClockDoubtful: () => isClockDoubtful,
    isPosting: false,
  })
  client = phone.client()
})
afterEach(() => phone.close())

const page = async (): Promise<string> => await (await client.get(paths.screen)).text()
const signIn = () => client.post(paths.signIn, { login: 'thandi', pin: PIN })
/** Presses and scans as the phone sends them. */
let sent = 0
const send = async (...inputs: readonly object[]): Promise<string> => {
  const entries = inputs.map((input) => ({ page: 'phone', n: ++sent, input }))
  const answer = (await (await client.send(paths.inputs, { entries })).json()) as { html: string }
  return answer.html
}
const sell = () =>
  send(
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: phone.bakery.order },
    { type: 'scan', text: COKE },
  )
const goesAway = (ageMs: number): void => {
  asOf = TEST_NOW - ageMs
  state = NO_ANSWER
}
const comesBack = (): void => {
  asOf = phone.open.time.now
  state = { kind: 'fresh', since: 0 }
}
const later = (ms: number): void => {
  phone.open.time.now += ms
  phone.phones.tick()
}

describe('a phone', () => {
  it('says how old its books are, at the sign-in and over the work', async () => {
    goesAway(3 * HOUR)
    expect(await (await client.get(paths.signIn)).text()).toContain('People and badges as of 09:00')
    await signIn()
    const html = await sell()
    expect(html).toContain('Books as of 09:00, 3 h old: amounts may have changed.')
    expect(html).toContain('checked against <strong>09:00</strong>')
  })

  it('says as of when they are, and no age, where the clock is in doubt', async () => {
    goesAway(3 * HOUR)
    isClockDoubtful = true
    expect(await (await client.get(paths.signIn)).text()).toContain('People and badges as of 20 Nov 09:00')
    await signIn()
    const html = await sell()
    expect(html).toContain('Books as of 20 Nov 09:00, age unknown: amounts may have changed.')
    expect(html).not.toContain('3 h old')
  })

  it('says once that the line is back, to see and to hear, and what is being posted', async () => {
    await signIn()
    await sell()
    goesAway(5 * MINUTE)
    later(1000)
    expect(await page()).toContain('No network: books as of 11:55. All is saved here.')
    phone.open.time.now += 20 * MINUTE
    comesBack()
    later(1000)
    const said = 'Connected again: books as of 12:20.'
    const html = await page()
    expect(html).toContain(`<strong>${said} Everything is posted.</strong>`)
    expect(/data-say="([^"]*)"/.exec(html)?.[1]).toContain(said)
    comesBack()
    later(20_000)
    expect(await page()).not.toContain('Connected again')
    later(1000)
    expect(await page()).not.toContain('Connected again')
  })

  it('has lost nothing by it: the line changes nothing of the work', async () => {
    await signIn()
    const before = await sell()
    goesAway(5 * MINUTE)
    later(1000)
    comesBack()
    later(1000)
    const list = /<ol data-rows.*?<\/ol>/s
    expect(list.exec(await page())?.[0]).toBe(list.exec(before)?.[0])
  })

  it('tells each of them, and the station itself is another', async () => {
    await signIn()
    await page()
    const other = phone.client()
    await other.post(paths.signIn, { login: 'palesa', pin: PIN })
    await other.get(paths.screen)
    goesAway(5 * MINUTE)
    later(1000)
    comesBack()
    later(1000)
    for (const each of [client, other])
      expect(await (await each.get(paths.screen)).text()).toContain('Connected again')
    expect(phone.open.station.session().link).toEqual({ kind: 'there' })
  })
})
