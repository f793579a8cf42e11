import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BooksState } from '../../core/sync/followed-books.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { links, routes } from '../paths.ts'
import { expectSound, serveAdmin, TIMEOUT_MS, WAIT, type ServedAdmin } from '../testing/served-admin.ts'

let state: BooksState = { kind: 'fresh' }
let served: ServedAdmin
beforeAll(async () => {
  const copy = { state: () => state, clock: { now: () => TEST_NOW }, isDesk: true, zone: () => ZONE }
  served = await serveAdmin(undefined, { copy })
}, TIMEOUT_MS)
afterAll(() => served?.close())

it.each(['light', 'dark'] as const)(
  'a form stays as it is while it cannot be saved, and is saved once it can: %s',
  async (colorScheme) => {
    state = { kind: 'fresh' }
    const page = await served.openPage('naledi', { viewport: { width: 390, height: 844 }, colorScheme })
    await page.goto(served.base + routes.newReason)
    const [name, code] = [`Fell off the cart, ${colorScheme}`, `CART-${colorScheme.toUpperCase()}`]
    await page.fill('[name=name]', name)
    await page.fill('[name=code]', code)
    // The network goes while somebody types.
    state = { kind: 'away', asOf: TEST_NOW }
    await page.getByRole('button', { name: 'Add the reason' }).click()
    const said = page.locator('.not-saved')
    await said.waitFor()
    expect(await said.textContent()).toContain('What you typed stays here')
    expect([await page.inputValue('[name=name]'), await page.inputValue('[name=code]')]).toEqual([name, code])
    await expectSound(page)
    state = { kind: 'fresh' }
    await page.getByRole('button', { name: 'Add the reason' }).dblclick()
    await page.waitForURL(served.base + routes.reasons)
    await expect.poll(() => page.getByText(name).count(), WAIT).toBe(1)
    await page.context().close()
  },
  TIMEOUT_MS,
)

it.each([
  { width: 1366, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const)(
  'a button that cannot work is off, and says why: $width wide, $colorScheme',
  async ({ colorScheme, ...viewport }) => {
    state = { kind: 'away', asOf: TEST_NOW }
    const page = await served.openPage('naledi', { viewport, colorScheme })
    await page.goto(served.base + links.person(served.admin.bakery.thandi))
    const badge = page.getByRole('button', { name: 'Make a new badge' })
    expect(await badge.isDisabled()).toBe(true)
    const why = 'Changes on this page need the network.'
    expect(await page.getByText(why).count()).toBe(1)
    expect(await page.getByText(why).isVisible()).toBe(true)
    expect(await page.locator(`#${await badge.getAttribute('aria-describedby')}`).innerText()).toBe(why)
    await expectSound(page)
    // Nothing can be changed there, so nothing is said of it.
    await page.goto(served.base + routes.stock)
    expect(await page.getByText(why).isVisible()).toBe(false)
    await page.context().close()
  },
  TIMEOUT_MS,
)
