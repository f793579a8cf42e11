import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { KioskState } from './kiosk-state.ts'
import { listenForComplaints, openFreshContext, settle, takeShot } from './picture-browser.ts'
import type { ScreenFault, Size } from './screen-sizes.ts'
import { openTheatre, type Stage, type Theatre } from './stage.ts'

const SHOWN_WITHIN_MS = 30_000
/** States are looked at by two at a time: one's station answers while the other's page is measured. */
export const AT_ONCE = 2

export interface StudioParts {
  readonly browser: Browser
  readonly sizes: readonly Size[]
  /** Where pictures go; none are taken without. */
  readonly folder?: string | undefined
  /** The sizes at which axe looks as well: it takes longer than all else together. All, when left out. */
  readonly axeAt?: readonly Size[]
  /** Where the built browser program lies, when not in `dist`. */
  readonly programFolder?: string
}

/** Where states are brought about and looked at. */
export interface Studio {
  /** Brings a fresh station to the state, shows it at every size, and returns what is wrong with any of them. */
  picture(state: KioskState): Promise<ScreenFault[]>
  /** The states of the scan table that were pictured. */
  reached(): ReadonlySet<string>
  close(): Promise<void>
}

/** A web server, and a page that is used again for states that change nothing in the browser. */
interface Stand {
  readonly theatre: Theatre
  readonly context: BrowserContext
  readonly page: Page
  readonly complaints: string[]
}

/** Opens a studio for `AT_ONCE` states at a time; who comes while all stands are taken waits for one. */
export async function openStudio(parts: StudioParts): Promise<Studio> {
  const stands = await Promise.all(Array.from({ length: AT_ONCE }, () => openStand(parts)))
  const free = [...stands]
  const reached = new Set<string>()
  const waiting: ((stand: Stand) => void)[] = []
  const takeStand = (): Promise<Stand> => {
    const stand = free.pop()
    return stand === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(stand)
  }
  const giveBack = (stand: Stand): void => {
    const next = waiting.shift()
    if (next === undefined) free.push(stand)
    else next(stand)
  }
  return {
    async picture(state) {
      const stand = await takeStand()
      try {
        return await pictureAt(stand, parts, state, reached)
      } finally {
        giveBack(stand)
      }
    },
    reached: () => reached,
    async close() {
      for (const { theatre, context } of stands) {
        await context.close()
        await theatre.close()
      }
    },
  }
}

async function openStand({ browser, programFolder }: StudioParts): Promise<Stand> {
  const theatre = await openTheatre(programFolder)
  const context = await openFreshContext(browser)
  const page = await context.newPage()
  return { theatre, context, page, complaints: listenForComplaints(page, false) }
}

async function pictureAt(
  stand: Stand,
  parts: StudioParts,
  state: KioskState,
  reached: Set<string>,
): Promise<ScreenFault[]> {
  // A page that is still open would miss its station, and say so.
  await stand.page.goto('about:blank')
  stand.complaints.length = 0
  const stage = await stand.theatre.set(state.opening)
  await state.arrange(stage)
  const { asking, place } = stage.station().station.session()
  reached.add(asking?.kind ?? place.kind)
  const { inBrowser } = state
  if (inBrowser === undefined) return lookAtSizes(stand, parts, state, stage)
  const context = await openFreshContext(parts.browser)
  try {
    const page = await context.newPage()
    await inBrowser(page, stand.theatre.url())
    const complaints = listenForComplaints(page, true)
    return await lookAtSizes({ ...stand, context, page, complaints }, parts, state, stage)
  } finally {
    await context.close()
  }
}

async function lookAtSizes(
  { theatre, page, complaints }: Stand,
  { sizes, folder, axeAt = sizes }: StudioParts,
  state: KioskState,
  stage: Stage,
): Promise<ScreenFault[]> {
  const faults: ScreenFault[] = []
  await page.goto(theatre.url())
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settle(page)
    if (size === sizes[0]) await state.afterwards?.(page)
    const found = [
      ...(await findMissingWords(page, state.shows(stage))),
      ...complaints.splice(0).map((what) => ({ kind: 'the browser complains', what })),
    ]
    faults.push(...found.map((fault) => ({ state: state.name, size: size.name, ...fault })))
    const hasAxe = axeAt.includes(size)
    faults.push(...(await takeShot(page, { state: state.name, size, of: 'kiosk', folder, hasAxe })))
  }
  return faults
}

/** A picture of another state than its name says would prove nothing. */
async function findMissingWords(page: Page, words: string): Promise<{ kind: string; what: string }[]> {
  const wanted = words.replace(/\s+/g, ' ').trim()
  const isShown = `document.body.innerText.replace(/\\s+/g, ' ').includes(${JSON.stringify(wanted)})`
  try {
    await page.waitForFunction(isShown, undefined, { timeout: SHOWN_WITHIN_MS })
    return []
  } catch {
    return [{ kind: 'the state is not reached', what: `"${wanted}" is not shown` }]
  }
}
