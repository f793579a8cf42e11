import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { routes } from '../paths.ts'
import type { Admin } from '../testing/open-admin.ts'
import { expectSound, serveAdmin, TIMEOUT_MS, WAIT, type ServedAdmin } from '../testing/served-admin.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let served: ServedAdmin
let admin: Admin
let base: string
let page: Page
beforeAll(async () => {
  served = await serveAdmin()
  ;({ admin, base } = served)
}, TIMEOUT_MS)
afterAll(() => served?.close())
beforeEach(async () => {
  page = await served.openPage('pieter', { viewport: { width: 1280, height: 800 } })
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  complaints.length = 0
  // A reload would forget this.
  await page.evaluate('window.isStillTheSame = true')
}, TIMEOUT_MS)
const complaints: string[] = []

/** Cokes come to the shop at R1.00 each, posted elsewhere. */
const buyCokes = (quantity: number) =>
  admin.bakery.post({
    event: 'purchase_invoice',
    lines: [
      {
        item: admin.bakery.coke,
        from: admin.bakery.place('supplier'),
        to: admin.bakery.place('retail'),
        quantity,
        take: { by: 'stated', amount: quantity * 100 },
      },
    ],
  })
const isSame = () => page.evaluate('window.isStillTheSame === true')

it(
  'shows what is posted elsewhere on the home page, without a reload, and stays sound',
  async () => {
    await buyCokes(1_234)
    await page.getByRole('row', { name: 'BRA Braam' }).getByText('R1,234.00').waitFor()
    await page
      .locator('#stock-value')
      .getByRole('img', { name: /to R1,234\.00/ })
      .waitFor()
    await admin.bakery.post({
      event: 'write_off',
      reason: 'stale',
      lines: [
        {
          item: admin.bakery.coke,
          from: admin.bakery.place('retail'),
          to: admin.bakery.place('write_off'),
          quantity: 99_999,
          take: { by: 'cost' },
        },
      ],
    })
    await page.getByRole('link', { name: '1 document refused' }).waitFor()
    expect(await isSame()).toBe(true)
    await expectSound(page)
    expect(complaints).toEqual([])
  },
  TIMEOUT_MS,
)

it(
  'leaves a half-typed field alone and catches up when it is left',
  async () => {
    await buyCokes(10)
    await page.goto(base + routes.stock)
    await page.evaluate('window.isStillTheSame = true')
    const field = page.getByLabel('Item', { exact: true })
    const coke = page.getByRole('row', { name: /Coke/ })
    await field.pressSequentially('cok')
    await page.waitForURL(/text=cok/)
    await field.press('End')
    await page.keyboard.press('Backspace')
    const before = await coke.innerText()
    await buyCokes(507)
    await page.waitForURL(/text=co(&|$)/)
    expect([await field.inputValue(), await page.evaluate('document.activeElement.name')]).toEqual([
      'co',
      'text',
    ])
    await page.getByRole('heading', { level: 1 }).click()
    await buyCokes(1)
    await expect.poll(() => coke.innerText(), WAIT).not.toBe(before)
    expect(await field.inputValue()).toBe('co')
    expect(page.url()).toContain('text=co')
    expect(await isSame()).toBe(true)
    expect(complaints).toEqual([])
  },
  TIMEOUT_MS,
)

it(
  'keeps still while the page is printed or a form is filled in, and comes when that is over',
  async () => {
    await page.goto(base + routes.scans)
    await page.goto(base + routes.home)
    await page.evaluate('window.isStillTheSame = true')
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    const told = page.evaluate(
      'new Promise((resolve) => document.getElementById("live").addEventListener("moved", () => setTimeout(resolve, 300)))',
    )
    const shown = await page.getByRole('row', { name: 'BRA Braam' }).innerText()
    await buyCokes(1)
    await told
    expect(await page.getByRole('row', { name: 'BRA Braam' }).innerText()).toBe(shown)
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
    await expect.poll(() => page.getByRole('row', { name: 'BRA Braam' }).innerText(), WAIT).not.toBe(shown)
    expect(await isSame()).toBe(true)
  },
  TIMEOUT_MS,
)

it(
  'goes to the sign-in when its session ends elsewhere',
  async () => {
    const { central } = admin.bakery
    await central.batch([
      {
        sql: uncatalogued(`UPDATE person SET session_version = session_version + 1 WHERE login = 'pieter'`),
        args: [],
      },
      { sql: uncatalogued('UPDATE meta SET seq = seq + 1'), args: [] },
    ])
    await page.waitForURL(/sign-in/)
  },
  TIMEOUT_MS,
)
