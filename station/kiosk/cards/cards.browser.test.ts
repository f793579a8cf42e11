import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../../../core/testing/open-browser.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMANDS } from '../../../core/barcodes/commands.ts'
import { parseScan } from '../../../core/barcodes/parse-scan.ts'
import type { ScanMeaning } from '../../../core/barcodes/scan-meaning.ts'
import { readPicture } from '../../../core/testing/read-picture.ts'
import { guardPages } from '../../../core/web/security.ts'
import { createCardsRoutes } from './cards-routes.tsx'

const CONTEXT = { scalePatterns: [], today: '2026-11-20' }
const ITEMS = [
  { id: 12, name: 'White bread 700 g', code: 'BREAD' },
  { id: 345_678, name: 'Rye and caraway sourdough loaf with sunflower seeds, large', code: 'RYE-CARAWAY' },
]
/** A printer has more dots to the millimetre than a screen. */
const SHARPNESS = 3

let server: Server
let browser: Browser
let page: Page
let base: string
const complaints: string[] = []
beforeAll(async () => {
  const app = new Hono()
  app.use(...guardPages())
  app.route('/', createCardsRoutes({ base: '', listItems: () => ITEMS }))
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
  page = await (await browser.newContext({ deviceScaleFactor: SHARPNESS })).newPage()
  page.on('console', (message) => complaints.push(message.text()))
}, 60_000)
afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => server.close(resolve))
})

async function readCards(): Promise<ScanMeaning[]> {
  const meanings: ScanMeaning[] = []
  for (const drawing of await page.locator('.barcode > div').all()) {
    const { sent } = await readPicture(await drawing.screenshot())
    meanings.push(parseScan(sent, CONTEXT))
  }
  return meanings
}

test('every printed card is read by a scanner as its command', async () => {
  await page.emulateMedia({ media: 'print' })
  await page.goto(`${base}/cards`)
  const read = (await readCards()).map((meaning) => (meaning.kind === 'command' ? meaning.command : meaning))
  expect(read).toHaveLength(COMMANDS.length)
  expect(new Set(read)).toEqual(new Set(COMMANDS))
}, 60_000)

test('every printed item code is read by a scanner as its item', async () => {
  await page.emulateMedia({ media: 'print' })
  await page.goto(`${base}/cards/items`)
  expect(await readCards()).toEqual(ITEMS.map(({ id }) => ({ kind: 'item_id', id })))
}, 60_000)

test.each(['/cards', '/cards/items'])(
  '%s fits a phone and a kiosk, and axe finds nothing',
  async (path) => {
    await page.emulateMedia({ media: 'screen' })
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1024, height: 600 },
    ]) {
      await page.setViewportSize(viewport)
      await page.goto(base + path)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      expect(width).toBeLessThanOrEqual(viewport.width)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    expect(complaints).toEqual([])
  },
  60_000,
)
