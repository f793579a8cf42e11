import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { chromium, type Browser, type Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseScan } from '../../core/barcodes/parse-scan.ts'
import { readBadgeHolder } from '../../core/people/badges.ts'
import { sendNotes } from '../../core/stations/send-notes.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { readPicture } from '../../core/testing/read-picture.ts'
import { routes } from '../paths.ts'
import { openAdmin, PASSWORD, type Admin } from '../testing/open-admin.ts'

const TIMEOUT_MS = 60_000
let admin: Admin
let server: Server
let browser: Browser
let base: string
beforeAll(async () => {
  admin = await openAdmin()
  server = serve({ fetch: admin.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
}, TIMEOUT_MS)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  if (server !== undefined) await new Promise((resolve) => server.close(resolve))
  await admin?.close()
})

/** A manager in front of a screen of this width. */
async function openPage(width: number): Promise<Page> {
  // As fine as a printer's dots: a bar of the badge is a third of a millimetre.
  const context = await browser.newContext({ viewport: { width, height: 800 }, deviceScaleFactor: 4 })
  const page = await context.newPage()
  await page.goto(base + routes.home)
  await page.getByLabel('Login').fill('pieter')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(base + routes.home)
  return page
}

async function goTo(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Nothing for axe to say, and nothing wider than the screen. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const excess = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(Number(excess)).toBeLessThanOrEqual(0)
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
