import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../core/kernel/ids.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
beforeEach(async () => {
  admin = await openAdmin()
})
afterEach(() => admin.close())

const codeIn = (html: string): string =>
  /class="pairing-code">\s*(\d{4}) (\d{4})/.exec(html)?.slice(1).join('') ?? ''
const pairOne = (station = 'BRA-K1', label = 'Chrome, Android'): string => {
  const { screens } = admin.outbox
  const { code } = screens.openPairing(station, 1 as PersonId, admin.clock.at)
  return screens.pair({ station, code, label, now: admin.clock.at })?.id ?? ''
}

describe('the stations of a branch', () => {
  it('are shown with what they do, what waits, and their screens', async () => {
    pairOne()
    const response = await admin.get(routes.stations, { cookie: await admin.signIn('pieter') })
    const html = await response.text()
    for (const text of ['BRA-K1', 'Thandi M. has work open', 'Chrome, Android', 'Revoke', 'On this machine'])
      expect(html).toContain(text)
    expect(html).toMatch(/Waiting to be posted<\/dt><dd>3</)
    expect(html).not.toContain('BRB-K1')
    expect(html).toContain(`href="${routes.stations}" aria-current="page"`)
  })

  it('are all shown to a super admin, who sees which ones another machine hosts', async () => {
    const html = await (await admin.get(routes.stations, { cookie: await admin.signIn('naledi') })).text()
    expect(html).toContain('BRB-K1')
    expect(html).toContain('On another machine. Its screens are paired there.')
    expect(html).not.toContain(links.stationPair('BRB-K1'))
  })
})

describe('pairing a screen', () => {
  it('shows a code that works, where to type it, and until when', async () => {
    const cookie = await admin.signIn('pieter')
    const response = await admin.post(links.stationPair('BRA-K1'), {}, { cookie })
    const html = await response.text()
    expect(html).toContain('http://192.168.1.5:8080/station/BRA-K1/')
    expect(html).toContain('It works once, until 12:10.')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const paired = admin.outbox.screens.pair({
      station: 'BRA-K1',
      code: codeIn(html),
      label: 'x',
      now: admin.clock.at,
    })
    const pieter = admin.bakery.reader.get(`SELECT id FROM person WHERE login = 'pieter'`)?.[0]
    expect(paired?.pairedBy).toBe(pieter)
  })

  it.each([
    ['of another branch', 'ayesha', 'BRA-K1'],
    ['that another machine hosts', 'naledi', 'BRB-K1'],
    ['that is none', 'naledi', 'HQ-A1'],
  ])('is not done for a station %s', async (_, login, station) => {
    const cookie = await admin.signIn(login)
    expect((await admin.post(links.stationPair(station), {}, { cookie })).status).toBe(404)
    expect(admin.outbox.screens.pairing(station, admin.clock.at)).toBeUndefined()
  })
})

describe('revoking a screen', () => {
  it('lets it out', async () => {
    const id = pairOne()
    const cookie = await admin.signIn('pieter')
    const response = await admin.post(links.screenRevoked('BRA-K1', id), {}, { cookie })
    expect([response.status, response.headers.get('location')]).toEqual([303, routes.stations])
    expect(admin.outbox.screens.find(id)).toBeUndefined()
  })

  it.each([
    ['of another branch', 'ayesha', 'BRA-K1'],
    ['under another station’s name', 'naledi', 'BRB-K1'],
  ])('is not done for one %s', async (_, login, station) => {
    const id = pairOne()
    const cookie = await admin.signIn(login)
    expect((await admin.post(links.screenRevoked(station, id), {}, { cookie })).status).toBe(404)
    expect(admin.outbox.screens.find(id)).toBeDefined()
  })
})
