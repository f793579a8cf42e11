import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { listCopies } from '../../core/backup/list-copies.ts'
import { COPY_WEEK_MS, recordCopy } from '../../core/backup/record-copy.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { openReader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { newDocumentId } from '../../core/kernel/ids.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../../core/testing/bakery.ts'
import { servedBookPath } from '../sqld/served-files.ts'
import { centralProgram, type CentralProgram } from './testing/running-program.ts'
import { wayThroughGate } from './testing/way-through-gate.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const WRITER = 'BRA-K1'

let folder: string
let bakery: Bakery
let central: CentralProgram
let outbox: Outbox
let token: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-copies-'))
  bakery = await openBakery()
  central = await centralProgram(join(folder, 'central'))
  await central.start()
  await serve(bakery.path)
  token = /:(sbw_[\w-]+):/.exec((await central.ask('enrol', WRITER, '--branch', 'BRA')).join('\n'))?.[1] ?? ''
  outbox = openOutbox(join(folder, 'outbox.db'))
})
afterAll(async () => {
  outbox.close()
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

const served = (): string => servedBookPath(join(folder, 'central'))

/** Puts a file in the place of central's book. */
async function serve(path: string): Promise<void> {
  const book = join(folder, 'put-back.db')
  rmSync(book, { force: true })
  copyDatabase(path, book)
  await central.ask('restore', book, '--force')
}

function accept(): string {
  const ends = { item: bakery.coke, from: bakery.place('supplier'), to: bakery.place('retail') }
  const { content } = outbox.accept({
    writer: WRITER,
    draft: {
      id: newDocumentId(),
      event: 'purchase_invoice',
      branch: bakery.bra,
      acceptedAt: TEST_NOW,
      acceptedBy: bakery.thandi,
      lines: [{ ...ends, quantity: 1, take: { by: 'stated', amount: 100 } }],
    },
  }).document
  return content.id
}

async function post(): Promise<void> {
  const way = wayThroughGate({ url: central.url, token, incarnation: WRITER }, outbox, 10_000)
  const parts = { outbox, clock: systemClock, zoneOf: () => ZONE, centralOf: () => way }
  const poster = startPoster({ ...parts, onOutcomes: () => {} })
  await poster.drained()
  expect(poster.state()).toEqual({ kind: 'idle' })
  await poster.stop()
  way.close()
}

/** The same book, as if it had been copied that long ago, and its copy verified. */
async function copiedBefore(ms: number): Promise<string> {
  const path = join(folder, 'copied-before.db')
  rmSync(path, { force: true })
  copyDatabase(served(), path)
  const own = openCentralFile(path)
  const [[databaseId, epoch] = []] = await own.all({ sql: 'SELECT database_id, epoch FROM meta', args: [] })
  const [[position] = []] = await own.all({ sql: 'SELECT max(position) FROM document', args: [] })
  const copy = { databaseId: String(databaseId), epoch: Number(epoch), lastPosition: Number(position) }
  await recordCopy(own, { ...copy, madeAt: Date.now() - ms, verify: { ok: true } })
  own.close()
  return path
}

it('a writer lets go what central has had in a copy for a week, and posts again what a restored book lacks', async () => {
  const accepted = Array.from({ length: 121 }, accept)
  const kept = (): string[] => accepted.filter((id) => outbox.find(id) !== undefined)
  await post()
  await serve(await copiedBefore(COPY_WEEK_MS))
  accepted.push(accept(), accept())
  await post()
  // A copy that is the newest lets nothing go.
  expect(kept()).toEqual(accepted)

  await central.ask('backup', join(folder, 'copies'))
  accepted.push(accept())
  await post()
  await post()
  expect(kept()).toEqual(accepted.slice(121))

  const [copy] = await listCopies(join(folder, 'copies'))
  await serve(join(copy?.path ?? '', 'book.db'))
  await central.ask('open')
  accepted.push(accept())
  await post()
  const book = openReader(served())
  expect(book.all('SELECT id FROM document ORDER BY position')).toEqual(accepted.map((id) => [id]))
  expect(verifyBook(book).ok).toBe(true)
  book.close()
})
