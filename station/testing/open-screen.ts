import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { BrowserContext, Page } from 'playwright-core'
import { projectFile } from '../../core/kernel/project-root.ts'
import type { Bakery } from '../../core/testing/bakery.ts'
import { createKioskHost } from '../kiosk/host.ts'
import { createPractice, type OpenRoom } from '../practice/practice.ts'
import type { Station } from '../station.ts'
import { SCREEN_KEY } from './open-kiosk.ts'
import { openStation, openStockedBakery, type OpenStation, type StockedBakery } from './open-station.ts'

/** How long something may take to become so on a busy machine. */
export const WAIT = { timeout: 30_000 }

/** Compiles the browser's modules as the build does, into a folder of the test's own. */
export function buildProgram(): { folder: string; remove: () => void } {
  const out = mkdtempSync(join(tmpdir(), 'scanbook-browser-'))
  const tsc = projectFile('node_modules', '.bin', 'tsc')
  execFileSync(tsc, ['-p', projectFile('station', 'kiosk', 'browser', 'tsconfig.json'), '--outDir', out])
  return {
    folder: join(out, 'station', 'kiosk', 'browser'),
    remove: () => rmSync(out, { recursive: true, force: true }),
  }
}

/** A station, the web server in front of it, and a way to restart both in the middle of anything. */
export async function openServedStation(
  programFolder: string,
  openRoomOf?: (bakery: StockedBakery) => OpenRoom,
) {
  const bakery = await openStockedBakery()
  /** Every scan that the station was asked to count, in the order it came. */
  const heard: string[] = []
  let port = 0
  let boot = 0

  const start = async () => {
    const practice = openRoomOf && createPractice(openRoomOf(bakery))
    const open = openStation(bakery, practice && { practice: practice.door })
    practice?.belongsTo(open.station)
    const ending = new AbortController()
    boot += 1
    const app = createKioskHost({
      stations: [listening(open.station, heard)],
      boot: `boot-${boot}`,
      ending: ending.signal,
      screens: open.outbox.screens,
      screenKey: SCREEN_KEY,
      samples: () => [{ label: 'White bread', text: 'BREAD' }],
      programFolder,
      practiceOf: () => practice,
    })
    const server = await new Promise<Server>((resolve) => {
      const made = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(made as Server))
    })
    port = (server.address() as AddressInfo).port
    return { open, ending, server, practice }
  }
  let running = await start()
  const stop = async (): Promise<void> => {
    running.ending.abort()
    running.server.closeAllConnections()
    await new Promise((resolve) => running.server.close(resolve))
    await running.practice?.close()
    await running.open.close()
  }
  return {
    bakery,
    heard,
    url: () => `http://127.0.0.1:${port}/`,
    open: (): OpenStation => running.open,
    practice: () => running.practice,
    stop,
    async start(): Promise<void> {
      running = await start()
    },
    async close() {
      await stop()
      bakery.close()
    },
  }
}
export type ServedStation = Awaited<ReturnType<typeof openServedStation>>

/** Notes each scan the station counts for the first time, as the station itself decides. */
function listening(station: Station, heard: string[]): Station {
  return {
    ...station,
    take(screen, inputs) {
      const before = station.session()
      const sounds = station.take(screen, inputs)
      if (station.session() !== before)
        for (const { input } of inputs) if (input.type === 'scan') heard.push(input.text)
      return sounds
    },
  }
}

export async function openPage(context: BrowserContext, served: { url(): string }): Promise<Page> {
  const page = await context.newPage()
  await page.goto(served.url())
  await page.evaluate(`document.fonts.ready.then(() => undefined)`)
  return page
}

/** Plays a text as a keyboard-mode scanner does. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

export function startSale(open: OpenStation, { thandi, order }: Bakery): void {
  open.press(
    { type: 'choose_operator', operator: thandi },
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: order },
  )
}
