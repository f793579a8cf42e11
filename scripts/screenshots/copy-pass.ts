import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { links, routes } from '../../admin/paths.ts'
import { workADay } from '../../admin/testing/busy-bakery.ts'
import { openAdmin, PASSWORD } from '../../admin/testing/open-admin.ts'
import { CentralAway } from '../../core/database/central.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { sendContact } from '../../core/stations/send-contact.ts'
import type { BooksState } from '../../core/sync/followed-books.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { contactOf } from '../../core/testing/contacts.ts'
import { complaint, EXPECTED, goTo, pictureSizes, type AdminPass } from './admin-pass.ts'
import type { AdminPage } from './admin-screens.ts'
import { listenForComplaints, openFreshContext, openPictureBrowser } from './picture-browser.ts'
import type { ScreenFault } from './screen-sizes.ts'

/** A page of a machine that follows a central, and how its copy of the books stands then. */
interface CopyPage extends AdminPage {
  readonly state: BooksState
  /** Nobody is signed in. */
  readonly isSignedOut?: boolean
  /** What is typed into the page's form, which is sent and stays as it is. */
  readonly typed?: Readonly<Record<string, string>>
}

const TWO_HOURS = 2 * 3_600_000
const AWAY: BooksState = { kind: 'away', asOf: TEST_NOW - TWO_HOURS }
const YESTERDAY: BooksState = { kind: 'away', asOf: TEST_NOW - 22 * 3_600_000 }

/** A reversal that somebody made at the desk since. */
const WAITING = '019a0000-0000-7000-8000-000000000001' as DocumentId

const REASON = { name: 'Fell off the cart', code: 'CART', usedFor: 'write_off' }

/** What a station told last that a person has to look after. */
const IN_NEED = contactOf({
  at: TEST_NOW - TWO_HOURS,
  waiting: 12,
  oldestAcceptedAt: TEST_NOW - 2 * TWO_HOURS,
  lastSeq: 132,
  clockOffsetMs: 18 * 60_000,
  knownAt: TEST_NOW - 2 * TWO_HOURS,
  freeBytes: 187_000_000,
})

/** Pages by name. */
export const COPY_PAGES: readonly CopyPage[] = [
  { name: 'copy-sign-in', path: routes.signIn, state: YESTERDAY, isSignedOut: true },
  { name: 'copy-home', path: routes.home, state: AWAY },
  { name: 'copy-stock', path: routes.stock, state: YESTERDAY },
  { name: 'copy-person', path: routes.people, follow: /^\/admin\/people\/\d+$/, state: AWAY },
  { name: 'copy-item', path: routes.items, follow: /^\/admin\/items\/\d+$/, state: AWAY },
  { name: 'copy-stations', path: routes.stations, state: AWAY },
  { name: 'copy-settings', path: routes.settings, state: AWAY },
  { name: 'copy-new-reason', path: routes.newReason, state: AWAY },
  { name: 'copy-form-stays', path: routes.newReason, typed: REASON, state: AWAY },
  // Sent before anybody knew: what the server answers then.
  {
    name: 'copy-not-saved',
    path: routes.newReason,
    send: { to: /reasons$/, fields: REASON },
    state: { kind: 'fresh' },
  },
  { name: 'copy-waiting-document', path: links.document(WAITING), state: AWAY },
  { name: 'copy-new-remark', path: routes.newRemark, state: AWAY },
  { name: 'copy-shut', path: routes.home, state: { kind: 'shut', asOf: TEST_NOW, trouble: 'token_revoked' } },
  { name: 'copy-late', path: routes.home, state: { kind: 'late', asOf: TEST_NOW - TWO_HOURS } },
  { name: 'copy-behind', path: routes.people, state: { kind: 'behind', asOf: TEST_NOW - 4_000 } },
]

/** Pictures every row, and returns all faults. */
export async function pictureCopy(pass: AdminPass): Promise<ScreenFault[]> {
  const rows = COPY_PAGES.filter(({ name }) => name.includes(pass.only))
  if (rows.length === 0) return []
  const server = await startCopy()
  const browser = await openPictureBrowser()
  try {
    const faults: ScreenFault[] = []
    for (const row of rows) {
      server.stand(row.state)
      faults.push(...(await pictureRow(browser, server.base, row, pass)))
    }
    return faults
  } finally {
    await browser.close()
    await server.close()
  }
}

async function pictureRow(
  browser: Browser,
  base: string,
  row: CopyPage,
  pass: AdminPass,
): Promise<ScreenFault[]> {
  const context = await openFreshContext(browser)
  const page = await context.newPage()
  const complaints = listenForComplaints(page, false)
  if (row.isSignedOut !== true) {
    await page.goto(base + routes.home)
    await page.fill('input[name="login"]', 'naledi')
    await page.fill('input[name="password"]', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL(base + routes.home)
  }
  await goTo(page, base, row, 'demo')
  if (row.typed !== undefined) await sendInVain(page, row.typed)
  const faults = await pictureSizes(page, pass, row.name)
  await context.close()
  const said = complaints.filter((what) => !EXPECTED.test(what))
  return [...faults, ...said.map((what) => complaint(row.name, what))]
}

async function sendInVain(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = page.locator(`main [name="${name}"]`)
    if (name === 'usedFor') await field.selectOption(value)
    else await field.fill(value)
  }
  await page.locator('main form button').last().click()
  await page.locator('.not-saved').waitFor()
}

/** The admin app over a small bakery whose central is never reached. */
async function startCopy() {
  let state: BooksState = { kind: 'fresh' }
  const admin = await openAdmin({
    copy: { state: () => state, clock: { now: () => TEST_NOW }, isDesk: true, zone: () => ZONE },
  })
  const { sale } = await workADay(admin.bakery)
  await sendContact(admin.bakery.central, 'BRB-K1', IN_NEED)
  const away = () => Promise.reject(new CentralAway('no way'))
  Object.assign(admin.bakery.central, { batch: away, all: away })
  const cookie = await admin.signIn('naledi')
  await admin.post(links.reverse(sale.id), { id: WAITING, reason: 'Sent back' }, { cookie })
  const server = serve({ fetch: admin.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stand: (next: BooksState): void => void (state = next),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await admin.close()
    },
  }
}
