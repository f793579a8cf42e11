import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { shownLines, totalOf } from '../session/lines.ts'
import { workOf } from '../session/session-state.ts'
import { COKE, FLOUR, PIN } from '../testing/open-station.ts'
import { eachOnFreshScreen } from '../testing/fresh-screen.ts'
import { openPage, scan, startSale, WAIT, type ServedStation } from '../testing/open-screen.ts'

let served: ServedStation
let context: BrowserContext
let page: Page
eachOnFreshScreen((fresh) => ({ served, context, page } = fresh))

const session = () => served.open().station.session()
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const totals = () => shownLines(workOf(session())!).map(totalOf)

describe('a PIN', () => {
  beforeEach(async () => {
    await press('Sign in')
    await page.getByText('Thandi M.').click()
    await page.getByText('PIN of Thandi M.').waitFor()
  })

  it('is typed on the pad, as dots, and never stands in the page or in what it keeps', async () => {
    for (const digit of PIN) await press(digit)
    const dots = page.locator('[data-pin]')
    expect(await dots.textContent()).toBe('●●●●')
    await press('Erase')
    expect(await dots.textContent()).toBe('●●●')
    await press(PIN.slice(-1))
    expect(await page.content()).not.toContain(PIN)
    await press('Enter')
    await page.getByText('Thandi M. is working').first().waitFor()
  })

  it('is typed on a keyboard, and nobody reads it over the shoulder', async () => {
    await page.keyboard.type(PIN)
    expect(await page.locator('[data-pin]').textContent()).toBe('●●●●')
    expect(await page.locator('#typed').isHidden()).toBe(true)
    expect(await page.content()).not.toContain(PIN)
    await page.keyboard.press('Enter')
    await page.getByText('Thandi M. is working').first().waitFor()
  })

  it('is not kept while the station does not answer', async () => {
    await served.stop()
    await page.keyboard.type(PIN)
    await page.keyboard.press('Enter')
    await scan(page, COKE)
    const kept = String(await page.evaluate('JSON.stringify(sessionStorage)'))
    expect(kept).toContain(COKE)
    expect(kept).not.toContain(PIN)
    await served.start()
  })

  it('that is wrong says how many tries are left, and begins anew', async () => {
    await page.keyboard.type('1357')
    await page.keyboard.press('Enter')
    await page.getByText('4 tries left').waitFor()
    await expect.poll(() => page.locator('[data-pin]').textContent(), WAIT).toBe('')
  })

  it('gives way to a badge', async () => {
    await press('7')
    await scan(page, served.bakery.badges.palesa)
    await page.getByText('Palesa D. is working').first().waitFor()
  })
})

describe('a quantity', () => {
  beforeEach(async () => {
    served.open().press({ type: 'choose_operation', workflow: 'production' })
    served.open().press({ type: 'choose_run', active_production: served.bakery.run })
    await page.getByText('Scan the first item').waitFor()
    await scan(page, FLOUR)
    await page.getByText('How much?').waitFor()
  })

  it('is typed on a keyboard and entered by a finger', async () => {
    await page.keyboard.type('2.5')
    await page.locator('[data-quantity]', { hasText: '2.5' }).waitFor()
    await press('Enter')
    await page.getByText('Added 2.5 kg').waitFor()
    expect(totals()).toEqual([2_500])
  })

  it('is pressed on the pad, and shown on every screen of the station', async () => {
    const other = await openPage(context, served)
    for (const digit of ['1', '2']) await press(digit)
    await other.locator('[data-quantity]', { hasText: '12' }).waitFor()
    await press('Enter')
    await page.getByText('Added 12 kg').waitFor()
  })
})

describe('when nobody touches the screen', () => {
  beforeEach(async () => {
    served.open().scan(served.bakery.badges.thandi)
    startSale(served.open(), served.bakery)
    served.open().scan('BREAD')
    await page.getByText('of 40 ordered').waitFor()
    served.open().time.now += 106_000
    served.open().station.tick()
    await page.getByText('Is Thandi M. still here?').waitFor()
  })

  it('counts in seconds, and hides nothing of the last scan', async () => {
    const seconds = page.locator('[data-seconds]')
    expect(Number(await seconds.textContent())).toBeLessThanOrEqual(15)
    await expect.poll(async () => Number(await seconds.textContent()), WAIT).toBeLessThan(14)
    const [last, countdown] = [page.locator('.last'), page.locator('.countdown')]
    const { y, height } = (await last.boundingBox())!
    expect(y + height).toBeLessThanOrEqual((await countdown.boundingBox())!.y + 1)
  })

  it.each([
    ['Stay', () => press('Stay')],
    ['a touch anywhere', () => page.locator('.last').click()],
    ['a scan, which counts', () => scan(page, 'BREAD')],
    ['a key', () => page.keyboard.press('Shift')],
  ])('%s ends it', async (name, act) => {
    await act()
    await page.locator('.countdown').waitFor({ state: 'detached' })
    expect(session().operator?.name).toBe('Thandi M.')
    // Its first letter is a key already: that ends it before the scan is there.
    await expect.poll(totals, WAIT).toEqual([name.startsWith('a scan') ? 2 : 1])
  })

  it('signs out, and the next one goes on with the work', async () => {
    served.open().time.now += 16_000
    served.open().station.tick()
    await page.getByText('Thandi M. left this open').waitFor()
    await scan(page, served.bakery.badges.palesa)
    await press('Continue')
    await page.getByText('of 40 ordered').waitFor()
    expect(session().operator?.name).toBe('Palesa D.')
  })
})

it('attaches an unknown barcode with fingers, and counts it', async () => {
  startSale(served.open(), served.bakery)
  await scan(page, '4006381333931')
  await page.getByText('Nobody knows 4006381333931').waitFor()
  await page.getByRole('button', { name: /^Unknown barcode 4006381333931/ }).click()
  await press('Attach it, with a manager')
  await scan(page, served.bakery.badges.palesa)
  for (const letter of 'COK') await press(letter)
  await page.getByText('Coke 330 ml').click()
  await press('6')
  await press('Attach')
  await page.getByText('of 12 ordered').waitFor()
  expect(totals()).toEqual([6])
})
