import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readBranches } from '../../core/branches/read-branches.ts'
import { newDocumentId, type PersonId, type Position } from '../../core/kernel/ids.ts'
import { createStation, type Station } from '../station.ts'
import { createBrowser, SCREEN_KEY } from '../testing/open-kiosk.ts'
import { openStation, openStockedBakery, type OpenStation } from '../testing/open-station.ts'
import { createKioskHost } from './host.ts'
import { paths, stationBase } from './paths.ts'

const [BRA, BRB] = [paths(stationBase('BRA-K1')), paths(stationBase('BRB-K1'))]

let bakery: Awaited<ReturnType<typeof openStockedBakery>>
let open: OpenStation
let other: Station
let host: ReturnType<typeof createKioskHost>
let folder: string
beforeEach(async () => {
  bakery = await openStockedBakery()
  open = openStation(bakery, { isPosting: false })
  const branch = readBranches(open.reader).find(({ id }) => id === bakery.brb)!
  other = createStation({ ...open.station.parts, name: 'BRB-K1', writer: 'BRB-K1', branch })
  folder = mkdtempSync(join(tmpdir(), 'scanbook-program-'))
  writeFileSync(join(folder, 'kiosk.js'), 'export {}')
  host = createKioskHost({
    stations: [open.station, other],
    boot: 'boot-1',
    ending: new AbortController().signal,
    screens: open.outbox.screens,
    screenKey: SCREEN_KEY,
    programFolder: folder,
  })
})
afterEach(async () => {
  await open.close()
  bakery.close()
  rmSync(folder, { recursive: true })
})

const choose = (page: string, workflow: string) => ({
  page,
  entries: [{ page, n: 1, input: { type: 'choose_operation', workflow } }],
})

it('leads to its first station, and to each at its own address', async () => {
  const browser = createBrowser(host)
  for (const [path, to] of [
    ['/', BRA.screen],
    ['/station/BRA-K1', BRA.screen],
    ['/station/BRB-K1', BRB.screen],
  ] as const)
    expect((await browser.get(path)).headers.get('location')).toBe(to)
  expect(await (await browser.get(BRA.screen)).text()).toContain('Braam')
  const html = await (await browser.get(BRB.screen)).text()
  expect(html).toContain('Brixton')
  for (const address of html.matchAll(/data-(?:inputs|events|seat)="([^"]+)"|action="([^"]+)"/g))
    expect(address[1] ?? address[2]).toMatch(/^\/station\/BRB-K1\//)
  expect((await browser.get('/station/BRC-K1/')).status).toBe(404)
})

it('keeps what is done at one station from the other', async () => {
  const browser = createBrowser(host)
  expect((await browser.send(BRA.inputs, choose('a', 'sales'))).status).toBe(200)
  expect((await browser.send(BRB.inputs, choose('b', 'production'))).status).toBe(200)
  expect([open.station.session().place, other.session().place]).toMatchObject([
    { workflow: 'sales' },
    { workflow: 'production' },
  ])
})

it('lets a station pass over what became of another one’s documents', () => {
  const before = other.session()
  other.outcomesArrived([
    {
      state: 'posted',
      id: newDocumentId(),
      position: 1 as Position,
      series: 'SAL',
      number: 1,
      postingDate: '2026-11-20',
      total: 0,
    },
  ])
  expect(other.session()).toBe(before)
})

it('pairs a browser with one station, which lets it into no other', async () => {
  const browser = createBrowser(host, { address: '192.168.1.20', host: '192.168.1.5:8080' })
  const { code } = open.outbox.screens.openPairing('BRA-K1', 2 as PersonId, open.time.now)
  expect((await browser.submit(BRB.pair, { code })).status).toBe(422)
  expect((await browser.submit(BRA.pair, { code })).status).toBe(303)
  expect((await browser.get(BRA.screen)).status).toBe(200)
  expect((await browser.get(BRB.screen)).headers.get('location')).toBe(BRB.pair)
})
