import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../core/testing/open-browser.ts'
import { findAxeFaults } from './axe-faults.ts'
import { ADMIN_RULES, findLayoutFaults, KIOSK_RULES } from './layout-faults.ts'
import { pictureName, type ScreenFault, type Size } from './screen-sizes.ts'

/** The browser of the pictures: it plays sounds without a touch, as the kiosk's own is started. */
export function openPictureBrowser(): Promise<Browser> {
  return openBrowser('--autoplay-policy=no-user-gesture-required')
}

/** The page's own clock stands still as the station's does: a countdown shows the same second in every picture. */
const STAND_STILL = '{ const at = performance.now(); performance.now = () => at }'

/** A browser of its own for one state: what one leaves behind, the next does not find. */
export async function openFreshContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-ZA' })
  await context.addInitScript(STAND_STILL)
  return context
}

/** What the browser complains about, a blocked script or a missing file, is a fault of the screen. */
export function listenForComplaints(page: Page, mayFail: boolean): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !(mayFail && /net::ERR_/.test(message.text())))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** Waits until the page looks as it will: its faces are there, and what they moved is drawn. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(`document.fonts.ready.then(() =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))`)
}

export interface Shot {
  readonly state: string
  readonly size: Size
  readonly of: 'kiosk' | 'admin'
  /** Where pictures go; none are taken without. */
  readonly folder?: string | undefined
  /** False where the same was asked of axe at another size. */
  readonly hasAxe: boolean
}

/** Looks at the page as it stands, pictures it, and returns its faults. */
export async function takeShot(
  page: Page,
  { state, size, of, folder, hasAxe }: Shot,
): Promise<ScreenFault[]> {
  const isKiosk = of === 'kiosk'
  const found = [
    ...(await findLayoutFaults(page, isKiosk ? KIOSK_RULES : ADMIN_RULES)),
    ...(hasAxe ? await findAxeFaults(page, isKiosk) : []),
  ]
  if (folder !== undefined) {
    const path = join(folder, pictureName(state, size.name))
    mkdirSync(dirname(path), { recursive: true })
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  }
  return found.map((fault) => ({ state, size: size.name, ...fault }))
}
