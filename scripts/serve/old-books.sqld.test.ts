import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { unseal } from '../../core/book/content.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import { processFacts } from '../../core/kernel/process-facts.ts'
import { currentGeneration, REPLICA_FOLDER } from '../../core/sync/generations.ts'
import { readKnown, writeKnown } from '../../core/sync/known.ts'
import { words } from '../../core/words/catalogue.ts'
import { COKE, openStockedBakery, type StockedBakery } from '../../station/testing/open-station.ts'
import { centralProgram, type CentralProgram } from '../control/testing/running-program.ts'
import { machineProgram, until, type MachineProgram } from './testing/machine-program.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const STATION = 'BRA-K1'
const DAY_MS = 24 * 60 * 60_000
const { status, oldBooks, accepted, who } = words.kiosk

let folder: string
let bakery: StockedBakery
let central: CentralProgram
let machine: MachineProgram

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-old-books-'))
  bakery = await openStockedBakery()
  const book = join(folder, 'begin.db')
  copyDatabase(bakery.path, book)
  central = await centralProgram(join(folder, 'central'))
  await central.start()
  await central.ask('restore', book)
  machine = await machineProgram(join(folder, 'pi'), await central.ask('enrol', STATION, '--branch', 'BRA'))
  machine.start()
  await until(async () => (await screen()).includes(status.online))
  // Without central's word on the time, nobody would know of how many days ago the books are.
  await until(async () => !(await screen()).includes(status.clock.short))
})
afterAll(async () => {
  await machine.end('SIGKILL')
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

const screen = (): Promise<string> => machine.text(`/station/${STATION}/`)
const scan = (text: string) => ({ type: 'scan', text }) as const

/** Four days go by while central is gone: what was known then is that much older when the machine starts again. */
async function spendDaysWithoutCentral(): Promise<void> {
  central.kill('program')
  central.kill('server')
  const replicas = join(folder, 'pi', REPLICA_FOLDER)
  const { pid } = JSON.parse(readFileSync(join(replicas, 'lock.json'), 'utf8')) as { pid: number }
  await machine.end('SIGKILL')
  // Its sync process hears of that, and writes down what it knows before it ends too.
  await until(() => processFacts(pid)?.command.includes(replicas) !== true)
  const generation = currentGeneration(replicas)
  const known = generation && readKnown(generation.folder)
  invariant(generation !== undefined && known !== undefined, 'the machine has a replica, and knows of when')
  writeKnown(generation.folder, { ...known, knownAt: known.knownAt - 4 * DAY_MS })
  machine.start()
  await until(async () => (await screen()).includes('No network: books as of'))
}

/** Central's book. */
function inBook<Answer>(ask: (book: Reader) => Answer): Answer {
  const book = openReader(join(folder, 'central', 'sqld', 'dbs', 'default', 'data'))
  try {
    return ask(book)
  } finally {
    book.close()
  }
}
const sales = () =>
  inBook((book) => book.all(`SELECT content FROM document WHERE event = 'sale' AND state = 'posted'`))

it('books that grew old need a manager’s word, and what it allowed is posted once when central is back', async () => {
  await spendDaysWithoutCentral()
  await machine.press(
    STATION,
    scan(bakery.badges.thandi),
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: bakery.order },
    scan(COKE),
    { type: 'review' },
  )
  expect(await screen()).toMatch(/Books as of \d+ \w+ \d\d:\d\d, 4 days old: a manager is asked at Accept\./)
  await machine.press(STATION, scan(ownCode.command('accept')))
  expect(await screen()).toContain(oldBooks.title)

  // Nothing is lost, and nothing allowed, by a power cut in the middle of the question.
  await machine.end('SIGKILL')
  machine.start()
  await until(async () => (await screen()).includes(oldBooks.title))
  await machine.press(STATION, { type: 'allow_old_books' })
  expect(await screen()).toContain(who.allow_old_books)
  await machine.press(STATION, scan(bakery.badges.palesa))
  expect(await screen()).toContain(accepted.waiting)
  // The machine said that it is cut off, is started again, and says that it is not any more.
  await machine.end('SIGKILL')
  machine.start()
  await until(async () => (await screen()).includes(accepted.waiting))
  await central.start()
  await until(async () => (await screen()).includes('Connected again: books as of'))
  await until(() => sales().length === 1)
  await until(async () => (await screen()).includes(accepted.posted))

  const [content] = sales()[0] ?? []
  expect(unseal(String(content)).content).toMatchObject({
    acceptedBy: bakery.thandi,
    approval: { state: 'given', for: ['old_books'], by: bakery.palesa },
  })
  expect(inBook(verifyBook)).toMatchObject({ ok: true })

  // By the new books nobody is asked.
  await until(async () => (await screen()).includes(status.online))
  await machine.press(
    STATION,
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: bakery.order },
    scan(COKE),
    { type: 'review' },
    scan(ownCode.command('accept')),
  )
  await until(() => sales().length === 2)
  expect(unseal(String(sales()[1]?.[0])).content.approval).toBeUndefined()
})
