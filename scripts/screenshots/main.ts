import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { projectFile } from '../../core/kernel/project-root.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { routes } from '../../admin/paths.ts'
import { ADMIN_PAGES } from './admin-screens.ts'
import { KIOSK_STEPS } from './kiosk-screens.ts'

/** The sizes every screen is drawn for: the Pi's display, a large one, a phone. */
const SIZES = {
  kiosk: { width: 1024, height: 600 },
  large: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const
const START_TRIES = 150

const target = process.argv[2] ?? projectFile('screens')
const port = Number(process.env['PORT'] ?? 8095)
const base = `http://localhost:${port}`

mkdirSync(target, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env['SCANBOOK_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  for (const [size, viewport] of Object.entries(SIZES))
    await onFreshDemo(async () => {
      await picturesOfKiosk(browser, size, viewport)
      await picturesOfAdmin(browser, size, viewport)
    })
} finally {
  await browser.close()
}
console.log(`Pictures of every screen: ${target}`)

/** Each size begins with the same untouched demo. */
async function onFreshDemo(work: () => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-screens-'))
  const server = spawn(process.execPath, [projectFile('dist', 'scripts', 'serve.js')], {
    env: { ...process.env, PORT: String(port), SCANBOOK_DATA: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await untilServing()
    await work()
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

async function untilServing(): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries++) {
    if (
      await fetch(`${base}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await sleep(200)
  }
  throw new Error(`nothing serves on port ${port}`)
}

interface Viewport {
  readonly width: number
  readonly height: number
}

async function picturesOfKiosk(opened: Browser, size: string, viewport: Viewport): Promise<void> {
  const page = await openPage(opened, viewport)
  await page.goto(`${base}/`)
  for (const [index, { name, go }] of KIOSK_STEPS.entries()) {
    await go(page)
    await take(page, `${size}-kiosk-${String(index).padStart(2, '0')}-${name}`)
  }
  await page.close()
}

async function picturesOfAdmin(opened: Browser, size: string, viewport: Viewport): Promise<void> {
  const page = await openPage(opened, viewport)
  await page.goto(base + routes.home)
  await take(page, `${size}-admin-sign-in`)
  const [boss] = DEMO_PEOPLE
  await page.fill('input[name="login"]', boss?.login ?? '')
  await page.fill('input[name="password"]', boss?.password ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL(base + routes.home)
  for (const { name, path, follow } of ADMIN_PAGES) {
    await page.goto(base + path)
    if (follow !== undefined) await page.goto(base + (await linkMatching(page, follow)))
    await take(page, `${size}-admin-${name}`)
  }
  await page.close()
}

async function linkMatching(page: Page, pattern: RegExp): Promise<string> {
  const addresses = await page
    .locator('main a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const found = addresses.find((address) => pattern.test(address))
  if (found === undefined) throw new Error(`${page.url()} has no link like ${pattern}`)
  return found
}

/** What a browser complains about, a blocked script or a missing file, is a fault of the screen. */
async function openPage(opened: Browser, viewport: Viewport): Promise<Page> {
  const page = await opened.newPage({ viewport })
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.error(`${page.url()}: ${String(error)}`))
  return page
}

async function take(page: Page, name: string): Promise<void> {
  const isSideways = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
  if (isSideways === true) console.error(`${name}: scrolls sideways`)
  await page.screenshot({ path: join(target, `${name}.png`) })
}
