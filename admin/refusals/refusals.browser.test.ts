import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { links } from '../paths.ts'
import type { Admin } from '../testing/open-admin.ts'
import { askForApproval, sellTooMuch, stockUp } from '../testing/refused-bakery.ts'
import { expectSound, serveAdmin, TIMEOUT_MS, type ServedAdmin } from '../testing/served-admin.ts'

let served: ServedAdmin
let admin: Admin
beforeAll(async () => {
  served = await serveAdmin(({ bakery }) => stockUp(bakery))
  admin = served.admin
}, TIMEOUT_MS)
afterAll(() => served?.close())

const openPage = (width: number): Promise<Page> =>
  served.openPage('pieter', { viewport: { width, height: 844 } })

describe('a manager settles a refusal', () => {
  it.each([1366, 390])(
    'by keyboard alone at %i px: corrects a quantity, sees what will be posted, and posts it once',
    async (width) => {
      const refused = await sellTooMuch(admin.bakery, 40)
      const page = await openPage(width)
      await page.goto(served.base + links.refusals())
      await expectSound(page)
      await page
        .getByRole('link', { name: /^BRA-K1-/ })
        .first()
        .focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Settle it' }).waitFor()
      await expectSound(page)
      await page.getByRole('link', { name: 'Correct and post' }).focus()
      // The fields are the next things the keyboard comes to.
      for (let tabs = 0; tabs < 10; tabs++) {
        await page.keyboard.press('Tab')
        if ((await page.evaluate('document.activeElement.name')) === 'quantity-0') break
      }
      await page.keyboard.press('Control+A')
      await page.keyboard.type('x')
      await page.keyboard.press('Enter')
      await page.getByText('This is not a number.').waitFor()
      await expectSound(page)
      await page.getByLabel('Quantity of Coke 330 ml in each').first().fill('2')
      await page.getByLabel('Quantity of Coke 330 ml in each').last().fill('0')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'What will be posted' }).waitFor()
      await expectSound(page)
      await page.getByRole('button', { name: 'Post the correction' }).focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: /^BRA-SAL-/ }).waitFor()
      const settled =
        'SELECT count(*) FROM document s JOIN document o ON o.position = s.settles WHERE o.id = ?1'
      expect(admin.bakery.reader.get(settled, refused.id)).toEqual([1])
      await page.context().close()
    },
    TIMEOUT_MS,
  )

  it(
    'on a phone: approves what was sent to them, and voids what did not happen',
    async () => {
      const asked = await askForApproval(admin.bakery)
      const mistaken = await sellTooMuch(admin.bakery)
      const page = await openPage(390)
      await page.goto(served.base + links.refusal(asked.id))
      await page.getByText('Waits for approval').waitFor()
      await expectSound(page)
      await page.getByRole('button', { name: 'Post it' }).dblclick()
      await page.getByRole('heading', { name: /^BRA-SAL-/ }).waitFor()
      await page.goto(served.base + links.refusal(mistaken.id))
      await page.getByRole('link', { name: 'Void', exact: true }).click()
      await page.getByLabel('Why').selectOption('Scanned twice')
      await expectSound(page)
      await page.getByRole('button', { name: 'Void it' }).click()
      await page.getByRole('heading', { name: /^BRA-VOI-/ }).waitFor()
      await page.goto(served.base + links.refusals({ state: 'settled' }))
      await expectSound(page)
      await page.getByText('Voided by BRA-VOI-00001').waitFor()
      await page.context().close()
    },
    TIMEOUT_MS,
  )
})
