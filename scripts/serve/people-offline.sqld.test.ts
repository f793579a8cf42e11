import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { links, routes } from '../../admin/paths.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import type { Central } from '../../core/database/central.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { newDocumentId, type DocumentId } from '../../core/kernel/ids.ts'
import { revokeBadges } from '../../core/people/badges.ts'
import { endSessions, setPersonActive } from '../../core/people/change-person.ts'
import { createPerson } from '../../core/people/create-person.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { PIN_TRIES } from '../../core/people/pins.ts'
import { openStallableNetwork, type StallableNetwork } from '../../core/testing/stallable-network.ts'
import { COKE, openStockedBakery, type StockedBakery } from '../../station/testing/open-station.ts'
import { cards } from '../../station/testing/station-steps.ts'
import { centralProgram, type CentralProgram } from '../control/testing/running-program.ts'
import { wayThroughGate } from '../control/testing/way-through-gate.ts'
import { machineProgram, until, type MachineProgram } from './testing/machine-program.ts'
import { openBrowser, openScreen, type MachineBrowser } from './testing/people-at-machine.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const PASSWORD = 'croissant'
const COPY_BANNER = 'copy-banner'
const [PIN, WRONG] = ['2580', '9182']
/** Nobody waits for an answer of central, which is 8 s, to hear that something cannot be saved. */
const AT_ONCE_MS = 6_000

let folder: string
let bakery: StockedBakery
let central: CentralProgram
/** The line between the machine and central; nothing else goes over it. */
let line: StallableNetwork
let machine: MachineProgram
/** Who changes central's book meanwhile, elsewhere. */
let elsewhere: Central
let naledi: MachineBrowser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-people-'))
  bakery = await openStockedBakery()
  const passwordHash = await encodePassword(PASSWORD)
  const boss = { login: 'naledi', name: 'Naledi Khumalo', role: 'super_admin', branch: null } as const
  await createPerson(bakery.central, { ...boss, passwordHash })
  copyDatabase(bakery.path, join(folder, 'begin.db'))
  central = await centralProgram(join(folder, 'central'))
  await central.start()
  await central.ask('restore', join(folder, 'begin.db'))
  line = await openStallableNetwork(central.url)
  const [station, desk, other] = [
    await central.ask('enrol', 'BRA-K1', '--branch', 'BRA'),
    await central.ask('enrol', 'HQ-A2', '--office'),
    await central.ask('enrol', 'HQ-A3', '--office'),
  ]
  machine = await machineProgram(join(folder, 'machine'), station, {
    SCANBOOK_CENTRAL: line.url,
    SCANBOOK_ENROLMENT: [station, desk].map((printed) => setting(printed, 'ENROLMENT')).join(','),
  })
  const [incarnation = '', token = ''] = setting(other, 'ENROLMENT').split(':')
  elsewhere = wayThroughGate({ url: central.url, token, incarnation }, { id: randomUUID() }, 30_000)
  machine.start()
  await until(async () => (await machine.status('/readyz')) === 200)
  naledi = openBrowser(machine.base)
})
afterAll(async () => {
  await machine.end('SIGKILL')
  await line.close()
  elsewhere.close()
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

const signIn = (browser: MachineBrowser, login: string) =>
  browser.post(routes.signIn, { login, password: PASSWORD })
const atStation = () => openScreen(machine.base, 'BRA-K1')
const scan = (text: string) => ({ type: 'scan', text }) as const
const showsOf = async (path: string): Promise<string> => (await naledi.get(path)).text
const isAway = async () => (await showsOf(routes.home)).includes('No network since')
/** What was saved is on the next page; where the copy is more than a second late, that says so, and it comes. */
async function expectSaved(path: string, saved: string): Promise<void> {
  const page = await showsOf(path)
  expect([saved, COPY_BANNER].some((one) => page.includes(one))).toBe(true)
  await until(async () => (await showsOf(path)).includes(saved))
}
const newReason = { name: 'Fell off the cart', code: 'CART', usedFor: 'write_off' }

// One story: a machine that is a station and an admin host, before, during and after days without a network.
describe('with a network', () => {
  it('what is saved is on the next page, and pages say nothing of copies', async () => {
    expect((await signIn(naledi, 'naledi')).status).toBe(303)
    for (const person of [bakery.thandi, bakery.palesa]) {
      const saved = await naledi.post(`${links.person(person)}/pin`, { pin: PIN, again: PIN })
      expect([saved.status, saved.location]).toEqual([303, links.person(person)])
      await expectSaved(links.person(person), '<dt>PIN</dt><dd>Set</dd>')
    }
    await until(async () => !(await showsOf(routes.home)).includes(COPY_BANNER))
  })
})

describe('without a network, and when it is back', () => {
  const undoing = newDocumentId()
  let opening: DocumentId

  it('says on every page since when, and what cannot be done', async () => {
    line.set('cut')
    await until(isAway)
    for (const path of [routes.stock, routes.people, routes.newReason, routes.documents])
      expect(await showsOf(path)).toMatch(/No network since \d\d:\d\d: you see the books as of then\./)
  })

  it('answers a form of master data at once, and keeps what was typed', async () => {
    // Who asked central now would get no answer.
    line.set('held')
    const { status, text, tookMs } = await naledi.post(routes.reasons, newReason)
    expect(status).toBe(503)
    expect(text).toContain('Not saved')
    expect(text).toContain(`value="${newReason.name}"`)
    expect(tookMs).toBeLessThan(AT_ONCE_MS)
  })

  it('takes a document at the desk: it waits, with its reference', async () => {
    opening = String(bakery.reader.get(`SELECT id FROM document WHERE event = 'opening'`)?.[0]) as DocumentId
    const sent = await naledi.post(links.reverse(opening), { id: undoing, reason: 'Counted wrong' })
    expect([sent.status, sent.location]).toEqual([303, links.document(undoing)])
    expect(sent.tookMs).toBeLessThan(AT_ONCE_MS)
    expect(await showsOf(links.document(undoing))).toMatch(/HQ-A2-000001 waits to be posted/)
    // A second click finds what the first one did.
    expect((await naledi.post(links.reverse(opening), { id: undoing, reason: 'Counted wrong' })).status).toBe(
      303,
    )
    line.set('cut')
  })

  it('lets people in at the station by badge and PIN, and locks wrong PINs over a restart', async () => {
    const screen = atStation()
    expect(await screen(scan(bakery.badges.thandi))).toContain('Thandi M.')
    await screen({ type: 'sign_out' }, { type: 'ask_operator' })
    expect(await screen({ type: 'choose_operator', operator: bakery.palesa })).toContain('PIN of Palesa')
    expect(await screen({ type: 'pin', text: PIN })).toContain('Palesa D.')
    await screen({ type: 'sign_out' }, { type: 'ask_operator' })
    await screen({ type: 'choose_operator', operator: bakery.thandi })
    for (let tries = 0; tries < PIN_TRIES; tries++) await screen({ type: 'pin', text: WRONG })
    await machine.end('SIGKILL')
    machine.start()
    await until(async () => (await machine.status('/readyz')) === 200)
    expect(await atStation()({ type: 'pin', text: PIN })).toContain('Too many wrong PINs')
  })

  it('a manager allows on the spot what an operator may not', async () => {
    const screen = atStation()
    await screen({ type: 'back' }, scan(bakery.badges.thandi), scan(ownCode.salesOrder(bakery.order)))
    await screen(...Array.from({ length: 13 }, () => scan(COKE)), ...cards('review', 'accept').map(scan))
    await screen({ type: 'allow_excess' })
    expect(await screen(scan(bakery.badges.palesa))).toContain('BRA-K1-000001')
  })

  it('lets people in at the admin app and on a phone, and says how old the list of them is', async () => {
    await until(async () => (await machine.text(routes.signIn)).includes('No network: people and passwords'))
    naledi = openBrowser(machine.base)
    expect((await signIn(naledi, 'naledi')).status).toBe(303)
    expect(await showsOf(routes.home)).toContain('No network since')
    const phone = openBrowser(machine.base)
    expect((await phone.post('/phone/sign-in', { login: 'palesa', pin: PIN })).location).toBe('/phone')
  })

  it('does not know yet what is revoked meanwhile, and opens all the same', async () => {
    await revokeBadges(elsewhere, bakery.palesa, Date.now())
    await setPersonActive(elsewhere, bakery.thandi, { isActive: false, now: Date.now() })
    const [id] = bakery.reader.get(`SELECT id FROM person WHERE login = 'naledi'`) ?? []
    await endSessions(elsewhere, Number(id) as never)
    expect(await atStation()(scan(bakery.badges.palesa))).toContain('Palesa D.')
    const screen = atStation()
    await screen(scan(bakery.badges.thandi), scan(ownCode.salesOrder(bakery.order)))
    expect(await screen(scan(COKE))).toContain('Coke')
    expect((await naledi.get(routes.home)).status).toBe(200)
  })

  it('with it back: rights end, work is kept for others, and what waited is posted once', async () => {
    line.set('open')
    await until(async () => (await naledi.get(routes.home)).status === 303)
    const screen = atStation()
    expect(await screen({ type: 'touched' })).toMatch(/Thandi M\. left this open/)
    expect(await screen(scan(bakery.badges.palesa))).not.toContain('Palesa D. is signed in')
    expect((await signIn(naledi, 'naledi')).status).toBe(303)
    await until(async () => (await showsOf(links.document(undoing))).includes('Posted'))
    await until(() => ofCentral((book) => countOf(book, 'BRA-K1') === 1))
    expect(ofCentral((book) => [countOf(book, 'HQ-A2'), countOf(book, 'BRA-K1')])).toEqual([1, 1])
    expect(ofCentral((book) => verifyBook(book))).toMatchObject({ ok: true })
    await until(async () => !(await showsOf(routes.home)).includes(COPY_BANNER))
  })

  it('and what was typed is saved when it is sent again, once', async () => {
    expect((await naledi.post(routes.reasons, newReason)).status).toBe(303)
    await expectSaved(routes.reasons, newReason.name)
    expect((await naledi.post(routes.reasons, newReason)).status).toBe(422)
  })
})

function setting(printed: readonly string[], name: string): string {
  const found = printed.map((one) => one.trim()).find((one) => one.startsWith(`SCANBOOK_${name}=`))
  return found?.split('=').slice(1).join('=') ?? ''
}

function ofCentral<Answer>(read: (book: Reader) => Answer): Answer {
  const book = openReader(join(folder, 'central', 'sqld', 'dbs', 'default', 'data'))
  try {
    return read(book)
  } finally {
    book.close()
  }
}

const countOf = (book: Reader, writer: string): number =>
  Number(
    book.get(
      `SELECT count(*) FROM document d JOIN writer w ON w.id = d.writer WHERE w.name = ?1 AND d.state = 'posted'`,
      writer,
    )?.[0],
  )
