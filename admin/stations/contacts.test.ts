import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { schemaVersion } from '../../core/database/migrate.ts'
import type { StationContact } from '../../core/stations/contact.ts'
import { sendContact } from '../../core/stations/send-contact.ts'
import { writeStations } from '../../core/stations/station-writes.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { contactOf } from '../../core/testing/contacts.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

const MINUTE_MS = 60_000
const schema = schemaVersion()

let admin: Admin
beforeEach(async () => {
  admin = await openAdmin()
})
afterEach(() => admin.close())

const told = (contact: Partial<StationContact>, writer = 'BRB-K1') =>
  sendContact(admin.bakery.central, writer, contactOf({ schema, ...contact }))
const behind = { waiting: 12, oldestAcceptedAt: TEST_NOW - 3 * 60 * MINUTE_MS, lastSeq: 132 }

/** Every fact of a page by its name, as it is read. */
async function facts(path: string, login = 'ayesha'): Promise<Record<string, string>> {
  const html = await page(path, login)
  return Object.fromEntries(
    [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, name = '', fact = '']) => [
      name,
      textOf(fact),
    ]),
  )
}
async function page(path: string, login = 'ayesha'): Promise<string> {
  const response = await admin.get(path, { cookie: await admin.signIn(login) })
  expect(response.status).toBe(200)
  return await response.text()
}
const textOf = (html: string): string =>
  html.replaceAll('<strong class="mark">', ' · ').replaceAll(/<[^>]+>/g, '')

describe.each([
  ['the list', links.stations()],
  ['the page of a station', links.station('BRB-K1')],
])('%s', (_, path) => {
  it('says what a station on another machine told', async () => {
    await told({
      ...behind,
      at: TEST_NOW - 4 * MINUTE_MS,
      clockOffsetMs: -3000,
      knownAt: TEST_NOW - 5 * MINUTE_MS,
    })
    expect(await facts(path)).toMatchObject({
      'Last heard of': '4 min ago',
      'Waiting to be posted': '12 documents, the oldest for 3 h',
      'Missing numbers': 'BRB-K1-000001 to -000132, waiting there',
      Program: '0.1.0 on till-1',
      Clock: '3 s ahead',
      'Its copy of the books': '1 min old when it reported',
    })
  })

  it('says only that it never reported, while it has not', async () => {
    const shown = await facts(path)
    expect(shown).toMatchObject({
      'Last heard of': 'It has never reported. What it tells will be here once it has been started.',
      'Waiting to be posted': 'Not known: it tells nothing of itself yet',
    })
    for (const name of ['Missing numbers', 'Program', 'Clock', 'Its copy of the books', 'Its disk'])
      expect(shown).not.toHaveProperty([name])
  })

  it.each<[string, Partial<StationContact>, Record<string, string>]>([
    ['another release', { release: '0.0.9' }, { Program: '0.0.9 on till-1 · This one is 0.1.0' }],
    [
      'an older schema',
      { schema: schema - 1 },
      { Program: '0.1.0 on till-1 · It waits for the newer program' },
    ],
    ['a newer schema', { schema: schema + 1 }, { Program: '0.1.0 on till-1 · It is newer than these books' }],
    ['a clock far behind', { clockOffsetMs: 16 * MINUTE_MS }, { Clock: '16 min behind · Set it' }],
    ['a clock a little behind', { clockOffsetMs: 15 * MINUTE_MS }, { Clock: '15 min behind' }],
    ['a right clock', { clockOffsetMs: -999 }, { Clock: 'Right to the second' }],
    ['no known clock', { clockOffsetMs: undefined }, { Clock: 'Not known' }],
    ['no copy', { knownAt: undefined }, { 'Its copy of the books': 'None: it reads the books themselves' }],
    ['a disk with room', { freeBytes: 12_345_999_999 }, { 'Its disk': '12,345 MB free' }],
    ['a disk that is nearly full', { freeBytes: 200_000_000 }, { 'Its disk': '200 MB free · Make room' }],
    ['nothing waiting', { lastSeq: 0 }, { 'Waiting to be posted': 'Nothing' }],
  ])('marks %s', async (_name, contact, expected) => {
    await told(contact)
    expect(await facts(path)).toMatchObject(expected)
  })
})

it('says of a station of this machine what is known of it directly', async () => {
  expect(await facts(links.station('BRA-K1'), 'pieter')).toMatchObject({
    'Last heard of': 'Now, on this machine',
    'Waiting to be posted': '3 documents, the oldest for 20 min',
    'Missing numbers': 'BRA-K1-000001 to -000003, waiting there',
    Program: '0.1.0',
    Clock: 'This machine’s own',
    'Its copy of the books': 'None: it reads the books themselves',
  })
})

it('warns before a station is retired that told of waiting documents', async () => {
  await told(behind)
  expect(await page(links.station('BRB-K1'))).toContain('It told last that 12 documents wait there.')
  await told({ lastSeq: 132, at: TEST_NOW + 1 })
  expect(await page(links.station('BRB-K1'))).not.toContain('It told last that')
})

describe('what never arrived of an old incarnation', () => {
  beforeEach(async () => {
    await told(behind)
    const writes = writeStations(admin.bakery.central)
    await writes.retire('BRB-K1')
    await writes.add({ name: 'BRB-K1', branch: admin.bakery.brb })
  })
  const giveUp = async (login: string, form: Record<string, string> = {}) => {
    const sent = { writer: 'BRB-K1', upTo: '132', ...form }
    return (await admin.post(routes.lostNumbers, sent, { cookie: await admin.signIn(login) })).status
  }
  const isAsked = async () => (await page(links.stations())).includes('They are lost')

  it('is named on the list and beside its station’s other numbers', async () => {
    const html = await page(links.station('BRB-K1'))
    for (const text of [
      'Its numbers so far',
      'BRB-K1b',
      'BRB-K1-000001 to -000132',
      'never arrived',
      'till-1',
    ])
      expect(html).toContain(text)
    expect(await page(links.stations())).toContain('Numbers that never arrived')
    expect(await page(links.stations(), 'pieter')).not.toContain('Numbers that never arrived')
  })

  it('is given up by a person, once or twice, and stays readable', async () => {
    expect(await isAsked()).toBe(true)
    expect([await giveUp('ayesha'), await giveUp('ayesha')]).toEqual([303, 303])
    expect(await isAsked()).toBe(false)
    expect(await page(links.stations())).toContain('Lost, as somebody said')
  })

  it.each([
    ['by the manager of another branch', 'pieter', {}, 404],
    ['of one that is in use', 'ayesha', { writer: 'BRB-K1b' }, 404],
    ['of one that nobody knows', 'ayesha', { writer: 'BRB-K7' }, 404],
    ['up to another number than was shown', 'ayesha', { upTo: '131' }, 303],
    ['up to no number', 'ayesha', { upTo: 'x' }, 303],
  ])('is not given up %s', async (_, login, form, status) => {
    expect(await giveUp(login, form)).toBe(status)
    expect(await isAsked()).toBe(true)
  })

  it('has an address that leads back to the list', async () => {
    const cookie = await admin.signIn('ayesha')
    const response = await admin.get(routes.lostNumbers, { cookie })
    expect([response.status, response.headers.get('location')]).toEqual([303, links.stations()])
  })
})
