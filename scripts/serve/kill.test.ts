import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { openReader } from '../../core/database/reader.ts'
import type { BranchId, ItemId } from '../../core/kernel/ids.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { createSalesOrder } from '../../core/orders/create-sales-order.ts'
import { paths, stationBase } from '../../station/kiosk/paths.ts'
import { DEMO_ITEMS, demoEan } from '../demo/items.ts'
import { demoBadgeCode } from '../demo/people.ts'

const DELIVERIES = 12
const WATER = demoEan(DEMO_ITEMS.findIndex(({ code }) => code === 'WATER-500'))
const TEST_MS = 600_000
/** A start, with or without baking the demo, and all else that is waited for. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 20

let folder: string
let base: string
let server: ChildProcess | undefined
let kills = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-kill-'))
  base = `http://127.0.0.1:${await freePort()}`
})
afterAll(async () => {
  await pullThePlug(0)
  rmSync(folder, { recursive: true, force: true })
})

describe('the promise', () => {
  it(
    'every accepted scan is on the books exactly once, wherever kill -9 falls',
    async () => {
      await startServer()
      const order = await orderWater()
      const before = sold()
      let scans = 0
      for (let delivery = 0; delivery < DELIVERIES; delivery++) {
        const count = 1 + (delivery % 3)
        await deliver(order, count)
        scans += count
      }
      await untilPosted()
      const after = sold()
      expect(kills).toBeGreaterThan(DELIVERIES / 3)
      expect(after.documents - before.documents).toBe(DELIVERIES)
      expect(after.quantity - before.quantity).toBe(scans)
      const reader = openReader(join(folder, 'book.db'))
      expect(verifyBook(reader)).toMatchObject({ ok: true })
      reader.close()
    },
    TEST_MS,
  )
})

let n = 0
const page = 'kill-test'
const { inputs } = paths(stationBase('BRA-K1'))

/** An order for more than is delivered here. */
async function orderWater(): Promise<number> {
  const central = openCentralFile(join(folder, 'book.db'))
  try {
    return await createSalesOrder(central, {
      branch: 1 as BranchId,
      partner: idOf(`SELECT id FROM partner WHERE is_customer = 1 ORDER BY id`),
      orderedOn: '2026-11-20',
      dueOn: '2026-11-20',
      lines: [
        { item: idOf(`SELECT id FROM item WHERE code = 'WATER-500'`) as ItemId, quantity: 500, price: 900 },
      ],
    })
  } finally {
    central.close()
  }
}

/** One delivery as a screen makes it; the power may fail at any of its messages. */
async function deliver(order: number, count: number): Promise<void> {
  await send({ type: 'home' })
  await send({ type: 'scan', text: ownCode.badge(demoBadgeCode('thandi')) })
  await send({ type: 'choose_operation', workflow: 'sales' })
  await send({ type: 'choose_order', active_sales: order })
  for (let scan = 0; scan < count; scan++) await send({ type: 'scan', text: WATER })
  const review = await send({ type: 'review' })
  const accept = /\{"type":"accept"[^}]*\}/.exec(review.replaceAll('&quot;', '"'))?.[0]
  expect(accept, review).toBeDefined()
  await send(JSON.parse(accept ?? '{}'))
}

/** Sends until answered, with the same number, as the screen's own program does. */
async function send(input: object): Promise<string> {
  n++
  const body = JSON.stringify({ page, entries: [{ page, n, input }] })
  // Every seventh message, between at once and after its answer.
  if (n % 7 === 3) void pullThePlug((n * 5) % 13)
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(PAUSE_MS)) {
    if (server === undefined) await startServer()
    try {
      const answer = await fetch(base + inputs, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: base, 'sec-fetch-site': 'same-origin' },
        body,
      })
      if (answer.status === 200) return ((await answer.json()) as { html: string }).html
    } catch {
      // Its plug was pulled.
    }
  }
  throw new Error(`no answer to ${body}`)
}

async function pullThePlug(afterMs: number): Promise<void> {
  await sleep(afterMs)
  const dying = server
  if (dying === undefined || dying.exitCode !== null) return
  kills++
  const ended = new Promise((resolve) => dying.once('close', resolve))
  dying.kill('SIGKILL')
  await ended
  if (server === dying) server = undefined
}

async function startServer(): Promise<void> {
  const started = spawn(process.execPath, [projectFile('dist', 'scripts', 'serve.js')], {
    env: { ...process.env, SCANBOOK_DATA: folder, PORT: new URL(base).port },
    stdio: 'ignore',
  })
  server = started
  for (const until = Date.now() + PATIENCE_MS; server === started; await sleep(PAUSE_MS)) {
    const isUp = await fetch(`${base}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    if (Date.now() > until) throw new Error('the server does not start')
  }
}

/** Waits until the outbox has an outcome for everything. */
async function untilPosted(): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(PAUSE_MS)) {
    if (server === undefined) await startServer()
    const reader = openReader(join(folder, 'outbox.db'))
    const waiting = Number(reader.get(`SELECT count(*) FROM document WHERE state = 'waiting'`)?.[0])
    reader.close()
    if (waiting === 0) return
  }
  throw new Error('documents still wait')
}

function idOf(sql: string): number {
  const reader = openReader(join(folder, 'book.db'))
  const id = Number(reader.get(sql)?.[0])
  reader.close()
  return id
}

/** Posted sales of the kiosk, and how much water they sold. */
function sold(): { documents: number; quantity: number } {
  const reader = openReader(join(folder, 'book.db'))
  const row = reader.get(
    `SELECT count(DISTINCT d.position), coalesce(sum(m.quantity), 0) FROM document d
     JOIN move m ON m.document = d.position JOIN item i ON i.id = m.item
     WHERE d.event = 'sale' AND d.branch = 1 AND i.code = 'WATER-500'`,
  )
  reader.close()
  return { documents: Number(row?.[0]), quantity: Number(row?.[1]) }
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
