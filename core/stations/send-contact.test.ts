import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders } from '../branches/scoped-readers.ts'
import { findWrite } from '../database/catalogue.ts'
import { CentralUnavailable, type Central } from '../database/central.ts'
import { openBakery, TEST_NOW, type Bakery, type TestDraft } from '../testing/bakery.ts'
import { contactOf } from '../testing/contacts.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { isClockOff, type StationContact } from './contact.ts'
import { giveUpNumbers } from './give-up-numbers.ts'
import { readLastContact } from './last-contact.ts'
import { missingOf, readIncarnations, readLife, waitingAt, type Incarnation } from './read-incarnations.ts'
import { sendContact } from './send-contact.ts'
import { writeStations } from './station-writes.ts'

const MINUTE_MS = 60_000
const NO_SUCH_TABLE = uncatalogued('INSERT INTO no_such_table VALUES (1)')

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const send = (told: Partial<StationContact> = {}, writer = 'BRA-K1') =>
  sendContact(bakery.central, writer, contactOf(told))
const seq = () => Number(bakery.reader.get('SELECT seq FROM meta')?.[0])
function found(writer = 'BRA-K1'): Incarnation {
  const one = readIncarnations(ALL_BRANCHES, bakery.reader).find((each) => each.writer === writer)
  if (one === undefined) throw new Error(`${writer} is not there`)
  return one
}
const buy = (writer = 'BRA-K1') =>
  bakery.post(
    {
      event: 'purchase_invoice',
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('supplier'),
          to: bakery.place('retail'),
          quantity: 1,
          take: { by: 'stated', amount: 100 },
        },
      ],
    } satisfies TestDraft,
    writer,
  )

describe('what a writer tells of itself', () => {
  const whole = contactOf({
    waiting: 3,
    oldestAcceptedAt: TEST_NOW - 7 * MINUTE_MS,
    lastSeq: 124,
    clockOffsetMs: -3000,
    knownAt: TEST_NOW - 20_000,
    freeBytes: 3_000_000_000,
  })

  it('is kept word for word, and every replica hears that something changed', async () => {
    expect(found().contact).toBeUndefined()
    const before = seq()
    await send(whole)
    expect(found()).toMatchObject({ contact: whole, inBook: 0, isOpen: true })
    expect(seq()).toBe(before + 1)
  })

  it('knows nothing of a clock or a replica where nothing is known', async () => {
    await send({ clockOffsetMs: undefined, knownAt: undefined, oldestAcceptedAt: undefined })
    expect(found().contact).toEqual(contactOf({ clockOffsetMs: undefined }))
  })

  it('twice is once', async () => {
    await send(whole)
    await send(whole)
    expect(found().contact).toEqual(whole)
    expect(bakery.reader.all('SELECT writer FROM station_contact')).toHaveLength(1)
  })

  it.each([
    ['later', { at: TEST_NOW + 1 }, true],
    ['later, by a clock that was set back, with a further number', { at: TEST_NOW - 9, lastSeq: 125 }, true],
    ['older', { at: TEST_NOW - 1 }, false],
    ['older, by a clock that ran ahead', { at: TEST_NOW + 9, lastSeq: 123 }, false],
  ])('that is %s overwrites what is there: %s', async (_, told, isNewer) => {
    await send(whole)
    const other = { ...whole, waiting: 0, oldestAcceptedAt: undefined, host: 'till-2', ...told }
    await send(other)
    expect(found().contact).toEqual(isNewer ? other : whole)
  })

  it('is not written where the batch was cut, and is the next time', async () => {
    const cut: Central = {
      ...bakery.central,
      batch: (statements) => bakery.central.batch([...statements, { sql: NO_SUCH_TABLE, args: [] }]),
    }
    const before = seq()
    await expect(sendContact(cut, 'BRA-K1', whole)).rejects.toThrow(CentralUnavailable)
    expect([found().contact, seq()]).toEqual([undefined, before])
    await send(whole)
    expect(found().contact).toEqual(whole)
  })

  it('leaves no trace of a writer that nobody enrolled', async () => {
    await send(whole, 'BRA-K7')
    expect(bakery.reader.all('SELECT writer FROM station_contact')).toEqual([])
  })

  it('may be told by nobody but itself', async () => {
    let text = ''
    const listening: Central = {
      ...bakery.central,
      batch: async (statements) => {
        text = statements[0]?.sql ?? ''
        return await Promise.resolve([])
      },
    }
    await sendContact(listening, 'BRA-K1', whole)
    expect(findWrite(text)).toMatchObject({ by: 'writers', own: { writer: 1 } })
  })

  it('is nothing that another branch reads', async () => {
    await send(whole)
    await send({ lastSeq: 9 }, 'HQ-A1')
    const readers = openScopedReaders(bakery.path)
    const rows = (branch: typeof bakery.bra) =>
      readers.of(onlyBranch(branch)).all('SELECT host, last_seq FROM station_contact')
    expect([rows(bakery.bra), rows(bakery.brb)]).toEqual([[['till-1', 124]], []])
    readers.close()
  })
})

it('is the last that was heard of a station, where it is newer than its documents', async () => {
  const station = { name: 'BRA-K1', branch: bakery.bra }
  await send({ at: TEST_NOW - MINUTE_MS })
  expect(readLastContact(bakery.reader, station)).toBe(TEST_NOW - MINUTE_MS)
  await buy()
  expect(readLastContact(bakery.reader, station)).toBe(TEST_NOW)
  await send({ at: TEST_NOW + MINUTE_MS, lastSeq: 1 })
  expect(readLastContact(bakery.reader, station)).toBe(TEST_NOW + MINUTE_MS)
})

describe('numbers that the book lacks', () => {
  it('are those it has given and nobody has seen; what arrives since is taken off', async () => {
    await buy()
    await send({ lastSeq: 4, waiting: 3, oldestAcceptedAt: TEST_NOW })
    expect([missingOf(found()), waitingAt(found())]).toEqual([
      { count: 3, first: 'BRA-K1-000002', last: 'BRA-K1-000004' },
      3,
    ])
    await buy()
    await buy()
    expect([missingOf(found()), waitingAt(found())]).toEqual([
      { count: 1, first: 'BRA-K1-000004', last: 'BRA-K1-000004' },
      1,
    ])
    await buy()
    await buy()
    expect([missingOf(found()), waitingAt(found())]).toEqual([undefined, 0])
  })

  it('are given up by a person: once, of a closed incarnation, up to what it gave', async () => {
    await buy()
    await send({ lastSeq: 4, waiting: 3, oldestAcceptedAt: TEST_NOW })
    expect(await giveUpNumbers(bakery.central, 'BRA-K1', 4)).toBe(false)
    await writeStations(bakery.central).retire('BRA-K1')
    expect(await giveUpNumbers(bakery.central, 'BRA-K1', 5)).toBe(false)
    expect(await giveUpNumbers(bakery.central, 'BRA-K1', 3)).toBe(true)
    expect(missingOf(found(), found().lostUpTo)).toMatchObject({ first: 'BRA-K1-000004' })
    expect(await giveUpNumbers(bakery.central, 'BRA-K1', 4)).toBe(true)
    expect(await giveUpNumbers(bakery.central, 'BRA-K1', 4)).toBe(false)
    expect(await giveUpNumbers(bakery.central, 'BRA-K1', 2)).toBe(false)
    expect([missingOf(found(), found().lostUpTo), missingOf(found())?.count]).toEqual([undefined, 3])
    // A report on its way meanwhile takes nothing of that back.
    await send({ lastSeq: 4, at: TEST_NOW + 1 })
    expect(found().lostUpTo).toBe(4)
  })
})

it('lives from its first document or report to its last', async () => {
  expect(readLife(bakery.reader, found())).toEqual({ since: undefined, until: undefined })
  await send({ at: TEST_NOW - 5 })
  expect(readLife(bakery.reader, found())).toEqual({ since: TEST_NOW - 5, until: TEST_NOW - 5 })
  await buy()
  expect(readLife(bakery.reader, found())).toEqual({ since: TEST_NOW, until: TEST_NOW })
})

it.each([
  [undefined, false],
  [15 * MINUTE_MS, false],
  [15 * MINUTE_MS + 1, true],
  [-15 * MINUTE_MS - 1, true],
])('a clock that is off by %s is to be set: %s', (clockOffsetMs, isOff) => {
  expect(isClockOff({ clockOffsetMs })).toBe(isOff)
})
