import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseScan } from '../core/barcodes/parse-scan.ts'
import type { ScanMeaning } from '../core/barcodes/scan-meaning.ts'
import type { DocumentId } from '../core/kernel/ids.ts'
import { readPicture } from '../core/testing/read-picture.ts'
import { words } from '../core/words/catalogue.ts'
import { links, routes } from './paths.ts'
import { workADay } from './testing/busy-bakery.ts'
import type { Admin } from './testing/open-admin.ts'
import { serveAdmin, TIMEOUT_MS, type ServedAdmin } from './testing/served-admin.ts'

const A4 = { width: 718, height: 1047 } // 190 × 277 mm at 96 pixels an inch
/** Rand, and not the end of a barcode's text. */
const MONEY = /(?<![A-Z])R\d/
/** A printer has more dots to the millimetre than a screen. */
const SHARPNESS = 3

let served: ServedAdmin
let admin: Admin
let base: string
let page: Page
let sale: DocumentId
beforeAll(async () => {
  served = await serveAdmin(async ({ bakery }) => {
    sale = (await workADay(bakery)).sale.id as DocumentId
  })
  ;({ admin, base } = served)
  page = await served.openPage('pieter', { viewport: A4, deviceScaleFactor: SHARPNESS })
}, TIMEOUT_MS)
afterAll(() => served?.close())

/** What a scanner reads on the printed page. */
async function scanPaper(path: string): Promise<ScanMeaning> {
  await page.emulateMedia({ media: 'print' })
  await page.goto(base + path)
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(A4.width)
  expect(await page.locator('.side').isVisible()).toBe(false)
  const { sent } = await readPicture(await page.locator('.barcode svg').screenshot())
  return parseScan(sent, { scalePatterns: [], today: '2026-11-20' })
}

test('a printed order opens at a station', async () => {
  const { order } = admin.bakery
  expect(await scanPaper(links.order(order))).toEqual({ kind: 'sales_order', id: order })
})

test('a printed run opens at a station', async () => {
  const { run } = admin.bakery
  expect(await scanPaper(links.run(run))).toEqual({ kind: 'run', id: run })
})

test('a printed document is shown at a station', async () => {
  expect(await scanPaper(links.document(sale))).toEqual({ kind: 'document', id: sale })
})

test('the paper that hangs in the bakery says no cost, price or margin', async () => {
  const { order, run } = admin.bakery
  for (const path of [links.order(order), links.run(run)]) {
    await page.emulateMedia({ media: 'screen' })
    await page.goto(base + path)
    expect(await page.locator('main').innerText()).toMatch(MONEY)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main').innerText()).not.toMatch(MONEY)
    // A total of nothing that is printed is not printed either.
    expect(await page.locator('tfoot tr').filter({ visible: true }).count()).toBe(0)
  }
})

test('paper of a part of a list says that it is one, and of stock when it was so', async () => {
  await page.emulateMedia({ media: 'print' })
  await page.goto(base + links.stock({ text: 'coke' }))
  expect(await page.locator('main').innerText()).toMatch(
    /As of 20 Nov 2026 \d\d:\d\d, only what “coke” finds/,
  )
  expect(await page.locator('main').innerText()).not.toContain(words.admin.lists.notAll)
  const { coke, place, post } = admin.bakery
  const arrival = { item: coke, from: place('supplier'), to: place('retail'), quantity: 24 }
  for (let count = 0; count < 51; count += 1)
    await post({
      event: 'purchase_invoice',
      lines: [{ ...arrival, take: { by: 'stated', amount: 24_000 } }],
    })
  await page.goto(base + routes.journal)
  expect(await page.locator('main').innerText()).toContain(words.admin.lists.notAll)
  await page.emulateMedia({ media: 'screen' })
  expect(await page.locator('main').innerText()).not.toContain(words.admin.lists.notAll)
})
