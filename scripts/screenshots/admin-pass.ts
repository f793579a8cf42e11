import type { Page } from 'playwright-core'
import { routes } from '../../admin/paths.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { ADMIN_PAGES, type AdminPage } from './admin-screens.ts'
import { startAdminServer, type AdminServer, type PicturedBook } from './admin-server.ts'
import {
  listenForComplaints,
  openFreshContext,
  openPictureBrowser,
  settle,
  takeShot,
} from './picture-browser.ts'
import type { ScreenFault, Size } from './screen-sizes.ts'
import { sendForm } from './send-form.ts'
import { setUpInPictures, SET_UP_PICTURES, type TakePicture } from './set-up-pass.ts'

const PREFIX: Readonly<Record<PicturedBook, string>> = { demo: 'admin-', empty: 'admin-empty-' }
/** What is not there, a form that was sent wrong or cannot be saved, is a complaint of every browser. */
export const EXPECTED = /status of (?:404|409|422|503)/

export interface AdminPass {
  readonly sizes: readonly Size[]
  readonly folder: string
  /** Only pages whose picture's name has this in it. */
  readonly only: string
}

/** The names of the pictures of a book; of an empty one, some of them are not there yet. */
export function adminPictures(book: PicturedBook): readonly string[] {
  const first = book === 'demo' ? ['sign-in'] : SET_UP_PICTURES
  return [...first, ...pagesOf(book).map(({ name }) => name)].map((name) => PREFIX[book] + name)
}

function pagesOf(book: PicturedBook): readonly AdminPage[] {
  return ADMIN_PAGES.filter(({ send }) => book === 'demo' || send === undefined)
}

/** Pictures every page of the admin app on a book of this kind, and returns all faults. */
export async function pictureAdmin(book: PicturedBook, pass: AdminPass): Promise<ScreenFault[]> {
  if (!adminPictures(book).some((name) => name.includes(pass.only))) return []
  const server = await startAdminServer(book)
  try {
    return await walkPages(server, book, pass)
  } finally {
    await server.close()
  }
}

async function walkPages(server: AdminServer, book: PicturedBook, pass: AdminPass): Promise<ScreenFault[]> {
  const browser = await openPictureBrowser()
  try {
    const page = await (await openFreshContext(browser)).newPage()
    const complaints = listenForComplaints(page, false)
    const faults: ScreenFault[] = []
    const isWanted = (name: string): boolean => (PREFIX[book] + name).includes(pass.only)
    const picture: TakePicture = async (name) => {
      if (!isWanted(name)) return
      const state = PREFIX[book] + name
      const found = await pictureSizes(page, pass, state)
      const said = complaints.splice(0).filter((what) => !EXPECTED.test(what))
      faults.push(...found, ...said.map((what) => complaint(state, what)))
    }
    if (book === 'demo') await signIn(page, server, picture)
    else await setUpInPictures(page, server, picture)
    for (const row of pagesOf(book).filter(({ name }) => isWanted(name)))
      if (await goTo(page, server.base, row, book)) await picture(row.name)
    return faults
  } finally {
    await browser.close()
  }
}

export function complaint(state: string, what: string): ScreenFault {
  return { state, size: 'any size', kind: 'the browser complains', what }
}

export async function pictureSizes(
  page: Page,
  { sizes, folder }: AdminPass,
  state: string,
): Promise<ScreenFault[]> {
  const faults: ScreenFault[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settle(page)
    faults.push(...(await takeShot(page, { state, size, of: 'admin', folder, hasAxe: true })))
  }
  return faults
}

async function signIn(page: Page, { base }: AdminServer, picture: TakePicture): Promise<void> {
  const [boss] = DEMO_PEOPLE
  await page.goto(base + routes.home)
  await picture('sign-in')
  await page.fill('input[name="login"]', boss?.login ?? '')
  await page.fill('input[name="password"]', boss?.password ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL(base + routes.home)
}

/** False: nothing leads there in an empty book. */
export async function goTo(page: Page, base: string, row: AdminPage, book: PicturedBook): Promise<boolean> {
  await page.goto(base + row.path)
  if (row.follow !== undefined) {
    const link = await linkMatching(page, row.follow)
    if (link === undefined && book === 'empty') return false
    if (link === undefined) throw new Error(`${page.url()} has no link like ${row.follow}`)
    await page.goto(base + link)
  }
  if (row.send !== undefined) await sendForm(page, row.send)
  return true
}

async function linkMatching(page: Page, pattern: RegExp): Promise<string | undefined> {
  const addresses = await page
    .locator('main a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  return addresses.find((address) => pattern.test(address))
}
