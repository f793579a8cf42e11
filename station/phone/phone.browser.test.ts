import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { openBrowser } from '../../core/testing/open-browser.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { shownLines, totalOf } from '../session/lines.ts'
import { workOf } from '../session/session-state.ts'
import type { StationInput } from '../station-input.ts'
import { COKE, PIN } from '../testing/open-station.ts'
import { fakeCameraFlags, writeFilm, type Scene } from './testing/fake-camera.ts'
import { buildPhone, servePhone, type ServedPhone } from './testing/open-phone.ts'
import { paths } from './paths.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 })

const coke = { bcid: 'ean13', text: COKE }
const crate = { bcid: 'code128', text: 'CRATE' }
const bread = { bcid: 'datamatrix', text: 'BREAD' }
const gs1 = { bcid: 'gs1datamatrix', text: `(01)0${COKE}(10)A7(21)9` }
/** Longer than it takes to be gone, also where the machine decodes one frame of three. */
const NOTHING: Scene = { frames: 50, codes: [] }

const WAIT = { timeout: 120_000 }

const UPRIGHT = { width: 390, height: 844 }
const ON_ITS_SIDE = { width: 844, height: 390 }

let program: ReturnType<typeof buildPhone>
let films: string
let served: ServedPhone
let browser: Browser | undefined
beforeAll(() => {
  program = buildPhone()
  films = mkdtempSync(join(tmpdir(), 'scanbook-films-'))
})
afterAll(() => {
  program.remove()
  rmSync(films, { recursive: true, force: true })
})
/** As of when the books are, and how they are kept up to date. */
let copy: { asOf: number; state: SyncState }
beforeEach(async () => {
  copy = { asOf: TEST_NOW, state: { kind: 'fresh', since: 0 } }
  served = await servePhone(program.folder, { dataAsOf: () => copy.asOf, copyState: () => copy.state })
})
afterEach(async () => {
  await browser?.close()
  browser = undefined
  await served.close()
})

/** A phone in front of a film. */
async function openPhonePage(scenes: readonly Scene[]): Promise<Page> {
  const film = join(films, 'film.y4m')
  writeFilm(film, scenes)
  browser = await openBrowser(...fakeCameraFlags(film))
  const context = await browser.newContext({ viewport: UPRIGHT, hasTouch: true })
  const page = await context.newPage()
  await page.goto(served.url(paths.screen))
  return page
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name you sign in with').fill('thandi')
  await page.getByLabel('PIN').fill(PIN)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('#screen .frame').waitFor()
}

const station = () => {
  const { bakery, phones } = served
  const thandi = { id: bakery.thandi, name: 'Thandi M.', role: 'operator', branch: bakery.bra }
  const found = phones.open(thandi as never, bakery.bra)
  if (found === undefined) throw new Error('the station hosts phones')
  return found
}
const startSale = (): void => {
  const inputs: StationInput[] = [
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: served.bakery.order },
  ]
  for (const input of inputs) station().press(input)
}
const list = () => {
  const work = workOf(station().session())
  return work === undefined ? [] : shownLines(work).map((line) => [line.name, totalOf(line)])
}
/** How many frames the page has decoded. */
const frames = (page: Page): Promise<number> =>
  page.locator('#camera').evaluate(({ dataset }) => Number(dataset['frames'] ?? 0))
const decode = (page: Page, many: number) => expect.poll(() => frames(page), WAIT).toBeGreaterThan(many)

describe('the camera of a phone', () => {
  it('counts a code that stays in view once, however long it stays', async () => {
    const page = await openPhonePage([{ frames: 10, codes: [coke] }])
    await signIn(page)
    startSale()
    await page.getByText('Coke 330 ml').first().waitFor()
    await decode(page, 60)
    expect(list()).toEqual([['Coke 330 ml', 1]])
    await page.getByText('Move it away').waitFor()
  })

  it('counts codes one after another without a touch, and a code again when it has been away', async () => {
    const heard: string[] = []
    const page = await openPhonePage([
      { frames: 30, codes: [coke] },
      NOTHING,
      { frames: 30, codes: [crate] },
      NOTHING,
    ])
    page.on('request', (request) => {
      for (const [, text] of (request.postData() ?? '').matchAll(/"type":"scan","text":"([^"]+)"/g))
        heard.push(text ?? '')
    })
    await signIn(page)
    startSale()
    await expect.poll(() => heard.length, WAIT).toBeGreaterThanOrEqual(4)
    const first = heard[0] === `]E0${COKE}` ? [`]E0${COKE}`, ']C0CRATE'] : [']C0CRATE', `]E0${COKE}`]
    expect(heard.slice(0, 4)).toEqual([...first, ...first])
  })

  it('counts several codes in one picture once each, with what a GS1 code says beside the item', async () => {
    const page = await openPhonePage([{ frames: 10, codes: [gs1, bread, crate] }])
    await signIn(page)
    startSale()
    await expect.poll(() => list().length, WAIT).toBe(2)
    const before = await frames(page)
    await decode(page, before + 30)
    expect(new Map(list() as [string, number][])).toEqual(
      new Map([
        ['White bread', 11],
        ['Coke 330 ml', 1],
      ]),
    )
    const line = workOf(station().session())?.lines.find(({ name }) => name === 'Coke 330 ml')
    expect(JSON.stringify(line)).toContain('A7')
  })

  it('gives way to the list, and counts nothing meanwhile', async () => {
    const page = await openPhonePage([{ frames: 10, codes: [coke] }])
    await signIn(page)
    await page.getByRole('button', { name: 'Camera' }).waitFor()
    expect(await page.locator('body').getAttribute('data-view')).toBe('list')
    startSale()
    await page.getByText('Coke 330 ml').first().waitFor()
    await page.getByRole('button', { name: 'Show list' }).click()
    const before = await frames(page)
    await page.getByRole('button', { name: 'Camera' }).click()
    await decode(page, before + 20)
    expect(list()).toEqual([['Coke 330 ml', 1]])
  })

  it('reads a badge to sign in', async () => {
    const page = await openPhonePage([
      { frames: 10, codes: [{ bcid: 'qrcode', text: served.bakery.badges.thandi }] },
    ])
    await page.getByRole('button', { name: 'Scan your badge' }).click()
    await page.waitForURL(served.url(paths.screen))
    await page.locator('#screen .frame').waitFor()
  })
})

it('can be read and worked by everybody, upright and on its side', async () => {
  const page = await openPhonePage([{ frames: 10, codes: [coke] }])
  const check = async (): Promise<void> => {
    for (const size of [UPRIGHT, ON_ITS_SIDE]) {
      await page.setViewportSize(size)
      const { violations } = await new AxeBuilder({ page }).include('#camera, #dock, .sign-in').analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await smallTargets(page)).toEqual([])
      expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true)
    }
  }
  await check()
  await signIn(page)
  await check()
  startSale()
  await page.getByText('Move it away').waitFor()
  await check()
})

it('says in front of the camera how old the books are, and that the line to them is lost, or is back', async () => {
  const page = await openPhonePage([{ frames: 10, codes: [coke] }])
  await signIn(page)
  startSale()
  await page.getByText('Move it away').waitFor()
  const line = page.locator('.status')
  expect(await line.isVisible()).toBe(false)
  copy = {
    asOf: TEST_NOW - 3 * 3_600_000,
    state: { kind: 'stale', since: 0, reason: 'no_answer', progress: undefined },
  }
  served.phones.tick()
  for (const size of [UPRIGHT, ON_ITS_SIDE]) {
    await page.setViewportSize(size)
    for (const text of ['Books as of 09:00, 3 h old', 'No network. All is saved here.', 'checked against'])
      await page.getByText(text).first().waitFor()
    expect(await isTopmost(page, '.status')).toBe(true)
  }
  copy = { asOf: TEST_NOW, state: { kind: 'fresh', since: 0 } }
  served.phones.tick()
  await page.getByText('Connected again: books as of 12:00. Everything is posted.').waitFor()
  await page.getByText('Books as of 09:00').waitFor({ state: 'detached' })
})

/** Whether nothing lies over the middle of it. */
const isTopmost = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const over = element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2)
    return width > 0 && height > 0 && over !== null && element.contains(over)
  })

/** What can be pressed on the phone's own parts, and is smaller than a finger. */
const smallTargets = (page: Page) =>
  page.locator('#dock :is(button, a), .sign-in :is(button, input, a), #retry').evaluateAll((targets) =>
    targets
      .map((target) => [target.id, target.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => height > 0 && (height < 64 || width < 64))
      .map(([id, { width, height }]) => [id, width, height]),
  )

it('a page without a camera says what to do, and its list works', async () => {
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: UPRIGHT })
  const page = await context.newPage()
  await page.goto(served.url(paths.screen))
  await signIn(page)
  startSale()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await page.getByRole('button', { name: 'Show list' }).click()
  await page.getByText('This delivery').waitFor()
})

it('goes to the sign-in when the sign-in is over, and keeps what was not sent', async () => {
  const page = await openPhonePage([{ frames: 10, codes: [coke] }])
  await signIn(page)
  startSale()
  await page.getByText('Coke 330 ml').first().waitFor()
  const set = (change: string) =>
    served.bakery.central.batch([
      { sql: uncatalogued(`UPDATE person SET session_version = ${change}`), args: [] },
    ])
  await set('session_version + 1')
  await page.keyboard.type('BREAD')
  await page.keyboard.press('Enter')
  await page.getByText('what you scanned is kept').waitFor({ timeout: 30_000 })
  await signIn(page)
  await expect.poll(list, { timeout: 30_000 }).toContainEqual(['White bread', 1])
})
