import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

/** A super admin in front of a screen of this width, who has no mouse. */
async function openPage(width: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage()
  await page.goto(base + routes.home)
  await page.getByLabel('Login').fill('naledi')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(base + routes.home)
  return page
}

/** Nothing for axe to say, and nothing wider than the screen. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const excess = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(Number(excess)).toBeLessThanOrEqual(0)
}

async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key)
}

it.each([1366, 390])(
  'at %i px an item is added, found and given a barcode by the keyboard alone',
  async (width) => {
    const page = await openPage(width)
    await page.goto(base + routes.newItem)
    await page.getByLabel('Name', { exact: true }).focus()
    await page.keyboard.type(`Seed loaf ${width}`)
    await keys(page, 'Tab')
    await page.keyboard.type('no, code')
    // Kind: the radio buttons are one stop, and the arrows choose.
    await keys(page, 'Tab', 'Space', 'ArrowDown', 'ArrowDown', 'Tab')
    await keys(page, 'Tab', 'Tab')
    await page.keyboard.type('6001000000019')
    await keys(page, 'Enter')
    await page.getByText('The last digit does not fit').waitFor()
    await page.getByText('At most 40 letters and digits').waitFor()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(`Seed loaf ${width}`)
    expect(await page.getByLabel('Manufactured: made here').isChecked()).toBe(true)
    await expectSound(page)

    await page.getByLabel('Code', { exact: true }).focus()
    await keys(page, 'Control+A')
    await page.keyboard.type(`seed-${width}`)
    await page.getByLabel('Barcode', { exact: true }).focus()
    await keys(page, 'Control+A', 'Delete')
    await page.getByRole('radio', { name: 'None' }).focus()
    await keys(page, 'ArrowRight', 'Enter')
    await page.getByRole('heading', { name: `Seed loaf ${width}`, level: 1 }).waitFor()
    await page.getByText('Croissant').waitFor()
    await expectSound(page)

    await page.getByText('Add a barcode').focus()
    await keys(page, 'Enter', 'Tab')
    // As a scanner types it, with Enter behind.
    await page.keyboard.type(`SEED-${width}-1`)
    await keys(page, 'Enter')
    await page.getByRole('rowheader', { name: `SEED-${width}-1` }).waitFor()
    await page.getByRole('button', { name: `Take SEED-${width}-1 off this item` }).focus()
    await keys(page, 'Enter')
    await page.getByText('Nothing of it can be scanned yet').waitFor()

    await page.goto(base + routes.items)
    await page.getByLabel('Name or code').focus()
    await page.keyboard.type(`loaf ${width}`)
    await page.waitForURL(/text=loaf/)
    await page.getByRole('link', { name: `Seed loaf ${width}` }).waitFor()
    expect(await page.getByRole('rowheader').count()).toBe(1)
    await expectSound(page)
    await page.context().close()
  },
  TIMEOUT_MS,
)
