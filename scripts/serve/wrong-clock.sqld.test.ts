import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { businessDay } from '../../core/kernel/business-day.ts'
import type { ClockKeeper, MachineTime } from '../../core/kernel/machine-time.ts'
import { openMachineTime } from '../../core/kernel/machine-time.ts'
import { ZONE } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { readScreen } from '../../station/kiosk/screen-facts.ts'
import { statusWords } from '../../station/kiosk/screens/status-words.ts'
import { COKE, openStockedBakery, STATION, type StockedBakery } from '../../station/testing/open-station.ts'
import { cards } from '../../station/testing/station-steps.ts'
import { centralProgram, type CentralProgram } from '../control/testing/running-program.ts'
import { followCentral, type Connected } from './connected.ts'
import { readConnection } from './connection.ts'
import { openLog } from './open-log.ts'
import { openProcess, type OpenProcess } from './open-process.ts'
import { readSettings } from './settings.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const HOUR_MS = 3_600_000
const A_FEW_SECONDS = 20_000
const PAUSE_MS = 100
const TRIES = 1200

let folder: string
let bakery: StockedBakery
let central: CentralProgram
let env: Record<string, string>
let program: Program | undefined

interface Program {
  readonly connected: Connected
  readonly opened: OpenProcess
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-wrong-clock-'))
  mkdirSync(join(folder, 'pi'))
  bakery = await openStockedBakery()
  const book = join(folder, 'begin.db')
  copyDatabase(bakery.path, book)
  central = await centralProgram(join(folder, 'central'))
  await central.start()
  await central.ask('restore', book)
  const said = await central.ask('enrol', STATION, '--branch', 'BRA')
  env = Object.fromEntries(
    said.flatMap((line) => {
      const [, key, value] = /^\s+(SCANBOOK_[A-Z_]+)=(\S+)$/.exec(line) ?? []
      return key === undefined || value === undefined ? [] : [[key, value]]
    }),
  )
})
afterEach(async () => {
  await end()
  restoreOptions()
})
afterAll(async () => {
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A start of a machine whose clock begins with `wall` and runs on as any. */
function machineAt(boot: string, wall: number, kept: ClockKeeper = 'nothing'): MachineTime {
  const real = openMachineTime()
  const off = wall - Date.now()
  return {
    boot,
    read() {
      const reading = real.read()
      return { ...reading, wall: reading.wall + off }
    },
    keeper: () => kept,
  }
}

/** The station's program, and its sync process, on that machine. */
async function start(machine: MachineTime): Promise<void> {
  shiftChildren(machine.read().wall - Date.now())
  const own = { ...env, SCANBOOK_DATA: join(folder, 'pi') }
  const connection = readConnection(own)
  if (connection === undefined) throw new Error('it was not enrolled')
  const settings = readSettings(own)
  const connected = followCentral(settings, connection, openLog(), machine)
  await connected.whenThere
  program = { connected, opened: await openProcess(settings, { openBook: connected.openBook }) }
}

const OPTIONS = process.env['NODE_OPTIONS']
function restoreOptions(): void {
  if (OPTIONS === undefined) delete process.env['NODE_OPTIONS']
  else process.env['NODE_OPTIONS'] = OPTIONS
}

/** Processes that are forked from now on have a clock that is off by that much. */
function shiftChildren(ms: number): void {
  const path = join(folder, 'shifted.mjs')
  writeFileSync(path, `const now = Date.now; Date.now = () => now() + ${Math.round(ms)}`)
  process.env['NODE_OPTIONS'] = `--import=${pathToFileURL(path).href}`
}

async function end(): Promise<void> {
  const ending = program
  program = undefined
  await ending?.opened.close()
  await ending?.connected.stop()
}

const station = () => {
  const found = program?.opened.stations[0]
  if (found === undefined) throw new Error('there is no station')
  return found
}
/** How old the copy of the books is, as the screen has it. */
const age = () => readScreen(station(), () => []).copy?.age
const status = (): string => statusWords(readScreen(station(), () => [])).text

/** Sells one bottle. Returns the reference of the document, and what it says. */
function sell() {
  const texts = [bakery.badges.thandi, ownCode.salesOrder(bakery.order), COKE, ...cards('review', 'accept')]
  for (const text of texts) station().press({ type: 'scan', text })
  const newest = station().parts.outbox.recent(STATION, 1)[0]
  if (newest === undefined) throw new Error('nothing was accepted')
  const { acceptedAt, clockDoubtful } = newest.document.content
  return { reference: newest.reference, seq: newest.document.content.seq, acceptedAt, clockDoubtful }
}

/** The station's document in central's book, and whether all of that is proven. */
async function posted(seq: number) {
  const inBook = () => {
    const book = openReader(join(folder, 'central', 'sqld', 'dbs', 'default', 'data'))
    try {
      const row = book.get(
        `SELECT d.posting_date, d.accepted_at, d.posted_at, d.clock_doubtful FROM document d
         JOIN writer w ON w.id = d.writer WHERE w.incarnation = ?1 AND d.seq = ?2 AND d.state = 'posted'`,
        STATION,
        seq,
      )
      if (row === undefined) return undefined
      const [day, acceptedAt, postedAt, isDoubtful] = row
      return {
        day,
        acceptedAt: Number(acceptedAt),
        postedAt: Number(postedAt),
        isDoubtful,
        isGreen: verifyBook(book).ok,
      }
    } finally {
      book.close()
    }
  }
  let found: ReturnType<typeof inBook>
  await until(() => (found = inBook()) !== undefined)
  if (found === undefined) throw new Error('it was not posted')
  return found
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (isSo()) return
    await sleep(PAUSE_MS)
  }
  throw new Error('it did not come about')
}

const isHeard = (): boolean => station().parts.clock.isDoubtful?.() === false
const isNearly = (at: number, other: number): boolean => Math.abs(at - other) < A_FEW_SECONDS
const today = (at: number): string => businessDay(at, ZONE)

// One story of a Pi without a battery: its first day, a start without a network, and the days after.
describe('a machine whose clock', () => {
  it('is three hours ahead accepts by central’s', async () => {
    await start(machineAt('first', Date.now() + 3 * HOUR_MS))
    await until(isHeard)
    expect(status()).not.toContain(words.kiosk.status.clock.short)
    const sold = sell()
    expect(isNearly(sold.acceptedAt, Date.now())).toBe(true)
    const { day, acceptedAt, postedAt, isDoubtful, isGreen } = await posted(sold.seq)
    expect({ day, acceptedAt, isDoubtful, isGreen }).toEqual({
      day: today(acceptedAt),
      acceptedAt: sold.acceptedAt,
      isDoubtful: 0,
      isGreen: true,
    })
    expect(isNearly(postedAt, Date.now())).toBe(true)
    // The sync process has the same wrong clock: how old its copy is, is told by central's.
    expect(isNearly(station().parts.dataAsOf?.() ?? 0, Date.now())).toBe(true)
  })

  it('begins in 1970 without a network says so, and what it accepts is dated when it is posted', async () => {
    await central.stop()
    await start(machineAt('second', 0))
    expect(status()).toContain(words.kiosk.status.clock.short)
    // As of when the books are was written down; how long ago that is, nobody knows.
    expect(age()).toMatchObject({ isKnown: false, asOf: expect.any(Number) })
    // It works all the same, without a manager.
    const sold = sell()
    expect(sold.clockDoubtful).toBe(true)
    // Central says its time in whole seconds.
    expect(sold.acceptedAt).toBeLessThan(Date.now() + 1000)
    // The latest that was known to be over: not 1970.
    expect(sold.acceptedAt).toBeGreaterThan(Date.now() - HOUR_MS)
    await central.start()
    const { day, postedAt, isDoubtful, isGreen } = await posted(sold.seq)
    expect({ day, isDoubtful, isGreen }).toEqual({ day: today(postedAt), isDoubtful: 1, isGreen: true })
    expect(isNearly(postedAt, Date.now())).toBe(true)
    await until(isHeard)
    expect(status()).not.toContain(words.kiosk.status.clock.short)
    await until(() => age()?.isKnown === true)
  })

  it('stands in 1970, where central was heard since that start, is right without a network', async () => {
    await central.stop()
    await start(machineAt('second', HOUR_MS))
    expect(status()).not.toContain(words.kiosk.status.clock.short)
    const sold = sell()
    expect([sold.clockDoubtful, isNearly(sold.acceptedAt, Date.now())]).toEqual([undefined, true])
    await central.start()
    const { day, acceptedAt, isDoubtful, isGreen } = await posted(sold.seq)
    expect({ day, acceptedAt, isDoubtful, isGreen }).toEqual({
      day: today(sold.acceptedAt),
      acceptedAt: sold.acceptedAt,
      isDoubtful: 0,
      isGreen: true,
    })
  })

  it('goes on where it was shut down, without a network, is in doubt, and with a battery is not', async () => {
    // By now the wall clock was right: what was heard last says so.
    await start(machineAt('third', Date.now()))
    await until(isHeard)
    await end()
    await central.stop()
    await start(machineAt('fourth', Date.now()))
    expect(sell().clockDoubtful).toBe(true)
    await end()
    await start(machineAt('fifth', Date.now(), 'battery'))
    const sold = sell()
    expect([sold.clockDoubtful, isNearly(sold.acceptedAt, Date.now())]).toEqual([undefined, true])
    await central.start()
    const { isDoubtful, isGreen } = await posted(sold.seq)
    expect([isDoubtful, isGreen]).toEqual([0, true])
  })
})
