import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { COKE, FLOUR } from '../testing/open-station.ts'
import { eachOnFreshScreen } from '../testing/fresh-screen.ts'
import { openPage, scan, startSale, WAIT, type ServedStation } from '../testing/open-screen.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let served: ServedStation
let context: BrowserContext
let page: Page
eachOnFreshScreen((fresh) => ({ served, context, page } = fresh))

const signIn = async (): Promise<void> => {
  await scan(page, served.bakery.badges.thandi)
  await page.getByText('Thandi M. is working').first().waitFor()
}

describe('the flows of the specification', () => {
  it('logs a sale: operation, order, scans, review, accept, posted, undo', async () => {
    await signIn()
    await page.getByText('Sales Inventory logging').click()
    await page.locator('select[name=active_sales]').selectOption({ label: 'Corner Café · BRA-SO-00001' })
    await page.getByText('Scan the first item').waitFor()
    await scan(page, COKE)
    await page.getByText('of 12 ordered').waitFor()
    await scan(page, 'CRATE')
    await page.getByText('Added 10: Crate of 10').waitFor()
    await page.getByRole('button', { name: 'Review 2 items' }).click()
    await page.getByRole('button', { name: 'Accept 2 items' }).click()
    await page.getByText('BRA-SAL-00001').waitFor()
    await page.getByText('Posted', { exact: true }).waitFor()
    expect(served.bakery.stock(served.bakery.place('retail'), served.bakery.coke)[0]).toBe(23)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Undo it' }).click()
    await page.getByText('Everything went back as BRA-REV-00001.').waitFor()
  })

  it('logs usage on a run: run, scan, quantity, review, accept, posted', async () => {
    await signIn()
    await page.getByText('Production Inventory logging').click()
    await page.locator('select[name=active_production]').selectOption({ label: 'BRA-PR-00001 · White bread' })
    await scan(page, FLOUR)
    await page.getByText('How much?').waitFor()
    for (const digit of ['3', '.', '2', '5'])
      await page.getByRole('button', { name: digit, exact: true }).click()
    await page.getByRole('button', { name: 'Erase' }).click()
    await page.getByRole('button', { name: 'Enter' }).click()
    await page.getByText('kg of 50 kg planned').waitFor()
    await page.getByRole('button', { name: 'Review 1 item' }).click()
    await page.getByRole('button', { name: 'Accept 1 item' }).click()
    await page.getByText('BRA-USE-00001').waitFor()
    expect(served.bakery.stock(served.bakery.placeOfRun(served.bakery.run), served.bakery.flour)[0]).toBe(
      3_200,
    )
  })

  it('says what is coming', async () => {
    await page.getByText('General Inventory updates').click()
    await page.getByText('are scanned here soon').waitFor()
  })

  it('asks who is working before it accepts', async () => {
    await page.getByText('Sales Inventory logging').click()
    await page.locator('button.tile').first().click()
    await scan(page, COKE)
    await page.getByRole('button', { name: 'Review 1 item' }).click()
    await page.getByRole('button', { name: 'Accept 1 item' }).click()
    await page.getByText('A document names who accepted it').waitFor()
    await scan(page, served.bakery.badges.thandi)
    await page.getByText('BRA-SAL-00001').waitFor()
  })

  it('tries the samples on the way of the keys', async () => {
    startSale(served.open(), served.bakery)
    await page.getByText('Scan the first item').waitFor()
    await page.getByText('Samples').click()
    await page.locator('[data-sample=BREAD]').click()
    await page.getByText('of 40 ordered').waitFor()
  })
})

describe('the screen', () => {
  it('comes back where it was after a reload, and a second one shows the same', async () => {
    startSale(served.open(), served.bakery)
    const other = await openPage(context, served)
    await scan(page, COKE)
    await other.getByText('of 12 ordered').waitFor()
    await page.reload()
    await page.getByText('of 12 ordered').waitFor()
    await scan(page, COKE)
    await other.locator('.quantity b', { hasText: '2' }).waitFor()
  })

  it('learns what became of a document without a reload, also after a restart of the station', async () => {
    served.open().scan(served.bakery.badges.thandi)
    startSale(served.open(), served.bakery)
    await scan(page, COKE)
    await page.getByRole('button', { name: 'Review 1 item' }).click()
    await page.getByRole('button', { name: 'Accept 1 item' }).waitFor()
    await served.stop()
    await page.getByText('The station is starting again').waitFor()
    await page.getByRole('button', { name: 'Accept 1 item' }).click()
    await served.start()
    await page.getByText('BRA-SAL-00001').waitFor()
    await page.getByText('The station is starting again').waitFor({ state: 'hidden' })
  })

  it('says that the disk is full, keeps what was scanned meanwhile, and counts it once when there is room', async () => {
    startSale(served.open(), served.bakery)
    const { outbox } = served.open()
    const save = outbox.saveSessions.bind(outbox)
    outbox.saveSessions = () => {
      throw new Error('database or disk is full')
    }
    await scan(page, COKE)
    await page.getByText('The disk is full').waitFor()
    expect(await page.getByText('The station is starting again').isVisible()).toBe(false)
    outbox.saveSessions = save
    await page.getByText('The disk is full').waitFor({ state: 'hidden' })
    await page.locator('.quantity b', { hasText: '1' }).waitFor()
  })

  it('is read out to those who hear it', async () => {
    await scan(page, COKE)
    await page.getByText('Nothing is chosen yet.').waitFor()
    const heard = await context.newCDPSession(page)
    const texts = async (): Promise<string[]> =>
      (await heard.send('Accessibility.getFullAXTree')).nodes
        .filter(({ role }) => role?.value === 'StaticText')
        .map(({ name }) => String(name?.value))
        .filter((text) => /^Not taken, .* nothing is chosen yet\./.test(text))
    await expect.poll(texts, WAIT).toHaveLength(1)
  })

  it('says that its sound is off until it is touched', async () => {
    const mark = page.getByText('Sound is off')
    await mark.waitFor()
    await page.locator('h2').first().click()
    await mark.waitFor({ state: 'hidden' })
  })

  it('pages a long list by large buttons that say how much is hidden', async () => {
    const { central, bread, bra, cafe } = served.bakery
    const order = (index: number) => ({
      sql: uncatalogued(`INSERT INTO sales_order (branch, number, partner, ordered_on, due_on, state)
        VALUES (?1, ?2, ?3, '2026-11-20', '2026-11-21', 'open')`),
      args: [bra, `BRA-SO-1${String(index).padStart(4, '0')}`, cafe],
    })
    await central.batch(Array.from({ length: 59 }, (_, index) => order(index)))
    expect(bread).toBeGreaterThan(0)
    await page.getByText('Sales Inventory logging').click()
    const tiles = page.locator('#orders button.tile:visible')
    await page.getByRole('button', { name: 'Page down' }).waitFor()
    const first = await tiles.count()
    await page
      .getByRole('button', { name: 'Page down' })
      .filter({ hasText: `${60 - first} more` })
      .click()
    await page
      .getByRole('button', { name: 'Page up' })
      .filter({ hasText: `${first} above` })
      .click()
    expect(await tiles.count()).toBe(first)
    expect(first).toBeGreaterThan(3)
  })
})
