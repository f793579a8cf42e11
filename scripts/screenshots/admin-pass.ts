import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { routes } from '../../admin/paths.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { ADMIN_PAGES } from './admin-screens.ts'
import {
  listenForComplaints,
  openFreshContext,
  openPictureBrowser,
  settle,
  takeShot,
} from './picture-browser.ts'
import type { ScreenFault, Size } from './screen-sizes.ts'

const START_TRIES = 300
const PREFIX = 'admin-'

export interface AdminPass {
  readonly sizes: readonly Size[]
  readonly folder: string
  /** Only pages whose picture's name has this in it. */
  readonly only: string
}

/** The names of the admin app's pictures. */
export const ADMIN_PICTURES: readonly string[] = ['sign-in', ...ADMIN_PAGES.map(({ name }) => name)].map(
  (name) => PREFIX + name,
)

/** Pictures every page of the admin app on a fresh demo, whose days end today, and returns all faults. */
export async function pictureAdmin(pass: AdminPass): Promise<ScreenFault[]> {
  if (!ADMIN_PICTURES.some((name) => name.includes(pass.only))) return []
  const data = mkdtempSync(join(tmpdir(), 'scanbook-screens-'))
  const port = await freePort()
  const server = spawn(process.execPath, [projectFile('dist', 'scripts', 'serve.js')], {
    env: { ...process.env, PORT: String(port), SCANBOOK_DATA: data },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    const base = `http://127.0.0.1:${port}`
    await untilServing(base)
    return await walkPages(base, pass)
  } finally {
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

async function walkPages(base: string, pass: AdminPass): Promise<ScreenFault[]> {
  const browser = await openPictureBrowser()
  try {
    const page = await (await openFreshContext(browser)).newPage()
    const complaints = listenForComplaints(page, false)
    const faults: ScreenFault[] = []
    const look = async (name: string): Promise<void> => {
      const found = await pictureSizes(page, pass, PREFIX + name)
      // A page that is not there is a complaint of every browser.
      const said = complaints.splice(0).filter((what) => !/status of 404/.test(what))
      faults.push(...found, ...said.map((what) => complaint(PREFIX + name, what)))
    }
    await page.goto(base + routes.home)
    await look('sign-in')
    await signIn(page, base)
    for (const { name, path, follow } of ADMIN_PAGES) {
      if (!(PREFIX + name).includes(pass.only)) continue
      await page.goto(base + path)
      if (follow !== undefined) await page.goto(base + (await linkMatching(page, follow)))
      await look(name)
    }
    return faults
  } finally {
    await browser.close()
  }
}

function complaint(state: string, what: string): ScreenFault {
  return { state, size: 'any size', kind: 'the browser complains', what }
}

async function pictureSizes(page: Page, { sizes, folder }: AdminPass, state: string): Promise<ScreenFault[]> {
  const faults: ScreenFault[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settle(page)
    faults.push(...(await takeShot(page, { state, size, of: 'admin', folder, hasAxe: true })))
  }
  return faults
}

async function signIn(page: Page, base: string): Promise<void> {
  const [boss] = DEMO_PEOPLE
  await page.fill('input[name="login"]', boss?.login ?? '')
  await page.fill('input[name="password"]', boss?.password ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL(base + routes.home)
}

async function linkMatching(page: Page, pattern: RegExp): Promise<string> {
  const addresses = await page
    .locator('main a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const found = addresses.find((address) => pattern.test(address))
  if (found === undefined) throw new Error(`${page.url()} has no link like ${pattern}`)
  return found
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function untilServing(base: string): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries++) {
    const isUp = await fetch(`${base}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await sleep(200)
  }
  throw new Error(`the demo does not answer at ${base}`)
}
