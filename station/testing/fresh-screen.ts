import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { openBrowser } from '../../core/testing/open-browser.ts'
import { buildProgram, openPage, openServedStation, type ServedStation } from './open-screen.ts'

/** What a browser test begins with: a station of its own, and its screen in a window of the kiosk's size. */
export interface FreshScreen {
  readonly served: ServedStation
  readonly context: BrowserContext
  readonly page: Page
}

/** One browser and one build for the tests of a file; for each test, `take` gets a fresh station and its screen. */
export function eachOnFreshScreen(
  take: (fresh: FreshScreen) => void,
  openRoomOf?: Parameters<typeof openServedStation>[1],
): void {
  // A browser on a busy machine takes its time.
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
  let program: ReturnType<typeof buildProgram>
  let browser: Browser
  let open: FreshScreen
  beforeAll(async () => {
    program = buildProgram()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    program.remove()
  })
  beforeEach(async () => {
    const served = await openServedStation(program.folder, openRoomOf)
    const context = await browser.newContext({ viewport: { width: 1024, height: 600 } })
    open = { served, context, page: await openPage(context, served) }
    take(open)
  })
  afterEach(async () => {
    await open.context.close()
    await open.served.close()
  })
}
