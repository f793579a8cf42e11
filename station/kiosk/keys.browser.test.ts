import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { shownLines, totalOf } from '../session/lines.ts'
import { workOf } from '../session/session-state.ts'
import { FLOUR } from '../testing/open-station.ts'
import { eachOnFreshScreen } from '../testing/fresh-screen.ts'
import { scan, startSale, type ServedStation } from '../testing/open-screen.ts'

let served: ServedStation
let page: Page
eachOnFreshScreen((fresh) => ({ served, page } = fresh))

const placeOf = () => served.open().station.session().place.kind
const count = () => shownLines(workOf(served.open().station.session())!).map(totalOf)
/** A control that no screen of ours has (yet), put in front of the others. */
const addControl = (html: string) =>
  page.evaluate(`{
    const holder = document.createElement('div')
    holder.innerHTML = ${JSON.stringify(html)}
    document.body.prepend(holder)
    document.querySelector('#added').focus()
  }`)

describe('a scan operates nothing, whatever has the focus:', () => {
  it('a button', async () => {
    startSale(served.open(), served.bakery)
    await page.getByText('Scan the first item').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).focus()
    await scan(page, 'BREAD')
    await page.getByText('of 40 ordered').waitFor()
    expect(placeOf()).toBe('scanning')
  })

  it('a button, and the scanner ends with two line ends', async () => {
    startSale(served.open(), served.bakery)
    await page.getByText('Scan the first item').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).focus()
    await scan(page, 'BREAD')
    await page.keyboard.press('Enter')
    await scan(page, 'BREAD')
    await page.locator('.quantity b', { hasText: '2' }).waitFor()
    expect(count()).toEqual([2])
  })

  it('a button that was just clicked', async () => {
    startSale(served.open(), served.bakery)
    await page.getByText('Scan the first item').waitFor()
    await scan(page, 'BREAD')
    await page.getByRole('button', { name: 'Review 1 item' }).click()
    await page.getByRole('button', { name: 'Accept 1 item' }).waitFor()
    await scan(page, 'CRATE')
    await page.getByText('Added 10: Crate of 10').waitFor()
    expect(placeOf()).toBe('scanning')
    expect(count()).toEqual([11])
  })

  it.each([
    ['a link', '<a id="added" href="#gone">x</a>'],
    ['a text field', '<input id="added" type="text">'],
    ['a number field', '<input id="added" type="number">'],
    ['a text area', '<textarea id="added"></textarea>'],
    ['something that can be edited', '<div id="added" contenteditable="true"></div>'],
    ['a check box', '<input id="added" type="checkbox">'],
    ['a list', '<select id="added" size="3"><option>0<option>1<option selected>B</select>'],
  ])('%s', async (_, html) => {
    startSale(served.open(), served.bakery)
    await page.getByText('Scan the first item').waitFor()
    await addControl(html)
    const state = () =>
      page.evaluate(`{
        const { value, checked, textContent } = document.querySelector('#added')
        JSON.stringify([location.hash, value, checked, textContent])
      }`)
    const before = await state()
    await scan(page, 'BREAD')
    await page.getByText('of 40 ordered').waitFor()
    expect(await state()).toEqual(before)
  })

  it('a dropdown, closed', async () => {
    await page.getByText('Sales Inventory logging').click()
    const dropdown = page.locator('select[name=active_sales]')
    await dropdown.focus()
    await scan(page, '1BREAD')
    await page.getByText('No order or run is chosen yet.').waitFor()
    expect(await dropdown.inputValue()).toBe('')
    expect(placeOf()).toBe('choosing_context')
  })

  it('a dropdown, open', async () => {
    await page.getByText('Sales Inventory logging').click()
    const dropdown = page.locator('select[name=active_sales]')
    await dropdown.click()
    await scan(page, 'Corner 1')
    await page.getByText('No order or run is chosen yet.').waitFor()
    expect(await dropdown.inputValue()).toBe('')
    expect(placeOf()).toBe('choosing_context')
  })

  it('the quantity pad: a scan is no quantity', async () => {
    served.open().press({ type: 'choose_operation', workflow: 'production' })
    served.open().press({ type: 'choose_run', active_production: served.bakery.run })
    await page.getByText('Scan the first item').waitFor()
    await scan(page, FLOUR)
    await page.getByRole('button', { name: '7', exact: true }).click()
    await scan(page, FLOUR)
    await page.getByText('is no quantity, and the screen asks for one').waitFor()
    expect(placeOf()).toBe('asking_quantity')
    await scan(page, '2.5')
    await page.getByText('kg of 50 kg planned').waitFor()
    expect(count()).toEqual([2_500])
  })

  it('nothing at all', async () => {
    await scan(page, 'BREAD')
    await page.getByText('Nothing is chosen yet.').waitFor()
  })
})

describe('a person at the keyboard', () => {
  it.each(['Enter', ' '])('works the focused button with %j', async (key) => {
    await page.getByText('General Inventory updates').focus()
    await page.getByRole('button', { name: /General/ }).focus()
    await page.keyboard.press(key)
    await page.getByText('are scanned here soon').waitFor()
  })

  it('reaches every operation with Tab, and chooses from a dropdown with arrows', async () => {
    // What is in the bar above, and the samples of the tests, come first.
    const focused = async (): Promise<string> =>
      await page.evaluate('document.querySelector(":focus")?.textContent ?? ""')
    for (let step = 0; step < 6 && !(await focused()).includes('Sales Inventory logging'); step += 1)
      await page.keyboard.press('Tab')
    expect(await focused()).toContain('Sales Inventory logging')
    await page.keyboard.press('Enter')
    await page.locator('select[name=active_sales]').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('Scan the first item').waitFor()
  })

  it('sees what is typed, and clears it with Escape', async () => {
    await page.keyboard.type('60010')
    await page.locator('#typed b', { hasText: '60010' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#typed').waitFor({ state: 'hidden' })
    await page.keyboard.press('Enter')
    expect(served.heard).toEqual([])
  })
})

describe('200 scans back to back', () => {
  const texts = Array.from({ length: 200 }, (_, index) => `N${index}`)
  /** The page keeps nothing that the station has not acknowledged. */
  const allHeard = () =>
    expect
      .poll(() => page.evaluate(`sessionStorage.getItem('scanbook-unsent BRA-K1')`), { timeout: 60_000 })
      .toBe('[]')

  it('come one by one and in order, none lost or merged', async () => {
    startSale(served.open(), served.bakery)
    for (const text of texts) await scan(page, text)
    await allHeard()
    expect(served.heard).toEqual(texts)
  })

  it('also when the station restarts and the page is loaded again in the middle', async () => {
    startSale(served.open(), served.bakery)
    for (const text of texts.slice(0, 60)) await scan(page, text)
    const stopped = served.stop()
    for (const text of texts.slice(60, 120)) await scan(page, text)
    await stopped
    await served.start()
    await page.reload()
    for (const text of texts.slice(120)) await scan(page, text)
    await allHeard()
    expect(served.heard).toEqual(texts)
  })
})
