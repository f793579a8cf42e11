import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { createSeat, type SeatTimes } from '../kiosk/access/seat.ts'
import { createKioskApp } from '../kiosk/app.tsx'
import { readKioskFiles } from '../kiosk/kiosk-files.ts'
import { paths, stationBase } from '../kiosk/paths.ts'
import { COKE, STATION, type OpenStation } from './open-station.ts'

/** Where the tests' station is. */
export const AT = paths(stationBase(STATION))
export const SCREEN_KEY = 'a key for screens of at least thirty-two bytes'
const ORIGIN = 'http://localhost'

/** The web app of one station, without a server, with a program that does nothing. */
export function openKiosk(open: OpenStation, { seatTimes }: { seatTimes?: SeatTimes } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-program-'))
  writeFileSync(join(folder, 'kiosk.js'), 'export {}')
  const ending = new AbortController()
  const files = readKioskFiles(folder)
  const app = createKioskApp({
    station: open.station,
    base: stationBase(STATION),
    boot: 'boot-1',
    ending: ending.signal,
    files,
    screens: open.outbox.screens,
    screenKey: SCREEN_KEY,
    samples: () => [{ label: 'A drink', text: COKE }],
    seat: createSeat(seatTimes),
  })
  return {
    app,
    files,
    ending,
    close: () => rmSync(folder, { recursive: true }),
  }
}

export interface BrowserKind {
  /** Where its connection comes from, as the socket says. */
  readonly address?: string
  /** The name it looked for. */
  readonly host?: string
  /** What it, or a proxy before it, adds to every request. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A browser as a web app sees it, with the cookies that it keeps. By default the one on the machine itself. */
export function createBrowser(
  app: Pick<Hono, 'request'>,
  { address = '127.0.0.1', host = 'localhost:8080', headers = {} }: BrowserKind = {},
) {
  const cookies = new Map<string, string>()
  const request = async (
    path: string,
    init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const own = { host, ...headers, ...(cookie === '' ? {} : { cookie }), ...init.headers }
    const env = { incoming: { socket: { remoteAddress: address } } }
    const response = await app.request(path, { ...init, headers: own }, env)
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (path: string, sent: Record<string, string> = {}) => request(path, { headers: sent }),
    /** As the page's own program sends it. */
    send: (path: string, body: unknown, sent: Record<string, string> = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sent },
        body: JSON.stringify(body),
      }),
    /** As a plain form sends it. */
    submit: (path: string, fields: Record<string, string>, sent: Record<string, string> = {}) =>
      request(path, {
        method: 'POST',
        headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded', ...sent },
        body: new URLSearchParams(fields).toString(),
      }),
  }
}
export type TestBrowser = ReturnType<typeof createBrowser>

/** The stream of changes of one page, read as it comes. */
export async function openStream(browser: TestBrowser, page: string, more = '') {
  const response = await browser.get(`${AT.events}?page=${page}${more}`)
  if (response.status !== 200 || response.body === null) throw new Error(`no stream: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  return {
    /** Everything up to and with `text`, which is then forgotten. */
    async until(text: string): Promise<string> {
      while (!heard.includes(text)) {
        const { done, value } = await reader.read()
        if (done) throw new Error(`the stream ended before ${text}: ${heard}`)
        heard += value
      }
      const all = heard
      heard = ''
      return all
    },
    async ended(): Promise<void> {
      while (!(await reader.read()).done);
    },
    /** The station has seen the line end when this resolves. */
    async close(): Promise<void> {
      await reader.cancel()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
