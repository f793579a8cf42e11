import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '../../core/kernel/project-root.ts'
import { paths, stationBase } from '../../station/kiosk/paths.ts'

// The program as scripts/start runs it; scripts/test builds before it tests.
const PROGRAM = projectFile('dist', 'scripts', 'serve.js')
const START_MS = 120_000
/** A program that waits for its screens would not be gone by then. */
const END_MS = 30_000
const BRA = paths(stationBase('BRA-K1'))

let folder: string
let port: number
let running: Launched[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-serve-'))
  port = await freePort()
})
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await Promise.all(running.map(({ ended }) => ended))
  running = []
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('scripts/start', () => {
  it(
    'serves kiosk, admin app and health on a demo book, and says where and who',
    async () => {
      const started = await start()
      expect(started.said()).toContain(`http://localhost:${port}/admin`)
      expect(started.said()).toMatch(/naledi +sourdough +PIN \d{4}/)
      expect(await textOf('/healthz')).toBe('ok')
      for (const station of ['BRA-K1', 'BRB-K1'])
        expect(started.said()).toContain(`http://localhost:${port}/station/${station}/`)
      expect(await textOf('/station/BRB-K1/')).toContain('Brixton')
      const kiosk = await textOf('/')
      for (const words of [
        'Sales Inventory logging',
        'Production Inventory logging',
        'General Inventory updates',
      ])
        expect(kiosk).toContain(words)
      expect((await fetch(url('/admin'), { redirect: 'manual' })).status).toBeGreaterThanOrEqual(300)
    },
    START_MS,
  )

  it(
    'keeps its data over kill -9, and the books are in order',
    async () => {
      const before = await start()
      before.child.kill('SIGKILL')
      await before.ended
      const after = await start()
      expect(after.said()).not.toContain('Baking the demo')
      const verify = spawnSync(process.execPath, [projectFile('dist', 'scripts', 'verify-book.js')], {
        env: { ...process.env, SCANBOOK_DATA: folder },
        encoding: 'utf8',
      })
      expect(verify.stdout).toContain('all green')
      expect(verify.status).toBe(0)
    },
    START_MS,
  )

  it(
    'hosts only the stations that are named, and lets no browser in that is not paired',
    async () => {
      await start({ SCANBOOK_STATIONS: 'BRB-K1' })
      expect((await fetch(url('/station/BRA-K1/'))).status).toBe(404)
      const asProxy = { headers: { 'x-forwarded-for': '192.168.1.20' } }
      expect(await (await fetch(url('/'), asProxy)).text()).toContain('Pair this screen with BRB-K1')
      const events = paths(stationBase('BRB-K1')).events
      expect((await fetch(url(`${events}?page=test`), asProxy)).status).toBe(401)
    },
    START_MS,
  )

  it(
    'says in one line that the data folder is in use, and by which process',
    async () => {
      const { child } = await start()
      const second = launch({ PORT: String(await freePort()) })
      expect(await second.ended).toBe(1)
      expect(second.said().trim().split('\n')).toEqual([expect.stringContaining(`process ${child.pid}`)])
    },
    START_MS,
  )

  it(
    'says in one line that the port is in use, with the remedy',
    async () => {
      const blocker = createServer()
      await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve))
      const blocked = launch({})
      expect(await blocked.ended).toBe(1)
      blocker.close()
      expect(blocked.errors().trim()).toBe(`Port ${port} is in use. Set another one: PORT=8081 scripts/start`)
    },
    START_MS,
  )

  it(
    'ends cleanly on Ctrl-C while a screen is connected',
    async () => {
      const { child, ended, said } = await start()
      const screen = await fetch(url(`${BRA.events}?page=test`), { headers: { accept: 'text/event-stream' } })
      expect(screen.status).toBe(200)
      child.kill('SIGINT')
      expect(await Promise.race([ended, sleep(END_MS, 'still there')])).toBe(0)
      expect(said()).toContain('Everything accepted is saved')
      await screen.body?.cancel().catch(() => undefined)
    },
    START_MS,
  )
})

interface Launched {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  readonly said: () => string
  readonly errors: () => string
}

function launch(env: Readonly<Record<string, string>>): Launched {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, SCANBOOK_DATA: folder, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let errors = ''
  child.stdout?.on('data', (chunk) => (out += String(chunk)))
  child.stderr?.on('data', (chunk) => (errors += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const launched = { child, ended, said: () => out + errors, errors: () => errors }
  running.push(launched)
  return launched
}

/** Launches and waits until it says that it is ready. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<Launched> {
  const launched = launch(env)
  await Promise.race([
    new Promise<void>((resolve) => {
      launched.child.stdout?.on('data', () => {
        if (launched.said().includes('Press Ctrl-C')) resolve()
      })
    }),
    launched.ended.then((code) => {
      throw new Error(`ended with ${code}: ${launched.said()}`)
    }),
  ])
  return launched
}

const url = (path: string): string => `http://127.0.0.1:${port}${path}`

async function textOf(path: string): Promise<string> {
  return await (await fetch(url(path))).text()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo
      server.close(() => resolve(free))
    })
  })
}
