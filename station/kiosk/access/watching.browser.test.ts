import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { openBrowser } from '../../../core/testing/open-browser.ts'
import {
  buildProgram,
  openPage,
  openServedStation,
  scan,
  type ServedStation,
  WAIT,
} from '../../testing/open-screen.ts'
import { STATION } from '../../testing/open-station.ts'

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let program: ReturnType<typeof buildProgram>
let browser: Browser
let served: ServedStation
let context: BrowserContext
/** As somebody on another machine: a proxy says so. */
let away: BrowserContext
beforeAll(async () => {
  program = buildProgram()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  program.remove()
})
beforeEach(async () => {
  served = await openServedStation(program.folder)
  const viewport = { width: 1024, height: 600 }
  context = await browser.newContext({ viewport })
  away = await browser.newContext({ viewport, extraHTTPHeaders: { 'x-forwarded-for': '192.168.1.20' } })
})
afterEach(async () => {
  await context.close()
  await away.close()
  await served.close()
})

const screens = () => served.open().outbox.screens
const place = () => served.open().station.session().place.kind
async function pair(page: Page): Promise<void> {
  const { code } = screens().openPairing(STATION, 2 as PersonId, served.open().time.now)
  await page.getByLabel('Code, 8 digits').fill(`${code.slice(0, 4)} ${code.slice(4)}`)
  await page.keyboard.press('Enter')
  await page.getByText('What are you doing?').waitFor()
}
const watching = (page: Page) => page.getByText('This station is worked at another screen.')

/** Nothing for axe to say, no small target, nothing wider than the screen, nothing of ours below its edge. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const { width, height } = page.viewportSize()!
  expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(width)
  for (const target of await page.locator('button:visible, select:visible, input:visible').all()) {
    const box = (await target.boundingBox())!
    const name = `${await target.textContent()}: ${JSON.stringify(box)}`
    expect([name, Math.min(box.width, box.height) >= 63.5]).toEqual([name, true])
    const isBelow = await target.evaluate((button) => button.closest('#screen') !== null)
    const bottom = isBelow ? 0 : box.y + box.height
    expect([name, box.x + box.width <= width + 1 && bottom <= height + 1]).toEqual([name, true])
  }
}

const SIZES = [
  [1024, 600],
  [1920, 1080],
  [390, 844],
] as const

describe('a browser on another machine', () => {
  it('is shown how to pair, at every size, and becomes a screen by the code', async () => {
    const page = await openPage(away, served)
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height })
      await page.getByLabel('Code, 8 digits').fill('')
      await expectSound(page)
    }
    await page.getByLabel('Code, 8 digits').fill('12345678')
    await page.keyboard.press('Enter')
    await page.getByText('This code is wrong').waitFor()
    await expectSound(page)
    await pair(page)
    await page.reload()
    await page.getByText('What are you doing?').waitFor()
  })

  it('is out when it is revoked, without a touch', async () => {
    const page = await openPage(away, served)
    await pair(page)
    for (const { id } of screens().list(STATION)) screens().revoke(id, served.open().time.now)
    await page.getByText('Pair this screen').first().waitFor()
  })

  it('watches while the station’s own screen works, says what it does not take, and takes its place', async () => {
    const own = await openPage(context, served)
    await own.getByText('What are you doing?').waitFor()
    const page = await openPage(away, served)
    await pair(page)
    await watching(page).waitFor()
    await page.getByText('Sales Inventory logging').click()
    await page.getByText('Not taken at this screen: 1').waitFor()
    await scan(page, 'BREAD')
    await page.getByText('Not taken at this screen: 2').waitFor()
    expect(place()).toBe('choosing_operation')
    await page.getByRole('button', { name: 'Work here' }).waitFor({ state: 'hidden' })
    await own.close()
    await page.getByRole('button', { name: 'Work here' }).click({ timeout: 90_000 })
    await watching(page).waitFor({ state: 'hidden' })
    await page.getByText('Sales Inventory logging').click()
    await expect.poll(place, WAIT).toBe('choosing_context')
  })
})

describe('two pages on the machine itself', () => {
  it('one works, the other one may at any time, and it looks right at every size', async () => {
    const [first, second] = [await openPage(context, served), await openPage(context, served)]
    await watching(second).waitFor()
    await scan(second, 'BREAD')
    await second.getByText('Not taken at this screen: 1').waitFor()
    for (const [width, height] of SIZES) {
      await second.setViewportSize({ width, height })
      await expectSound(second)
    }
    await second.getByRole('button', { name: 'Work here' }).click()
    await watching(first).waitFor()
    await watching(second).waitFor({ state: 'hidden' })
    await second.getByText('Sales Inventory logging').click()
    await expect.poll(place, WAIT).toBe('choosing_context')
  })

  it('the working one works on after a reload and after a restart of the station', async () => {
    const [first, second] = [await openPage(context, served), await openPage(context, served)]
    await watching(second).waitFor()
    await first.reload()
    await first.getByText('What are you doing?').waitFor()
    await served.stop()
    await served.start()
    await scan(first, 'BREAD')
    await first.getByText('Nothing is chosen yet.').waitFor()
    await second.getByText('Nothing is chosen yet.').waitFor()
    await watching(second).waitFor()
    expect(await watching(first).isVisible()).toBe(false)
  })

  it('what could not be sent before another one took over is dropped with a word, not sent for ever', async () => {
    const [first, second] = [await openPage(context, served), await openPage(context, served)]
    await watching(second).waitFor()
    await context.route('**/inputs', (route) =>
      route.request().frame().page() === first ? route.abort() : route.continue(),
    )
    await scan(first, 'BREAD')
    await second.getByRole('button', { name: 'Work here' }).click()
    await watching(first).waitFor()
    await context.unroute('**/inputs')
    await first.getByText('Not taken at this screen: 1').waitFor()
    const unsent = () => first.evaluate(`sessionStorage.getItem('scanbook-unsent ${STATION}')`)
    await expect.poll(unsent, WAIT).toBe('[]')
    expect(served.heard).toEqual([])
  })
})
