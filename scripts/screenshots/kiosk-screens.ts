import type { Page } from 'playwright-core'
import { demoEan, demoPackGtin, DEMO_ITEMS } from '../demo/items.ts'

/** One state of a screen: how to get there from the one before, in the same window. */
export interface ScreenStep {
  readonly name: string
  readonly go: (page: Page) => Promise<void>
}

const SETTLE_MS = 350

/** Types a barcode as a keyboard-mode scanner does. */
export async function scan(page: Page, text: string): Promise<void> {
  for (const character of text) await page.keyboard.press(character)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(SETTLE_MS)
}

async function press(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: words }).first().click()
  await page.waitForTimeout(SETTLE_MS)
}

const ean = (code: string): string => demoEan(DEMO_ITEMS.findIndex((item) => item.code === code))
const pack = (code: string): string => demoPackGtin(DEMO_ITEMS.findIndex((item) => item.code === code))

async function chooseFirst(page: Page, name: string): Promise<void> {
  const select = page.locator(`select[name="${name}"]`)
  const value = await select.locator('option').nth(1).getAttribute('value')
  await select.selectOption(value)
  await page.waitForTimeout(SETTLE_MS)
}

/** A delivery from the first touch to its undo, then a run, then what is coming. */
export const KIOSK_STEPS: readonly ScreenStep[] = [
  { name: 'home', go: (page) => page.waitForTimeout(SETTLE_MS) },
  { name: 'who', go: (page) => press(page, /who is working/i) },
  { name: 'home-signed-in', go: (page) => press(page, 'Thandi M.') },
  { name: 'sales-orders', go: (page) => press(page, /Sales Inventory logging/) },
  { name: 'sales-empty', go: (page) => chooseFirst(page, 'active_sales') },
  { name: 'sales-added', go: (page) => scan(page, ean('BREAD-WHITE')) },
  { name: 'sales-pack', go: (page) => scan(page, pack('BREAD-WHITE')) },
  { name: 'sales-not-ordered', go: (page) => scan(page, ean('CANDLES')) },
  { name: 'sales-unknown', go: (page) => scan(page, '4006381333931') },
  { name: 'sales-misread', go: (page) => scan(page, `${ean('BREAD-WHITE').slice(0, 12)}0`) },
  { name: 'review', go: (page) => press(page, /review/i) },
  {
    name: 'accepted',
    async go(page) {
      await press(page, /^accept/i)
      await page.waitForTimeout(SETTLE_MS)
    },
  },
  { name: 'undo', go: (page) => press(page, /undo/i) },
  { name: 'undone', go: (page) => press(page, /undo it/i) },
  { name: 'home-again', go: (page) => press(page, /^home/i) },
  { name: 'runs', go: (page) => press(page, /Production Inventory logging/) },
  { name: 'run-empty', go: (page) => chooseFirst(page, 'active_production') },
  { name: 'run-asks-quantity', go: (page) => scan(page, ean('FLOUR-BREAD')) },
  { name: 'run-added', go: (page) => scan(page, '3.2') },
  { name: 'cancel', go: (page) => press(page, /^cancel/i) },
]
