import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { buildPrograms, type BuiltPrograms } from '../../core/testing/build-programs.ts'
import { ZONE } from '../../core/testing/bakery.ts'
import { readScreen } from '../../station/kiosk/screen-facts.ts'
import { createPractice, type Practice } from '../../station/practice/practice.ts'
import { workOf } from '../../station/session/session-state.ts'
import type { StationInput } from '../../station/station-input.ts'
import type { Station } from '../../station/station.ts'
import { USUAL_IDLE } from '../../station/station-parts.ts'
import {
  COKE,
  openStation,
  openStockedBakery,
  PIN,
  type OpenStation,
  type StockedBakery,
} from '../../station/testing/open-station.ts'
import { createPracticeRooms } from './practice.ts'

vi.setConfig({ testTimeout: 120_000 })

const PROGRAM = 'scripts/copy-book.ts'
const { quietMs, countdownMs } = USUAL_IDLE

let built: BuiltPrograms
beforeAll(() => {
  built = buildPrograms([PROGRAM])
})
afterAll(() => built.remove())

let bakery: StockedBakery
let practice: Practice
let real: OpenStation
let freeBytes: number
beforeEach(async () => {
  bakery = await openStockedBakery()
  freeBytes = 1e12
  const rooms = createPracticeRooms({
    dataFolder: bakery.folder,
    bookPath: () => bakery.path,
    zoneOf: () => ZONE,
    freeBytes: () => freeBytes,
    copyProgram: built.program(PROGRAM),
  })
  practice = createPractice(rooms, 0)
  real = openStation(bakery, { practice: practice.door })
  practice.belongsTo(real.station)
})
afterEach(async () => {
  await practice.close()
  await real.close()
  bakery.close()
})

/** Every row of every table, as text: what is equal before and after was not touched. */
function rowsOf(path: string, leaveOut: readonly string[] = []): Record<string, string> {
  const reader = openReader(path)
  const tables = reader.all(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
  const rows = tables
    .map(([name]) => String(name))
    .filter((name) => !leaveOut.includes(name))
    .map((name) => [name, JSON.stringify(reader.all(`SELECT * FROM ${name}`))] as const)
  reader.close()
  return Object.fromEntries(rows)
}
const realRows = () => ({
  book: rowsOf(bakery.path),
  // What the screen said last, before it went into practice, is the station's own.
  outbox: rowsOf(join(bakery.folder, 'outbox.db'), ['session']),
})
const rooms = (): string[] => {
  const folder = join(bakery.folder, 'practice')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Something that has to become so, in real time: a process copies. */
async function until(isSo: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 60_000, interval: 10 })
}
async function enter(): Promise<Station> {
  real.press({ type: 'start_practice' })
  await until(() => practice.room() !== undefined)
  const room = practice.room()
  if (room === undefined) throw new Error('nobody practises')
  return room.station
}
const scan = (station: Station, ...texts: string[]): void => {
  for (const text of texts) station.press({ type: 'scan', text })
}
const press = (station: Station, ...inputs: StationInput[]): void => {
  for (const input of inputs) station.press(input)
}
async function accept(station: Station): Promise<void> {
  press(station, { type: 'review' })
  const work = workOf(station.session())
  press(station, { type: 'accept', document: work?.documentId ?? '', steps: work?.steps ?? 0 })
  await until(() => (station.session().latest?.outcome ?? null) !== null)
  expect(station.session().latest?.id).toBe(work?.documentId)
}
async function sell(station: Station, ...codes: string[]): Promise<void> {
  scan(station, bakery.badges.thandi, ownCode.salesOrder(bakery.order), ...codes)
  await accept(station)
}

describe('a practice', () => {
  it('sells, bakes and undoes on the same book, and the real one has none of it', async () => {
    await sell(real.station, COKE)
    await real.posted()
    press(real.station, { type: 'home' })
    const before = realRows()
    const inside = await enter()
    await sell(inside, COKE, COKE)
    expect(inside.session().latest?.outcome).toMatchObject({ state: 'posted' })
    press(inside, { type: 'ask_undo' }, { type: 'confirm' })
    await until(() => (inside.session().latest?.undo?.outcome ?? null) !== null)
    press(inside, { type: 'home' })
    scan(inside, ownCode.run(bakery.run), ownCode.item(bakery.flour), '5')
    await accept(inside)
    const copy = openReader(join(bakery.folder, 'practice', rooms()[0] ?? '', 'book.db'))
    expect(verifyBook(copy).firstBad).toBeUndefined()
    expect(
      copy.get(`SELECT count(*) FROM document d JOIN writer w ON w.id = d.writer WHERE w.name = 'PRACTICE'`),
    ).toEqual([3])
    copy.close()
    press(inside, { type: 'leave_practice' })
    await until(() => rooms().length === 0)
    expect(realRows()).toEqual(before)
    expect(verifyBook(bakery.reader)).toMatchObject({ ok: true })
    // The real station goes on with its own numbers.
    await sell(real.station, COKE)
    expect(real.station.session().latest).toMatchObject({
      reference: 'BRA-K1-000002',
      outcome: { number: 'BRA-SAL-00002' },
    })
    expect(verifyBook(bakery.reader)).toMatchObject({ ok: true })
  })

  it('shows no number as if it were real', async () => {
    const inside = await enter()
    await sell(inside, COKE)
    const { latest } = inside.session()
    expect(latest).toMatchObject({ reference: 'PRACTICE-000001', outcome: { number: 'PRACTICE-SAL-00001' } })
    press(inside, { type: 'show_document', document: latest?.id ?? '' })
    scan(inside, ownCode.document(latest?.id ?? ''))
    expect(readScreen(inside, () => []).document).toMatchObject({
      number: 'PRACTICE-SAL-00001',
      reference: 'PRACTICE-000001',
    })
  })

  it('has the same people, and a wrong PIN there counts everywhere', async () => {
    const inside = await enter()
    const tryPin = (text: string): void => press(inside, { type: 'pin', text })
    press(inside, { type: 'ask_operator' }, { type: 'choose_operator', operator: bakery.thandi })
    for (let tries = 0; tries < 5; tries++) tryPin('9753')
    expect(inside.session().asking).toMatchObject({ problem: { why: 'locked' } })
    press(inside, { type: 'leave_practice' })
    await until(() => rooms().length === 0)
    press(
      real.station,
      { type: 'ask_operator' },
      { type: 'choose_operator', operator: bakery.thandi },
      { type: 'pin', text: PIN },
    )
    expect(real.station.session()).toMatchObject({ operator: null, asking: { problem: { why: 'locked' } } })
  })

  it('is one at a time, and is thrown away before the next one begins', async () => {
    const first = await enter()
    press(real.station, { type: 'start_practice' })
    expect(practice.room()?.station).toBe(first)
    await sell(first, COKE)
    scan(first, ownCode.command('practice'))
    const second = await enter()
    expect(second).not.toBe(first)
    expect(second.session()).toMatchObject({ operator: null, latest: null })
    await until(() => rooms().length === 1)
  })

  it('lets the station be worked at while the book is copied, and waits for it to be at home', async () => {
    const shown: unknown[] = []
    real.station.subscribe(() => shown.push(practice.door.state()))
    real.press({ type: 'start_practice' })
    await sell(real.station, COKE)
    await until(() => practice.room() !== undefined)
    expect(shown).toContainEqual({ kind: 'copying', part: 0 })
    expect(shown.at(-1)).toEqual({ kind: 'open' })
    expect(real.station.session().latest).toMatchObject({ reference: 'BRA-K1-000001' })
  })

  it('is not begun in the middle of work', () => {
    scan(real.station, bakery.badges.thandi, ownCode.salesOrder(bakery.order), COKE)
    scan(real.station, ownCode.command('practice'))
    press(real.station, { type: 'start_practice' })
    expect(practice.door.state()).toEqual({ kind: 'none' })
  })

  it('says how much room there is when there is too little, and can be tried again', async () => {
    freeBytes = 1000
    real.press({ type: 'start_practice' })
    await until(() => practice.door.state().kind === 'no_room')
    expect(practice.door.state()).toMatchObject({ kind: 'no_room', free: 1000 })
    expect(rooms()).toEqual([])
    freeBytes = 1e12
    await enter()
  })

  it('says that it failed, keeps nothing, and leaves the station alone', async () => {
    const broken = createPractice(
      createPracticeRooms({
        dataFolder: bakery.folder,
        bookPath: () => join(bakery.folder, 'no-such-book.db'),
        zoneOf: () => ZONE,
        freeBytes: () => freeBytes,
        copyProgram: built.program(PROGRAM),
      }),
    )
    broken.belongsTo(real.station)
    broken.door.pass()
    await until(() => broken.door.state().kind === 'failed')
    expect(rooms()).toEqual([])
    expect(real.errors).toHaveLength(1)
    await sell(real.station, COKE)
    await broken.close()
  })

  it('ends when its operator is signed out for want of a touch', async () => {
    const inside = await enter()
    scan(inside, bakery.badges.thandi)
    real.time.now += quietMs
    practice.tick()
    expect(inside.session().countdownEndsAt).not.toBeNull()
    real.time.now += countdownMs
    practice.tick()
    expect(practice.room()).toBeUndefined()
    await until(() => rooms().length === 0)
  })

  it('ends when nobody signs in and nobody touches it', async () => {
    const inside = await enter()
    real.time.now += quietMs + countdownMs - 1
    practice.tick()
    press(inside, { type: 'touched' })
    real.time.now += quietMs
    practice.tick()
    expect(practice.room()).toBeDefined()
    real.time.now += countdownMs
    practice.tick()
    expect(practice.room()).toBeUndefined()
  })

  it('leaves nothing behind that a process which was killed had left', () => {
    const left = join(bakery.folder, 'practice', 'room-of-another-day')
    mkdirSync(left, { recursive: true })
    writeFileSync(join(left, 'book.db'), 'half a book')
    createPracticeRooms({ dataFolder: bakery.folder, bookPath: () => bakery.path, zoneOf: () => ZONE })
    expect(rooms()).toEqual([])
  })

  it('ends with its process, also in the middle of the copy', async () => {
    real.press({ type: 'start_practice' })
    await practice.close()
    expect(rooms()).toEqual([])
    expect(real.errors).toEqual([])
  })

  it('sends remarks nowhere', async () => {
    const inside = await enter()
    press(inside, { type: 'ask_remark' }, { type: 'tell', remark: 'come' })
    press(inside, { type: 'leave_practice' })
    await until(() => rooms().length === 0)
    expect(real.outbox.waitingNotes(9)).toEqual([])
    expect(bakery.reader.get('SELECT count(*) FROM station_note')).toEqual([0])
  })
})
