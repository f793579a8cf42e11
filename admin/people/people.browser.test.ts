import type { Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseScan } from '../../core/barcodes/parse-scan.ts'
import { readBadgeHolder } from '../../core/people/badges.ts'
import { sendNotes } from '../../core/stations/send-notes.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { readPicture } from '../../core/testing/read-picture.ts'
import type { Admin } from '../testing/open-admin.ts'
import { expectSound, serveAdmin, TIMEOUT_MS, type ServedAdmin } from '../testing/served-admin.ts'

let served: ServedAdmin
let admin: Admin
beforeAll(async () => {
  served = await serveAdmin()
  admin = served.admin
}, TIMEOUT_MS)
afterAll(() => served?.close())

/** A manager in front of a screen of this width, as fine as a printer: a bar of the badge is a third of a millimetre. */
const openPage = (width: number): Promise<Page> =>
  served.openPage('pieter', { viewport: { width, height: 800 }, deviceScaleFactor: 4 })

async function goTo(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

it.each([1366, 390])(
  'at %i px a manager gives somebody a PIN and a badge, whose print a scanner reads as theirs',
  async (width) => {
    const page = await openPage(width)
    await goTo(page, 'People')
    await expectSound(page)
    await page.getByRole('link', { name: 'Thandi M.' }).click()
    await page.getByLabel('New PIN').fill('1234')
    await page.getByLabel('The same again').fill('1234')
    await page.keyboard.press('Enter')
    await page.getByText('Not digits in a row').waitFor()
    await expectSound(page)
    await page.getByLabel('New PIN').fill('4711')
    await page.getByLabel('The same again').fill('4711')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Take the PIN away' }).waitFor()
    admin.clock.at += 1_000
    await page.getByRole('button', { name: 'Make a new badge' }).click()
    await page.getByText('Print this page now').waitFor()
    await expectSound(page)
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 1366, height: 800 })
    const { sent } = await readPicture(await page.locator('.badge').screenshot())
    const meaning = parseScan(sent, { scalePatterns: [], today: '2026-11-20' })
    const code = meaning.kind === 'badge' ? meaning.code : ''
    expect(readBadgeHolder(admin.bakery.reader, code)).toMatchObject({ name: 'Thandi M.' })
    expect(page.url()).not.toContain(code)
    expect(await page.getByRole('link', { name: 'Back to the person' }).isVisible()).toBe(false)
    await page.context().close()
  },
  TIMEOUT_MS,
)

it.each([1366, 390])(
  'at %i px a manager says what an unknown code is',
  async (width) => {
    const { bra, thandi, central, reader, coke } = admin.bakery
    const code = `CASE-${width}`
    const content = { kind: 'unknown_scan', code, times: 2 } as const
    const note = { id: uuidv7(), station: 'BRA-K1', branch: bra, at: TEST_NOW, person: thandi, content }
    admin.outbox.tell({ notes: [note], now: TEST_NOW })
    await sendNotes(() => central, admin.outbox)
    const page = await openPage(width)
    await goTo(page, 'Scans')
    await expectSound(page)
    await page.getByRole('link', { name: `Attach ${code} to an item` }).click()
    await page.getByLabel('Item').fill('cok')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Choose Coke 330 ml' }).click()
    await page.getByLabel('How much one scan is').fill('many')
    await page.keyboard.press('Enter')
    await page.getByText('This is not a number.').waitFor()
    await expectSound(page)
    await page.getByLabel('How much one scan is').fill('24')
    await page.getByLabel('What it is called').fill('Case of 24')
    await page.getByRole('button', { name: 'Attach the code' }).click()
    await page.getByText('No unknown codes.').waitFor()
    const known = reader.get('SELECT item, quantity, pack_name FROM barcode WHERE code = ?1', code)
    expect(known).toEqual([coke, 24, 'Case of 24'])
    await page.context().close()
  },
  TIMEOUT_MS,
)
