import type { Page } from 'playwright-core'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { words } from '../../core/words/catalogue.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Opening, Stage } from './stage.ts'

const LONG_AGO_MS = 25 * 60_000
const since = TEST_NOW - LONG_AGO_MS
const RETRYING: Opening = {
  isPosting: false,
  posterState: () => ({ kind: 'retrying', message: 'no answer', since, isClosed: false }),
}
const STOPPED: Opening = {
  isPosting: false,
  posterState: () => ({ kind: 'stopped', alarm: 'writer_stopped', message: 'no', since }),
}
const nothing = (): void => undefined

/** The same bakery, made up. */
async function makeDemo({ bakery }: Stage): Promise<void> {
  await bakery.central.batch([{ sql: uncatalogued('UPDATE meta SET is_demo = 1'), args: [] }])
}

/** Nobody scans: the station waits, or something about it has to be known. */
export const restingStates: readonly KioskState[] = [
  { name: 'signed-out', arrange: nothing, shows: () => words.kiosk.home.scanBadge },
  { name: 'demo', arrange: makeDemo, shows: () => words.shared.demo },
  {
    name: 'demo-long-list',
    async arrange(stage) {
      await makeDemo(stage)
      stage.startBigSale()
      stage.scan(...stage.bakery.shopCodes.slice(0, 14))
    },
    shows: () => words.shared.demo,
  },
  {
    name: 'idle',
    async arrange(stage) {
      stage.signIn()
      await stage.remember((session) => ({ ...session, notice: null }))
    },
    shows: () => words.kiosk.home.working('Thandi M.'),
  },
  {
    name: 'idle-after-document',
    async arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.accept()
      await stage.posted()
      stage.press({ type: 'home' })
    },
    shows: () => words.kiosk.home.last('BRA-K1-000001', '12:00'),
  },
  {
    name: 'waiting-documents',
    opening: RETRYING,
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.accept()
      stage.press({ type: 'home' })
      stage.station().time.now += LONG_AGO_MS
    },
    shows: () => words.kiosk.status.retrying,
  },
  {
    name: 'clock-in-doubt',
    opening: { ...RETRYING, isClockDoubtful: () => true },
    arrange: (stage) => stage.signIn(),
    // What it means has room on large screens only.
    shows: () => words.kiosk.status.clock.short,
  },
  {
    name: 'clock-in-doubt-in-work',
    opening: { isClockDoubtful: () => true },
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
    },
    shows: () => words.kiosk.status.clock.short,
  },
  {
    name: 'books-closed',
    opening: STOPPED,
    arrange: (stage) => stage.signIn(),
    shows: () => words.kiosk.status.alarms.writer_stopped,
  },
  {
    name: 'scanner-missing',
    opening: { scanner: () => 'missing' },
    arrange: (stage) => stage.signIn(),
    shows: () => words.kiosk.scanner.missing,
  },
  {
    name: 'disk-nearly-full',
    opening: { freeBytes: () => 180_400_000 },
    arrange: (stage) => stage.signIn(),
    shows: () => words.kiosk.status.littleRoom('180'),
  },
  {
    name: 'scanner-missing-in-work',
    opening: { scanner: () => 'missing' },
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
    },
    shows: () => words.kiosk.facts.ordered('40'),
  },
  {
    name: 'sound-off',
    arrange: (stage) => stage.signIn(),
    inBrowser: keepSilent,
    shows: () => words.kiosk.sound.off,
  },
  {
    name: 'sound-off-in-work',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
    },
    inBrowser: keepSilent,
    shows: () => words.kiosk.sound.off,
  },
  {
    name: 'line-down',
    arrange: (stage) => stage.startSale(),
    inBrowser: cutLine,
    shows: () => words.kiosk.link.down,
  },
  {
    name: 'watching',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
    },
    inBrowser: workElsewhere,
    shows: () => words.screens.watching.text,
  },
  { name: 'pairing', arrange: nothing, inBrowser: comeFromElsewhere, shows: () => words.screens.pair.why },
  {
    name: 'coming',
    arrange: (stage) => stage.press({ type: 'choose_operation', workflow: 'general' }),
    shows: () => words.kiosk.coming.title,
  },
]

/** A browser that plays nothing before it is touched. */
async function keepSilent(page: Page): Promise<void> {
  await page.addInitScript(
    `Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })`,
  )
}

/** The page is there and the station is not: what a restart looks like. */
async function cutLine(page: Page): Promise<void> {
  await page.route('**/events?*', (route) => route.abort())
}

/** Another page of the station was there first. */
async function workElsewhere(page: Page, url: string): Promise<void> {
  const first = await page.context().newPage()
  const hasStream = first.waitForRequest(/\/events\?/)
  await first.goto(url)
  await hasStream
}

/** A browser that is not on the station's own machine, as a proxy says of it. */
async function comeFromElsewhere(page: Page): Promise<void> {
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': '192.0.2.7' })
}
