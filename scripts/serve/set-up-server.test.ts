import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAdminApp } from '../../admin/app.tsx'
import { routes } from '../../admin/paths.ts'
import { openReader } from '../../core/database/reader.ts'
import { createFront, type Front } from './front.ts'
import { openProcess, type OpenProcess } from './open-process.ts'
import { createSetUpServer } from './set-up-server.ts'
import { readSettings, type Settings } from './settings.ts'

const ORIGIN = 'http://localhost'
const FORM = {
  company: 'Kruger Bakery',
  currency: 'ZAR',
  branch: 'Melville',
  prefix: 'mel',
  zone: 'Africa/Johannesburg',
  name: 'Anna Kruger',
  login: 'anna',
  password: 'a long password',
  again: 'a long password',
  station: '',
}

let settings: Settings
let front: Front
let opened: OpenProcess | undefined
let said: string[]
beforeEach(() => {
  settings = readSettings({ SCANBOOK_DATA: mkdtempSync(join(tmpdir(), 'scanbook-set-up-')) })
  start()
})
afterEach(async () => {
  await opened?.close()
  rmSync(settings.dataFolder, { recursive: true, force: true })
})

/** As `scripts/start` on a folder without a book; an earlier start is forgotten, as after kill -9. */
function start(): void {
  front = createFront()
  opened = undefined
  said = []
  const { app, code } = createSetUpServer(settings, {
    say: (line) => said.push(line),
    async open() {
      opened = await openProcess(settings)
      front.show(createAdminApp({ ...opened.admin, live: { ending: new AbortController().signal } }))
      return opened
    },
  })
  said.push(code)
  front.show(app)
}

const latestCode = (): string => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said.at(-1) ?? '')?.[0] ?? ''

async function get(path: string, cookie = ''): Promise<Response> {
  return await front.fetch(new Request(ORIGIN + path, { headers: { cookie } }), {})
}

async function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  const body = new URLSearchParams(fields)
  return await front.fetch(
    new Request(ORIGIN + path, { method: 'POST', body, headers: { cookie, origin: ORIGIN } }),
    {},
  )
}

/** Types the code that the terminal shows; returns the browser's cookie. */
async function typeCode(): Promise<string> {
  const response = await post(routes.setUpCode, { code: latestCode().toLowerCase().replace('-', ' ') })
  expect(response.status).toBe(303)
  return cookieOf(response)
}

const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

function readBook(sql: string): unknown[] {
  const reader = openReader(settings.bookPath)
  const rows = reader.all(sql)
  reader.close()
  return rows.map((row) => [...row])
}

describe('an empty folder', () => {
  it('leads every address to the set-up page, which shows no form without the code', async () => {
    for (const path of ['/', '/admin', '/admin/stock', '/phone', '/station/BRA-K1/'])
      expect((await get(path)).headers.get('location')).toBe(routes.setUp)
    expect(await (await get(routes.setUp)).text()).not.toContain('name="company"')
    const sent = await post(routes.setUp, FORM, 'scanbook-set-up=guessed')
    expect(sent.headers.get('location')).toBe(routes.setUp)
    expect(existsSync(settings.bookPath)).toBe(false)
  })

  it('becomes a company’s book, with who typed it signed in, in the same process', async () => {
    const response = await post(routes.setUp, FORM, await typeCode())
    expect([response.status, response.headers.get('location')]).toEqual([303, routes.home])
    expect((await get(routes.home, cookieOf(response))).status).toBe(200)
    expect(readBook('SELECT company, currency, is_demo FROM meta')).toEqual([['Kruger Bakery', 'ZAR', 0]])
    expect(readBook('SELECT prefix, name, time_zone FROM branch')).toEqual([
      ['MEL', 'Melville', 'Africa/Johannesburg'],
    ])
    expect(readBook('SELECT name, branch FROM writer ORDER BY name')).toEqual([
      ['HQ-A1', null],
      ['MEL-K1', 1],
    ])
    expect(readBook('SELECT login, role FROM person')).toEqual([['anna', 'super_admin']])
    expect(opened?.stations.map(({ parts }) => parts.name)).toEqual(['MEL-K1'])
  })

  it('is set up once: of two browsers at once, the second is told', async () => {
    const [one, other] = [await typeCode(), await typeCode()]
    const answers = await Promise.all([
      post(routes.setUp, FORM, one),
      post(routes.setUp, { ...FORM, company: 'Another' }, other),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    const late = await post(routes.setUp, { ...FORM, company: 'Too late' }, other)
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('Somebody has just set up'),
    ])
    expect(readBook('SELECT count(*) FROM meta')).toEqual([[1]])
    expect(readBook('SELECT count(*) FROM branch')).toEqual([[1]])
  })

  it.each([
    ['company', ''],
    ['currency', 'XYZ'],
    ['prefix', 'B'],
    ['prefix', 'TOOLONG'],
    ['zone', 'Africa/Nowhere'],
    ['login', 'Anna K'],
    ['password', 'short'],
    ['again', 'another password'],
    ['station', 'HQ-A1'],
  ])('is not set up with %s = %j, and keeps the rest of what was typed', async (field, value) => {
    const response = await post(routes.setUp, { ...FORM, [field]: value }, await typeCode())
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('aria-invalid="true"')
    expect(page).toContain('value="Melville"')
    expect(page).not.toContain('a long password')
    expect(existsSync(settings.bookPath)).toBe(false)
  })

  it('has another code after five wrong ones, and takes none for half a minute', async () => {
    const first = latestCode()
    for (let tries = 1; tries < 5; tries++)
      expect((await post(routes.setUpCode, { code: 'AAAA-AAAA' })).status).toBe(422)
    expect((await post(routes.setUpCode, { code: 'AAAA-AAAA' })).status).toBe(429)
    expect(latestCode()).not.toBe(first)
    expect((await post(routes.setUpCode, { code: latestCode() })).status).toBe(429)
    expect((await get(routes.setUp)).status).toBe(429)
  })

  it('is set up as if nothing had been when an earlier attempt was cut off, wherever', async () => {
    const making = join(settings.dataFolder, 'book-in-the-making')
    mkdirSync(making)
    writeFileSync(join(making, 'book.db'), 'half a book')
    writeFileSync(settings.outboxPath, 'an outbox that was moved already')
    expect((await post(routes.setUp, FORM, await typeCode())).status).toBe(303)
    expect(existsSync(making)).toBe(false)
    expect(opened?.admin.outbox.waitingTotal().documents).toBe(0)
  })

  it('is not set up over an outbox that waits for its book', async () => {
    writeFileSync(settings.outboxPath, 'documents of somebody')
    const response = await post(routes.setUp, FORM, await typeCode())
    expect(response.status).toBe(500)
    expect(existsSync(settings.bookPath)).toBe(false)
    rmSync(settings.outboxPath)
    expect((await post(routes.setUp, FORM, await typeCode())).status).toBe(303)
  })
})
