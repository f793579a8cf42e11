import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ownCode } from '../core/barcodes/own-codes.ts'
import { revokeBadges } from '../core/people/badges.ts'
import { assignPerson, endSessions, renamePerson, setPersonActive } from '../core/people/change-person.ts'
import { PIN_TRIES, setPin } from '../core/people/pins.ts'
import { TEST_NOW } from '../core/testing/bakery.ts'
import { createStation } from './station.ts'
import { COKE, openStockedBakery, PEPPER, PIN, STATION, type StockedBakery } from './testing/open-station.ts'
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

const askPin = (operator = bakery.thandi) =>
  at.press({ type: 'ask_operator' }, { type: 'choose_operator', operator })
const pin = (text: string) => at.press({ type: 'pin', text })

describe('signing in', () => {
  it('is a badge, another one of which switches at once', () => {
    expect(at.scan(bakery.badges.thandi)).toEqual(['ok'])
    expect(at.session().operator).toMatchObject({ id: bakery.thandi, name: 'Thandi M.', mayApprove: false })
    at.scan(bakery.badges.palesa)
    expect(at.session().operator).toMatchObject({ id: bakery.palesa, name: 'Palesa D.', mayApprove: true })
    expect(at.scan(bakery.badges.palesa)).toEqual(['refused'])
    expect(at.notice()).toMatchObject({ why: 'badge_not_needed', name: 'Palesa D.' })
  })

  it('is a name and a PIN, touched or typed on a keyboard', () => {
    askPin()
    expect(pin(PIN)).toEqual(['ok'])
    expect(at.session().operator?.name).toBe('Thandi M.')
    at.scan(...cards('sign_out'))
    askPin()
    expect(at.scan(PIN)).toEqual(['ok'])
    expect(at.session().operator?.name).toBe('Thandi M.')
  })

  it('is refused to who has left, and says why', async () => {
    await revokeBadges(bakery.central, bakery.thandi, TEST_NOW)
    expect(at.scan(bakery.badges.thandi)).toEqual(['refused'])
    expect(at.notice()).toMatchObject({ why: 'badge_revoked' })
    expect(at.session().operator).toBeNull()
  })

  it('counts wrong PINs, and locks, also over a restart', async () => {
    askPin()
    for (let left = PIN_TRIES - 1; left > 0; left -= 1) {
      expect(pin('9182')).toEqual(['refused'])
      expect(at.session().asking).toMatchObject({ problem: { why: 'wrong', triesLeft: left } })
    }
    await at.restart()
    pin('9182')
    const locked = { why: 'locked', until: TEST_NOW + 60_000 }
    expect(at.session().asking).toMatchObject({ problem: locked })
    await at.restart()
    pin(PIN)
    expect(at.session()).toMatchObject({ operator: null, asking: { problem: locked } })
    at.open().time.now += 61_000
    pin(PIN)
    expect(at.session().operator?.name).toBe('Thandi M.')
  })

  it('locks one person’s PIN, neither their badge nor another’s PIN', () => {
    askPin()
    for (let n = 0; n < PIN_TRIES; n += 1) pin('9182')
    at.press({ type: 'back' }, { type: 'choose_operator', operator: bakery.palesa })
    pin(PIN)
    expect(at.session().operator?.name).toBe('Palesa D.')
    at.scan(bakery.badges.thandi)
    expect(at.session().operator?.name).toBe('Thandi M.')
  })
})

describe('rights that end in the middle of work', () => {
  const work = () => {
    at.startSale()
    at.scan(COKE, COKE)
  }
  const keptForOthers = { operator: null, place: { kind: 'left', by: { name: 'Thandi M.' } } }
  const ways: [string, () => Promise<void>][] = [
    ['retired', () => setPersonActive(bakery.central, bakery.thandi, { isActive: false, now: TEST_NOW })],
    ['moved', () => assignPerson(bakery.central, bakery.thandi, { role: 'operator', branch: bakery.brb })],
    ['signed out everywhere', () => endSessions(bakery.central, bakery.thandi)],
    [
      'made a manager',
      () => assignPerson(bakery.central, bakery.thandi, { role: 'manager', branch: bakery.bra }),
    ],
  ]

  it.each(ways)('%s: signed out within a second, and the work is kept for who goes on', async (_, end) => {
    work()
    await end()
    at.wait(1000)
    expect(at.session()).toMatchObject({ ...keptForOthers, notice: { kind: 'signed_out', why: 'ended' } })
    at.scan(bakery.badges.palesa)
    at.press({ type: 'continue_work' })
    expect(at.lines()).toEqual([['Coke 330 ml', 2]])
  })

  it.each(ways)('%s: nothing more is accepted, not even at once, nor after a restart', async (_, end) => {
    work()
    at.scan(...cards('review'))
    await end()
    at.scan(...cards('accept'))
    expect(at.documents()).toEqual([])
    expect(at.session()).toMatchObject(keptForOthers)
    await at.restart()
    expect(at.session()).toMatchObject(keptForOthers)
  })

  it('a manager who is one no more allows nothing', async () => {
    at.scan(bakery.badges.palesa, ownCode.salesOrder(bakery.order))
    at.scan(...Array.from({ length: 13 }, () => COKE), ...cards('review', 'accept'))
    await assignPerson(bakery.central, bakery.palesa, { role: 'operator', branch: bakery.bra })
    at.press({ type: 'allow_excess' })
    expect(at.documents()).toEqual([])
  })

  it('a lost badge or another name ends nothing', async () => {
    work()
    await revokeBadges(bakery.central, bakery.thandi, TEST_NOW)
    await renamePerson(bakery.central, bakery.thandi, 'Thandi Mokoena')
    at.wait(1000)
    expect(at.session().operator?.id).toBe(bakery.thandi)
  })
})

describe('PINs and badges', () => {
  it('are in no session, outbox, book or log', async () => {
    const [right, wrong, early] = ['83619274', '71938264', '64829173']
    const said: string[] = []
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...words) => said.push(words.map(String).join(' '))),
    )
    await setPin(bakery.central, { person: bakery.thandi, pin: right, pepper: PEPPER })
    const badge = bakery.badges.palesa
    const other = badge.at(9) === 'A' ? 'B' : 'A'
    const misread = badge.slice(0, 9) + other + badge.slice(10)
    // A PIN typed too early, wrongly, twice in one go, rightly; badges read well and badly, in every state.
    at.press({ type: 'ask_operator' })
    at.scan(early, misread, badge.toLowerCase().slice(0, -1))
    askPin()
    at.scan(wrong, wrong + wrong, misread)
    pin(wrong)
    at.scan(right)
    at.scan(
      ownCode.salesOrder(bakery.order),
      misread,
      ownCode.badge('0123456789ABCDEFGHJKMNPQRS'),
      badge,
      COKE,
    )
    at.open().outbox.saveSessions([{ name: 'kept', state: JSON.stringify(at.session()) }], 0)
    at.accept()
    await at.posted()
    expect(at.latest().outcome?.state).toBe('posted')

    const files = readdirSync(bakery.folder).map((name) => readFileSync(join(bakery.folder, name)))
    expect(files.length).toBeGreaterThan(1)
    const secrets = [right, wrong, early, badge.slice(4, -1), misread.slice(4, -1), misread.slice(10), PEPPER]
    for (const secret of [...secrets, ...secrets.map((one) => one.toLowerCase())]) {
      for (const file of files) expect(file.includes(secret), secret).toBe(false)
      for (const line of [...said, ...at.open().errors.map(String)]) expect(line).not.toContain(secret)
    }
    for (const spy of spies) spy.mockRestore()
  })
})

describe('on a phone', () => {
  const phone = () => {
    const { parts } = at.open().station
    const fixedOperator = { id: bakery.thandi, name: 'Thandi M.', mayApprove: false }
    return createStation({ ...parts, name: `${STATION} phone 1`, fixedOperator })
  }

  it('its holder works, and nobody else by a badge or a button', () => {
    const station = phone()
    station.press({ type: 'scan', text: bakery.badges.palesa })
    expect(station.session()).toMatchObject({
      operator: { name: 'Thandi M.' },
      notice: { why: 'badge_not_needed', name: 'Thandi M.' },
    })
    for (const input of [{ type: 'ask_operator' }, { type: 'sign_out' }] as const) station.press(input)
    expect(station.session()).toMatchObject({ operator: { name: 'Thandi M.' }, asking: null })
  })

  it('a manager’s badge still allows', () => {
    const station = phone()
    const scan = (...texts: string[]) => texts.forEach((text) => station.press({ type: 'scan', text }))
    scan(
      ownCode.salesOrder(bakery.order),
      ...Array.from({ length: 13 }, () => COKE),
      ...cards('review', 'accept'),
    )
    station.press({ type: 'allow_excess' })
    scan(bakery.badges.palesa)
    expect(station.session()).toMatchObject({
      operator: { name: 'Thandi M.' },
      latest: { by: { name: 'Thandi M.' } },
    })
    expect(at.content().approval).toMatchObject({ state: 'given', by: bakery.palesa })
  })

  it('stays signed in, and is its own session', () => {
    const station = phone()
    at.open().time.now += 10 * 60_000
    station.tick()
    expect(station.session().operator?.name).toBe('Thandi M.')
    expect(at.session().operator).toBeNull()
  })
})
