import type { Page } from 'playwright-core'
import type { AdminPage } from './admin-screens.ts'

/** Fills a form in and sends it past the browser's own checks, as a browser without them would. */
export async function sendForm(page: Page, { to, fields }: NonNullable<AdminPage['send']>): Promise<void> {
  const forms = page.locator('main form[method=post]')
  const addresses = await forms.evaluateAll((all) => all.map((form) => form.getAttribute('action') ?? ''))
  const index = addresses.findIndex((address) => to.test(address))
  if (index < 0) throw new Error(`${page.url()} has no form that is sent to ${to}`)
  const form = forms.nth(index)
  await form.evaluate((element) => element.setAttribute('novalidate', ''))
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    const tag = await field.evaluate(({ tagName }) => tagName)
    if (tag === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await form.locator('button').last().click()
  await answered
  await page.waitForLoadState()
}
