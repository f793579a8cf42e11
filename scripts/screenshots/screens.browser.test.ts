import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SCAN_STATES } from '../../station/session/scan-table.ts'
import { buildProgram } from '../../station/testing/open-screen.ts'
import { AT_ONCE, openStudio, type Studio } from './kiosk-pictures.ts'
import { KIOSK_STATES } from './kiosk-states.ts'
import { openPictureBrowser } from './picture-browser.ts'
import { faultLine, SIZES } from './screen-sizes.ts'

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000, maxConcurrency: AT_ONCE })

let program: ReturnType<typeof buildProgram>
let browser: Browser
let studio: Studio
beforeAll(async () => {
  program = buildProgram()
  browser = await openPictureBrowser()
  studio = await openStudio({
    browser,
    sizes: SIZES,
    axeAt: SIZES.slice(0, 1),
    programFolder: program.folder,
  })
})
afterAll(async () => {
  await studio.close()
  await browser.close()
  program.remove()
})

/** `scripts/screens` asks axe at every size; here it is asked at the kiosk's own. */
describe('the kiosk, at every size', () => {
  it.concurrent.each(KIOSK_STATES)(
    'has nothing cut, overlapping, too small or for axe to find: $name',
    async (state) => {
      expect((await studio.picture(state)).map(faultLine)).toEqual([])
    },
  )

  it('is pictured in every state that a scan can meet', () => {
    expect(SCAN_STATES.filter((state) => !studio.reached().has(state))).toEqual([])
  })

  it('has one picture a state', () => {
    const names = KIOSK_STATES.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
