import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { openBakery, type Bakery } from '../../core/testing/bakery.ts'
import type { WriterOrder } from './testing/posting-writer.ts'
import { centralProgram, type CentralProgram } from './testing/running-program.ts'

/** A soak sets more: SCANBOOK_KILLS=500. */
const KILLS = Number(process.env['SCANBOOK_KILLS'] ?? 16)
const WRITERS = 8
/** Between two documents of a writer. */
const EVERY_MS = 200
const TEST_MS = 300_000 + KILLS * 20_000
/** Until all eight have waited out their longest pause between two tries. */
const PATIENCE_MS = 120_000
const POSTED = `SELECT (SELECT coalesce(max(seq), 0) FROM writer) -
  (SELECT count(*) FROM document WHERE state = 'waiting')`
const WRITER_PROGRAM = projectFile('dist', 'scripts', 'control', 'testing', 'posting-writer.js')

let folder: string
let bakery: Bakery
let central: CentralProgram
const writers = new Map<string, { order: WriterOrder; process: ChildProcess | undefined }>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-central-kill-'))
  bakery = await openBakery()
  central = await centralProgram(join(folder, 'central'))
  const book = join(folder, 'begin.db')
  copyDatabase(bakery.path, book)
  await central.start()
  await central.ask('restore', book)
  for (let number = 2; number < 2 + WRITERS; number++) {
    const name = `BRA-K${number}`
    const lines = await central.ask('enrol', name, '--branch', 'BRA')
    const token = /:(sbw_[\w-]+):/.exec(lines.join('\n'))?.[1] ?? ''
    writers.set(name, { order: orderOf(name, token), process: undefined })
  }
}, TEST_MS)
afterAll(async () => {
  for (const { process: writer } of writers.values()) writer?.kill('SIGKILL')
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'eight writers post while server, gate and writers are killed: nothing is lost, doubled or out of order',
  async () => {
    for (const name of writers.keys()) start(name)
    let posted = 0
    for (let kill = 0; kill < KILLS; kill++) {
      posted = await untilMoreThan(posted)
      await sleep(Math.random() * 1_000)
      const target = kill % 3
      if (target === 0) central.kill('server')
      else if (target === 1) {
        central.kill('program')
        await central.start()
      } else restartOne()
    }
    await Promise.all([...writers.keys()].map(untilAllIsPosted))
    await central.stop()
    compare()
  },
  TEST_MS,
)

function orderOf(incarnation: string, token: string): WriterOrder {
  const own = join(folder, incarnation)
  mkdirSync(own)
  return {
    folder: own,
    url: central.url,
    token,
    incarnation,
    branch: bakery.bra,
    person: bakery.palesa,
    item: bakery.coke,
    places: {
      supplier: bakery.place('supplier'),
      retail: bakery.place('retail'),
      write_off: bakery.place('write_off'),
    },
    everyMs: EVERY_MS,
  }
}

function start(name: string): ChildProcess {
  const writer = writers.get(name)
  if (writer === undefined) throw new Error(name)
  writer.process = fork(WRITER_PROGRAM, [JSON.stringify(writer.order)], { execArgv: [] })
  return writer.process
}

function restartOne(): void {
  const names = [...writers.keys()]
  const name = names[Math.floor(Math.random() * names.length)] ?? ''
  const running = writers.get(name)?.process
  running?.kill('SIGKILL')
  start(name)
}

/** So that the next kill falls while they post, not while they wait to try again. Resolves to how many are posted. */
const untilMoreThan = (posted: number): Promise<number> =>
  vi.waitFor(
    () => {
      const now = [...writers.keys()].reduce((sum, name) => sum + postedBy(name), 0)
      expect(now).toBeGreaterThan(posted)
      return now
    },
    { timeout: PATIENCE_MS, interval: 50 },
  )

function postedBy(name: string): number {
  const outbox = openReader(join(folder, name, 'outbox.db'))
  try {
    return Number(outbox.get(POSTED)?.[0])
  } finally {
    outbox.close()
  }
}

/** It makes no more, and ends when the book has all it made. */
async function untilAllIsPosted(name: string): Promise<void> {
  const running = writers.get(name)?.process
  if (running === undefined) throw new Error(name)
  running.send('enough')
  const [code] = (await once(running, 'exit')) as [number | null]
  expect([name, code]).toEqual([name, 0])
}

/** Central's book against the outboxes: every document of each once, in its order, and the money right. */
function compare(): void {
  const book = openReader(join(folder, 'central', 'sqld', 'dbs', 'default', 'data'))
  try {
    for (const [name, { order }] of writers) {
      const outbox = openReader(join(order.folder, 'outbox.db'))
      const accepted = outbox.all('SELECT seq, id FROM document ORDER BY seq')
      outbox.close()
      expect(accepted.length).toBeGreaterThan(0)
      expect(inBook(book, name)).toEqual(accepted)
    }
    expect(verifyBook(book)).toMatchObject({ ok: true })
  } finally {
    book.close()
  }
}

function inBook(book: Reader, writer: string) {
  return book.all(
    `SELECT d.seq, d.id FROM document d JOIN writer w ON w.id = d.writer
     WHERE w.incarnation = ?1 ORDER BY d.position`,
    writer,
  )
}
