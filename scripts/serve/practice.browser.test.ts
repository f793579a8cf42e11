import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Command } from '../../core/barcodes/commands.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { buildPrograms, type BuiltPrograms } from '../../core/testing/build-programs.ts'
import { ZONE } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { COKE } from '../../station/testing/open-station.ts'
import { eachOnFreshScreen, type FreshScreen } from '../../station/testing/fresh-screen.ts'
import { openPage, scan } from '../../station/testing/open-screen.ts'
import { createPracticeRooms } from './practice.ts'

const PROGRAM = 'scripts/copy-book.ts'
const { practice: text } = words

let built: BuiltPrograms
beforeAll(() => {
  built = buildPrograms([PROGRAM])
})
afterAll(() => built.remove())
let fresh: FreshScreen
eachOnFreshScreen(
  (one) => (fresh = one),
  (bakery) =>
    createPracticeRooms({
      dataFolder: bakery.folder,
      bookPath: () => bakery.path,
      zoneOf: () => ZONE,
      copyProgram: built.program(PROGRAM),
    }),
)

const card = (page: Page, command: Command): Promise<void> => scan(page, ownCode.command(command))
const band = (page: Page) => page.locator('.practice-band')
const documents = (): unknown => fresh.served.bakery.reader.get('SELECT count(*) FROM document')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

it('practice by scans alone: in, a delivery, its undo, and out; work has none of it', async () => {
  const { page, served } = fresh
  const { bakery } = served
  const before = documents()
  await card(page, 'practice')
  await band(page).waitFor()
  expect(new URL(page.url()).pathname).toBe('/station/BRA-K1/practice/')
  await scan(page, bakery.badges.thandi)
  await scan(page, ownCode.salesOrder(bakery.order))
  await scan(page, COKE)
  await card(page, 'times_5')
  await card(page, 'review')
  await card(page, 'accept')
  await page.getByText('PRACTICE-SAL-00001').waitFor()
  await card(page, 'undo')
  await card(page, 'confirm')
  await page.getByText('PRACTICE-REV-00001').waitFor()
  await scan(page, ownCode.salesOrder(bakery.order))
  await scan(page, COKE)
  // Out from the middle of work: nothing of it is kept, so nothing is asked.
  await card(page, 'practice')
  await page.waitForURL('**/station/BRA-K1/')
  await page.getByText(text.start, { exact: true }).waitFor()
  expect(await band(page).count()).toBe(0)
  expect(documents()).toEqual(before)
  expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(24)
  // The very same page works on, without a touch.
  await scan(page, bakery.badges.thandi)
  await scan(page, ownCode.salesOrder(bakery.order))
  await scan(page, COKE)
  await card(page, 'review')
  await card(page, 'accept')
  await page.getByText('BRA-SAL-00001').waitFor()
  expect(verifyBook(bakery.reader)).toMatchObject({ ok: true })
})

it('practice by fingers: the buttons of the home screen, and of the help of every other one', async () => {
  const { page, served } = fresh
  await press(page, text.start)
  await band(page).waitFor()
  await scan(page, served.bakery.badges.thandi)
  await scan(page, ownCode.run(served.bakery.run))
  await press(page, words.kiosk.help.open)
  await press(page, text.leave)
  await page.waitForURL('**/station/BRA-K1/')
  await page.getByText(words.kiosk.home.scanBadge).waitFor()
})

it('every screen of the station goes along, also one that is opened or loaded again then', async () => {
  const { page, context, served } = fresh
  const second = await openPage(context, served)
  await press(page, text.start)
  await band(page).waitFor()
  await band(second).waitFor()
  await page.reload()
  await band(page).waitFor()
  const third = await openPage(context, served)
  await band(third).waitFor()
  // The page that worked still does; the others watch.
  await scan(page, served.bakery.badges.thandi)
  await page.getByText(words.kiosk.home.working('Thandi M.')).first().waitFor()
  await press(page, text.leave)
  for (const one of [page, second, third]) await one.waitForURL('**/station/BRA-K1/')
})

it('a screen whose practice ended with its process goes back to work, and what it had not sent goes nowhere', async () => {
  const { page, served } = fresh
  await press(page, text.start)
  await band(page).waitFor()
  await served.stop()
  await scan(page, served.bakery.badges.thandi)
  await served.start()
  await page.waitForURL('**/station/BRA-K1/')
  await page.getByText(words.kiosk.home.scanBadge).waitFor()
  expect(served.heard).toEqual([])
  const folder = join(served.bakery.folder, 'practice')
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
})

it('the manager is told by a press, and by words from a keyboard', async () => {
  const { page, served } = fresh
  const remarks = () =>
    served.bakery.reader
      .all(`SELECT json_extract(content, '$.text') FROM station_note WHERE kind = 'remark' ORDER BY at, id`)
      .flat()
  await press(page, text.tell.open)
  await page.getByRole('button', { name: text.tell.ready.scanner }).click()
  await page.getByText(text.tell.told).waitFor()
  await scan(page, ownCode.salesOrder(served.bakery.order))
  await press(page, words.kiosk.help.open)
  await press(page, text.tell.open)
  await page.keyboard.type('The tape is empty')
  await page.keyboard.press('Enter')
  await press(page, text.tell.send)
  await page.getByText(text.tell.told).waitFor()
  await served.open().posted()
  expect(remarks()).toEqual([text.tell.ready.scanner, 'The tape is empty'])
})
