import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { paths, practiceBase, stationBase } from '../../station/kiosk/paths.ts'
import { DEMO_ITEMS, demoEan } from '../demo/items.ts'
import { demoBadgeCode } from '../demo/people.ts'

const WATER = demoEan(DEMO_ITEMS.findIndex(({ code }) => code === 'WATER-500'))
const TEST_MS = 600_000
/** A start, with or without baking the demo, and a copy of the book. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 25
const WORK = paths(stationBase('BRA-K1'))
const PRACTICE = paths(practiceBase(stationBase('BRA-K1')))

let folder: string
let base: string
let server: ChildProcess | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-practice-'))
  base = `http://127.0.0.1:${await freePort()}`
})
afterAll(async () => {
  await pullThePlug()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'a practice that is killed in the middle leaves the books and the outbox row for row as they were',
  async () => {
    await startServer()
    const before = rowsOfAll()
    for (const afterMs of [0, 3, 20]) {
      await enterPractice()
      const said = await sellInPractice()
      expect(said).toContain('PRACTICE-000001')
      void sellInPractice().catch(() => undefined)
      await sleep(afterMs)
      await pullThePlug()
      expect(existsSync(join(folder, 'practice'))).toBe(true)
      await startServer()
      expect(existsSync(join(folder, 'practice'))).toBe(false)
      expect(rowsOfAll()).toEqual(before)
    }
    expect((await fetch(base + PRACTICE.screen, { redirect: 'manual' })).headers.get('location')).toBe(
      WORK.screen,
    )
    // What a screen that was in practice had not sent yet finds nobody.
    expect((await send(PRACTICE.inputs, { type: 'scan', text: WATER })).status).toBe(410)
    const reader = openReader(join(folder, 'book.db'))
    expect(verifyBook(reader)).toMatchObject({ ok: true })
    reader.close()
  },
  TEST_MS,
)

/** Every row of the book, and of the outbox all but what screens said last. */
function rowsOfAll(): Record<string, string> {
  return { ...rowsOf('book.db'), ...rowsOf('outbox.db', 'session') }
}
function rowsOf(file: string, leaveOut = ''): Record<string, string> {
  const reader = openReader(join(folder, file))
  const tables = reader
    .all(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .map(([name]) => String(name))
    .filter((name) => name !== leaveOut)
  const rows = tables.map((name) => [`${file} ${name}`, JSON.stringify(reader.all(`SELECT * FROM ${name}`))])
  reader.close()
  return Object.fromEntries(rows) as Record<string, string>
}

async function enterPractice(): Promise<void> {
  await send(WORK.inputs, { type: 'home' })
  await send(WORK.inputs, { type: 'scan', text: ownCode.command('practice') })
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(PAUSE_MS)) {
    const page = await fetch(base + WORK.screen, { redirect: 'manual' })
    if (page.headers.get('location') === PRACTICE.screen) return
  }
  throw new Error('no practice was opened')
}

/** One delivery, as a screen in practice makes it. Returns what the screen says last. */
async function sellInPractice(): Promise<string> {
  const ask = async (input: object): Promise<string> =>
    ((await (await send(PRACTICE.inputs, input)).json()) as { html: string }).html
  await ask({ type: 'home' })
  await ask({ type: 'scan', text: ownCode.badge(demoBadgeCode('thandi')) })
  await ask({ type: 'choose_operation', workflow: 'sales' })
  await ask({ type: 'choose_order', active_sales: orderOfWater() })
  await ask({ type: 'scan', text: WATER })
  const review = await ask({ type: 'review' })
  const accept = /\{"type":"accept"[^}]*\}/.exec(review.replaceAll('&quot;', '"'))?.[0]
  return await ask(JSON.parse(accept ?? '{}') as object)
}

function orderOfWater(): number {
  const reader = openReader(join(folder, 'book.db'))
  const id = Number(
    reader.get(
      `SELECT min(o.id) FROM sales_order o JOIN sales_order_line l ON l.sales_order = o.id
       JOIN item i ON i.id = l.item WHERE o.branch = 1 AND o.state = 'open' AND i.code = 'WATER-500'`,
    )?.[0],
  )
  reader.close()
  return id
}

let n = 0
async function send(path: string, input: object): Promise<Response> {
  n++
  const page = 'practice-kill-test'
  return await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ page, entries: [{ page, n, input }] }),
  })
}

async function pullThePlug(): Promise<void> {
  const dying = server
  if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return
  const ended = new Promise((resolve) => dying.once('close', resolve))
  dying.kill('SIGKILL')
  await ended
}

async function startServer(): Promise<void> {
  server = spawn(process.execPath, [projectFile('dist', 'scripts', 'serve.js')], {
    env: { ...process.env, SCANBOOK_DATA: folder, PORT: new URL(base).port },
    stdio: 'ignore',
  })
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(PAUSE_MS)) {
    const isUp = await fetch(`${base}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
  }
  throw new Error('the server does not start')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
