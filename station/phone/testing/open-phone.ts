import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { projectFile } from '../../../core/kernel/project-root.ts'
import { createPinGate, setPin } from '../../../core/people/pins.ts'
import { createFormats } from '../../../core/words/format.ts'
import { openStation, openStockedBakery, PEPPER, PIN } from '../../testing/open-station.ts'
import { createPhoneApp } from '../app.tsx'
import { readPhoneFiles, type PhoneFiles } from '../phone-files.ts'
import { createPhoneStations } from '../phone-stations.ts'

/** Compiles the phone's modules as the build does, into a folder of the test's own. */
export function buildPhone(): { folder: string; remove: () => void } {
  const out = mkdtempSync(join(tmpdir(), 'scanbook-phone-'))
  const tsc = projectFile('node_modules', '.bin', 'tsc')
  execFileSync(tsc, ['-p', projectFile('station', 'phone', 'browser', 'tsconfig.json'), '--outDir', out])
  return { folder: join(out, 'station'), remove: () => rmSync(out, { recursive: true, force: true }) }
}

/** Files that no test looks at. */
const NO_FILES: PhoneFiles = {
  style: { url: '', integrity: '' },
  icon: { url: '', integrity: '' },
  programs: { phone: '', signIn: '' },
  decoder: { worker: '', module: '', wasm: '' },
  routes: new Hono(),
}

/** The phones of a station in branch BRA: Thandi its operator, Palesa its manager, Bongani of BRB, Zanele over all. */
export async function openPhone(programFolder?: string, opening: Parameters<typeof openStation>[1] = {}) {
  const bakery = await openStockedBakery()
  for (const person of [bakery.bongani, bakery.zanele])
    await setPin(bakery.central, { person, pin: PIN, pepper: PEPPER })
  const open = openStation(bakery, opening)
  const phones = createPhoneStations([open.station])
  const ending = new AbortController()
  const app = createPhoneApp({
    reader: open.reader,
    clock: open.station.parts.clock,
    dataAsOf: opening.dataAsOf,
    cookieKey: 'a key of the tests only, long enough',
    openStation: phones.open,
    pins: createPinGate({ outbox: open.outbox, reader: open.reader, pepper: PEPPER }),
    formats: createFormats({ currency: 'ZAR' }),
    branches: phones.branches,
    files: programFolder === undefined ? NO_FILES : readPhoneFiles(programFolder),
    boot: 'boot',
    ending: ending.signal,
    tlsPort: 8443,
  })
  return {
    bakery,
    open,
    phones,
    app,
    client: (address?: string) => createClient(app, address),
    async close() {
      ending.abort()
      await open.close()
      bakery.close()
    },
  }
}
export type OpenPhone = Awaited<ReturnType<typeof openPhone>>

/** A browser without a screen: it keeps its cookie. */
function createClient(app: Hono, address = '192.168.1.30') {
  let cookie = ''
  const env = { incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' } } }
  const ask = async (path: string, init: RequestInit = {}, origin = 'https://till.local:8443') => {
    const headers = { cookie, origin, ...(init.headers as Record<string, string> | undefined) }
    const response = await app.request(origin + path, { ...init, headers }, env)
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = /Max-Age=0/.test(set) ? '' : (set.split(';')[0] ?? '')
    return response
  }
  return {
    get: (path: string, origin?: string) => ask(path, {}, origin),
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form), headers }),
    send: (path: string, body: unknown) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    cookie: () => cookie,
    setCookie: (value: string) => (cookie = value),
  }
}

/** The phone's pages on a port of this machine, which browsers take for a safe place. */
export async function servePhone(programFolder: string, opening?: Parameters<typeof openPhone>[1]) {
  const phone = await openPhone(programFolder, opening)
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: phone.app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
      resolve(made as Server),
    )
  })
  const { port } = server.address() as AddressInfo
  return {
    ...phone,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await phone.close()
    },
  }
}
export type ServedPhone = Awaited<ReturnType<typeof servePhone>>
