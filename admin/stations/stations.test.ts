import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../core/kernel/ids.ts'
import { readStations } from '../../core/branches/read-stations.ts'
import { ALL_BRANCHES } from '../../core/branches/scope.ts'
import { readTiles } from '../../core/stations/read-tiles.ts'
import { links, routes } from '../paths.ts'
import { workADay } from '../testing/busy-bakery.ts'
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
    expect(html).toMatch(/Waiting to be posted<\/dt><dd>3 documents, the oldest for 20 min</)
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

const page = async (path: string, cookie: string): Promise<string> =>
  await (await admin.get(path, { cookie })).text()
const stationNames = () => readStations(ALL_BRANCHES, admin.bakery.reader).map(({ name }) => name)

describe('adding a station', () => {
  it('suggests the next name of the branch, and enrols it once', async () => {
    const cookie = await admin.signIn('pieter')
    expect(await page(routes.newStation, cookie)).toContain('value="BRA-K2"')
    const form = { name: 'bra-k2', branch: String(admin.bakery.bra) }
    const response = await admin.post(routes.stations, form, { cookie })
    expect([response.status, response.headers.get('location')]).toEqual([303, links.station('BRA-K2')])
    expect(stationNames()).toEqual(['BRA-K1', 'BRA-K2', 'BRB-K1'])
    const html = await page(links.station('BRA-K2'), cookie)
    for (const text of ['Not on this machine now', 'after its next start', 'It has never reported.'])
      expect(html).toContain(text)
    const again = await admin.post(routes.stations, form, { cookie })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('A station is called so already.')
  })

  it.each([
    [{ name: 'K2' }, 'The branch’s prefix, a dash'],
    [{ name: 'BRA-' }, 'The branch’s prefix, a dash'],
    [{ name: 'BRA-K2/../x' }, 'The branch’s prefix, a dash'],
    [{ name: 'BRB-K2' }, 'It begins with BRA-'],
    [{ branch: '' }, 'Choose a branch.'],
    [{ branch: '2' }, 'Choose a branch.'],
  ])('is not done for %j', async (wrong, problem) => {
    const cookie = await admin.signIn('pieter')
    const form = { name: 'BRA-K2', branch: String(admin.bakery.bra), ...wrong }
    const response = await admin.post(routes.stations, form, { cookie })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(problem)
    expect(stationNames()).toHaveLength(2)
  })
})

describe('the page of a station', () => {
  it('says what it does, what it wrote last and when it was last heard of', async () => {
    await workADay(admin.bakery)
    const cookie = await admin.signIn('pieter')
    const html = await page(links.station('BRA-K1'), cookie)
    for (const text of [
      'Thandi M. has work open',
      'BRA Braam',
      'BRA-SAL-00001',
      '20 Nov 12:00',
      'Pair a screen',
    ])
      expect(html).toContain(text)
    expect(html).not.toContain('BRB')
  })

  it.each([
    ['of another branch', 'ayesha', 'BRA-K1'],
    ['that is none', 'naledi', 'HQ-A1'],
  ])('is not there for one %s, nor can anything be done to it', async (_, login, station) => {
    const cookie = await admin.signIn(login)
    expect((await admin.get(links.station(station), { cookie })).status).toBe(404)
    const tiles = { press: `add:${admin.bakery.coke}` }
    expect((await admin.post(links.stationTiles(station), tiles, { cookie })).status).toBe(404)
    expect((await admin.post(links.stationRetired(station), {}, { cookie })).status).toBe(404)
    expect(readTiles(admin.bakery.reader, station)).toEqual([])
    expect(stationNames()).toContain('BRA-K1')
  })
})

describe('tiles', () => {
  const tiles = () => readTiles(admin.bakery.reader, 'BRA-K1').map(({ code }) => code)
  const press = async (pressed: string, login = 'pieter') =>
    (
      await admin.post(
        links.stationTiles('BRA-K1'),
        { press: pressed },
        { cookie: await admin.signIn(login) },
      )
    ).status

  it('are looked for, added once, put in order and taken off', async () => {
    const { coke, bread, flour } = admin.bakery
    const found = await page(links.station('BRA-K1', { text: 'coke' }), await admin.signIn('pieter'))
    expect(found).toContain(`value="add:${coke}"`)
    for (const item of [coke, bread, coke, flour]) expect(await press(`add:${item}`)).toBe(303)
    expect(tiles()).toEqual(['COKE', 'BREAD', 'FLOUR'])
    await press(`up:${flour}`)
    await press(`down:${coke}`)
    expect(tiles()).toEqual(['FLOUR', 'COKE', 'BREAD'])
    for (const edge of [`up:${flour}`, `down:${bread}`]) await press(edge)
    expect(tiles()).toEqual(['FLOUR', 'COKE', 'BREAD'])
    await press(`off:${coke}`)
    await press(`off:${coke}`)
    expect(tiles()).toEqual(['FLOUR', 'BREAD'])
  })

  it.each(['', 'add:0', 'add:999', 'add:1 OR 1', 'burn:1'])('are not changed by %j', async (pressed) => {
    expect(await press(pressed)).toBe(404)
    expect(tiles()).toEqual([])
  })

  it('are no items of another branch, and none that are retired', async () => {
    const { central, bra, brb, coke, bread } = admin.bakery
    await central.script(
      `UPDATE item SET branch = ${brb} WHERE id = ${coke}; UPDATE item SET is_retired = 1 WHERE id = ${bread}`,
    )
    expect([await press(`add:${coke}`), await press(`add:${bread}`)]).toEqual([404, 404])
    expect(await press(`add:${coke}`, 'naledi')).toBe(404)
    await central.script(`UPDATE item SET branch = ${bra} WHERE id = ${coke}`)
    expect(await press(`add:${coke}`)).toBe(303)
  })
})

describe('retiring a station', () => {
  const retire = async (station: string, login = 'naledi') =>
    await admin.post(links.stationRetired(station), {}, { cookie: await admin.signIn(login) })

  it('is done, unless documents of it wait or it is the last', async () => {
    const waits = await retire('BRA-K1', 'pieter')
    expect(waits.status).toBe(422)
    expect(await waits.text()).toContain('Documents of it wait to be posted.')
    expect((await retire('BRB-K1')).headers.get('location')).toBe(routes.stations)
    expect(stationNames()).toEqual(['BRA-K1'])
    expect((await retire('BRB-K1')).status).toBe(404)
    const cookie = await admin.signIn('naledi')
    await admin.post(routes.stations, { name: 'BRB-K1', branch: String(admin.bakery.brb) }, { cookie })
    expect(readStations(ALL_BRANCHES, admin.bakery.reader)).toMatchObject([
      {},
      { name: 'BRB-K1', writer: 'BRB-K1b' },
    ])
    await retire('BRB-K1')
    await admin.bakery.central.script(
      `UPDATE writer SET name = 'BRA-K9', incarnation = 'BRA-K9' WHERE name = 'BRA-K1'`,
    )
    const last = await retire('BRA-K9')
    expect(last.status).toBe(422)
    expect(await last.text()).toContain('It is the last station of this book')
  })
})
