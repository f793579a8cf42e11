import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../paths.ts'
import { expectSound, serveAdmin, TIMEOUT_MS, WAIT, type ServedAdmin } from '../testing/served-admin.ts'

let served: ServedAdmin
beforeAll(async () => {
  served = await serveAdmin()
}, TIMEOUT_MS)
afterAll(() => served?.close())

/** A super admin in front of a screen of this width, who has no mouse. */
const openPage = (width: number): Promise<Page> =>
  served.openPage('naledi', { viewport: { width, height: 900 } })

async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key)
}

it.each([1366, 390])(
  'at %i px an item is added, found and given a barcode by the keyboard alone',
  async (width) => {
    const page = await openPage(width)
    await page.goto(served.base + routes.newItem)
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

    await page.goto(served.base + routes.items)
    await page.getByLabel('Name or code').focus()
    await page.keyboard.type(`loaf ${width}`)
    await page.waitForURL(/text=loaf/)
    await page.getByRole('link', { name: `Seed loaf ${width}` }).waitFor()
    // What is found by the first letters is on the screen for a moment.
    await expect.poll(() => page.getByRole('rowheader').count(), WAIT).toBe(1)
    await expectSound(page)
    await page.context().close()
  },
  TIMEOUT_MS,
)
