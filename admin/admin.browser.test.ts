import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from './paths.ts'
import { workADay } from './testing/busy-bakery.ts'
import type { Admin } from './testing/open-admin.ts'
import {
  expectSound,
  serveAdmin,
  signIn,
  TIMEOUT_MS,
  WAIT,
  type ServedAdmin,
} from './testing/served-admin.ts'

let served: ServedAdmin
let admin: Admin
let base: string
beforeAll(async () => {
  served = await serveAdmin(({ bakery }) => workADay(bakery))
  ;({ admin, base } = served)
}, TIMEOUT_MS)
afterAll(() => served?.close())

/** A page that keeps everything the browser complained about. */
async function openPage(width: number): Promise<{ page: Page; complaints: string[] }> {
  const context = await served.browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

async function comeIn(page: Page, login: string): Promise<void> {
  await page.goto(base + routes.home)
  await expectSound(page)
  await signIn(page, login)
}

describe('a manager with a browser', () => {
  it.each([
    { width: 1280, item: 'White bread', place: 'Retail', number: 'BRA-SAL-00001', reversal: 'BRA-REV-00001' },
    { width: 390, item: 'Butter', place: 'Stockroom', number: 'BRA-INV-00002', reversal: 'BRA-REV-00002' },
  ])(
    'at $width px goes from a figure to its moves to the document, and takes it back once',
    async ({ width, item, place, number, reversal }) => {
      const { page, complaints } = await openPage(width)
      await comeIn(page, 'pieter')
      await expectSound(page)
      if (width < 800) await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('link', { name: 'Stock', exact: true }).click()
      await page.getByRole('heading', { name: 'Stock by location' }).waitFor()
      await expectSound(page)
      // The name leads to the item, the figure to the moves behind it.
      await page.getByRole('row', { name: item }).getByRole('link').nth(1).click()
      await page.getByRole('heading', { name: `${item}, ${place}` }).waitFor()
      await expectSound(page)
      await page.getByRole('link', { name: number }).first().click()
      await page.getByRole('heading', { name: number }).waitFor()
      await expectSound(page)
      await page.getByRole('link', { name: /^Reverse/ }).click()
      await page.getByLabel('Reason').fill('Wrong paper')
      await expectSound(page)
      await page.getByRole('button', { name: 'Accept the reversal' }).dblclick()
      await page.getByRole('heading', { name: reversal }).waitFor()
      await expectSound(page)
      const count =
        'SELECT count(*) FROM document d JOIN document o ON o.position = d.reverses AND o.event = ?1'
      expect(admin.bakery.reader.get(count, width < 800 ? 'purchase_invoice' : 'sale')).toEqual([1])
      expect(complaints).toEqual([])
      await page.context().close()
    },
    TIMEOUT_MS,
  )

  it(
    'filters the stock while typing and keeps the cursor in the field',
    async () => {
      const { page, complaints } = await openPage(1280)
      await comeIn(page, 'pieter')
      await page.goto(base + routes.stock)
      await page.getByLabel('Item').pressSequentially('co', { delay: 60 })
      await page.getByText('Cake flour').first().waitFor({ state: 'detached' })
      await page.keyboard.type('ke')
      await page.waitForURL(/text=coke/)
      expect(await page.getByLabel('Item').inputValue()).toBe('coke')
      await expect.poll(() => page.getByRole('rowheader').allInnerTexts(), WAIT).toEqual(['Coke 330 ml COKE'])
      expect(complaints).toEqual([])
      await page.context().close()
    },
    TIMEOUT_MS,
  )

  it(
    'works by keyboard alone: skips the menu, sees where the focus is',
    async () => {
      const { page } = await openPage(1280)
      await comeIn(page, 'naledi')
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
      await page.keyboard.press('Enter')
      await page.waitForFunction('location.hash !== ""')
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Verify now')
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
      await page.keyboard.press('Enter')
      await expect.poll(() => admin.light.starts, WAIT).toBe(1)
      await page.context().close()
    },
    TIMEOUT_MS,
  )

  it(
    'sees the verdict change without a reload',
    async () => {
      const { page, complaints } = await openPage(1280)
      admin.light.isRunning = true
      await comeIn(page, 'naledi')
      await page.getByText('Verifying the books').waitFor()
      admin.light.latest = { isGreen: true, summary: 'all of it', at: admin.clock.at - 5_000 }
      admin.light.isRunning = false
      await page.getByText('Books verified 5 s ago').waitFor()
      expect(complaints).toEqual([])
      await page.context().close()
    },
    TIMEOUT_MS,
  )
})
