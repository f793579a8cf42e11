import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../../core/testing/open-browser.ts'
import { routes } from '../paths.ts'
import { openAdmin, PASSWORD, type Admin } from './open-admin.ts'

/** The admin app behind a real server, with a browser beside it. */
export interface ServedAdmin {
  readonly admin: Admin
  readonly browser: Browser
  readonly base: string
  /** A page of its own, on the home page of whoever signed in. */
  openPage(login: string, options: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** How long a test with a browser may take on a busy machine, and how long something may take to become so there. */
export const TIMEOUT_MS = 120_000
export const WAIT = { timeout: 30_000 }

export async function serveAdmin(
  prepare?: (admin: Admin) => Promise<unknown>,
  otherwise?: Parameters<typeof openAdmin>[0],
): Promise<ServedAdmin> {
  const admin = await openAdmin(otherwise)
  await prepare?.(admin)
  const server = serve({ fetch: admin.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise((resolve) => server.once('listening', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  return {
    admin,
    browser,
    base,
    async openPage(login, options) {
      const page = await (await browser.newContext(options)).newPage()
      await page.goto(base + routes.home)
      await signIn(page, login)
      return page
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await admin.close()
    },
  }
}

/** From the sign-in page to the home page, by the keyboard. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === routes.home)
}

/** Nothing for axe to say, and nothing wider than the screen. */
export async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const faults = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  const excess = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))
  expect({ url: page.url(), faults, isTooWide: excess > 0 }).toEqual({
    url: page.url(),
    faults: [],
    isTooWide: false,
  })
}
