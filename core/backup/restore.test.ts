import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { openCentralFile } from '../database/central-file.ts'
import { createBook } from '../database/create-book.ts'
import { openReader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { startPoster } from '../outbox/poster.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { copyDatabase } from './durable-files.ts'
import { DiskTooFull, makeCopy, sourcesOfHost } from './make-copy.ts'
import { restoreCopy } from './restore.ts'

const LATER = TEST_NOW + 3_600_000
let bakery: Bakery
let outbox: Outbox
let elsewhere: string
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  elsewhere = mkdtempSync(join(tmpdir(), 'scanbook-restored-'))
  writeFileSync(join(bakery.folder, 'pin.key'), 'a secret', { mode: 0o600 })
})
afterEach(() => {
  outbox.close()
  bakery.close()
  rmSync(elsewhere, { recursive: true, force: true })
})

const draft = (of: Pick<Draft, 'event' | 'lines'> & Partial<Draft>): Draft => ({
  id: newDocumentId(),
  branch: bakery.bra,
  acceptedAt: TEST_NOW,
  acceptedBy: bakery.thandi,
  ...of,
})

const invoice = (quantity: number): Draft =>
  draft({
    event: 'purchase_invoice',
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('supplier'),
        to: bakery.place('retail'),
        quantity,
        take: { by: 'stated', amount: quantity * 990 },
      },
    ],
  })

const sale = (quantity: number): Draft =>
  draft({
    event: 'sale',
    salesOrder: bakery.order,
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('retail'),
        to: bakery.place('customer'),
        quantity,
        take: { by: 'cost' },
      },
    ],
  })

/** What a station does: accepted, and posted when `central` answers. */
async function work(drafts: readonly (readonly [writer: string, draft: Draft])[]): Promise<void> {
  for (const [writer, of] of drafts) {
    outbox.accept({ writer, draft: of })
    await drain(bakery.folder, outbox)
  }
}

async function drain(folder: string, of: Outbox): Promise<void> {
  const central = openCentralFile(join(folder, 'book.db'))
  const poster = startPoster({
    centralOf: () => central,
    outbox: of,
    clock: { now: () => LATER },
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
  await poster.drained()
  await poster.stop()
  central.close()
}

const copyNow = (): string =>
  makeCopy({
    sources: sourcesOfHost(bakery.folder),
    into: join(bakery.folder, 'backups'),
    now: TEST_NOW,
    program: 'test',
  }).path

const restore = (copy: string, dataFolder = bakery.folder, force = false) =>
  restoreCopy({ copy, dataFolder, force, now: LATER })

/** Every document as the book has it: position, writer's number, state, its own number, what it is worth. */
function documentsIn(folder: string): unknown[] {
  const reader = openReader(join(folder, 'book.db'))
  const rows = reader.all(
    `SELECT d.position, w.incarnation, d.seq, d.id, d.state, d.series, d.number, d.posting_date, d.total
     FROM document d JOIN writer w ON w.id = d.writer ORDER BY d.position`,
  )
  reader.close()
  return rows.map((row) => [...row])
}

function verified(folder: string): boolean {
  const reader = openReader(join(folder, 'book.db'))
  const { ok } = verifyBook(reader)
  reader.close()
  return ok
}

function stateOf(folder: string): { epoch: number; databaseId: string } {
  const reader = openReader(join(folder, 'book.db'))
  const [epoch, databaseId] = reader.get('SELECT epoch, database_id FROM meta') ?? []
  reader.close()
  return { epoch: Number(epoch), databaseId: String(databaseId) }
}

/** A day of two writers, with a refusal, what settled it, and work that waits. */
async function workADay(): Promise<void> {
  const tooMuch = sale(500)
  await work([
    ['HQ-A1', invoice(40)],
    ['BRA-K1', sale(3)],
    ['BRA-K1', tooMuch],
    ['HQ-A1', { ...draft({ event: 'void', lines: [] }), settles: tooMuch.id, acceptedBy: bakery.palesa }],
    ['BRA-K1', sale(2)],
    ['HQ-A1', invoice(10)],
    ['BRA-K1', sale(4)],
  ])
}

describe('a restored book', () => {
  it('has what was posted after the copy, in its order and under its numbers, when only the book was lost', async () => {
    await work([['HQ-A1', invoice(5)]])
    const copy = copyNow()
    await workADay()
    outbox.accept({ writer: 'BRA-K1', draft: sale(1) })
    const before = documentsIn(bakery.folder)
    outbox.close()
    writeFileSync(join(bakery.folder, 'book.db'), 'a broken disk')

    const restored = await restore(copy)
    expect(restored).toMatchObject({ kind: 'restored', outbox: 'living', waiting: 1 })
    expect(restored).toMatchObject({
      again: { posted: 6, refused: 1, stoppedAt: undefined },
      verdict: { ok: true },
    })
    expect(documentsIn(bakery.folder)).toEqual(before)
    expect(stateOf(bakery.folder)).toEqual({ epoch: 2, databaseId: expect.any(String) })

    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
    await drain(bakery.folder, outbox)
    expect(documentsIn(bakery.folder)).toHaveLength(before.length + 1)
    await work([['BRA-K1', sale(1)]])
    expect(outbox.waitingTotal().documents).toBe(0)
    expect(verified(bakery.folder)).toBe(true)
  })

  it('has in an empty folder what the copy’s outbox has, and its writers go on after that', async () => {
    await workADay()
    const copy = copyNow()
    const before = documentsIn(bakery.folder)
    await work([['BRA-K1', sale(1)]])
    expect(await restore(copy, elsewhere)).toMatchObject({
      outbox: 'copied',
      again: { posted: 0 },
      replaced: undefined,
    })
    expect(documentsIn(elsewhere)).toEqual(before)
    expect(statSync(join(elsewhere, 'pin.key')).mode & 0o777).toBe(0o600)
    const there = openOutbox(join(elsewhere, 'outbox.db'))
    expect(there.accept({ writer: 'BRA-K1', draft: sale(1) }).reference).toBe('BRA-K1-000005')
    await drain(elsewhere, there)
    there.close()
    expect(documentsIn(elsewhere)).toHaveLength(before.length + 1)
    expect(verified(elsewhere)).toBe(true)
  })

  it('lets no writer give a number that it has, where the copy has no outbox', async () => {
    await workADay()
    const copy = copyNow()
    const there = join(copy, 'manifest.json')
    const manifest = JSON.parse(readFileSync(there, 'utf8'))
    manifest.files = manifest.files.filter(({ name }: { name: string }) => name !== 'outbox.db')
    writeFileSync(there, JSON.stringify(manifest))
    await restore(copy, elsewhere)
    const restored = openOutbox(join(elsewhere, 'outbox.db'))
    expect(restored.accept({ writer: 'BRA-K1', draft: sale(1) }).reference).toBe('BRA-K1-000005')
    await drain(elsewhere, restored)
    expect(restored.recent('BRA-K1', 1)[0]?.outcome).toMatchObject({ state: 'posted' })
    restored.close()
  })

  it('keeps aside what was there, and is told from its copy each time', async () => {
    await workADay()
    const copy = copyNow()
    outbox.close()
    const first = await restore(copy)
    const second = await restoreCopy({ copy, dataFolder: bakery.folder, force: false, now: LATER + 60_000 })
    expect(stateOf(bakery.folder).epoch).toBe(3)
    for (const result of [first, second]) {
      const replaced = result.kind === 'restored' ? (result.replaced ?? '') : ''
      expect(readdirSync(replaced)).toEqual(expect.arrayContaining(['book.db', 'outbox.db', 'pin.key']))
    }
    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  })

  it('names a document of a station that it does not know, and posts the others’', async () => {
    const copy = copyNow()
    await bakery.central.batch([
      {
        sql: uncatalogued(
          `INSERT INTO writer (name, incarnation, branch, state) VALUES ('BRA-K9', 'BRA-K9', 1, 'open')`,
        ),
        args: [],
      },
    ])
    await work([
      ['HQ-A1', invoice(20)],
      ['BRA-K9', sale(1)],
      ['BRA-K1', sale(2)],
    ])
    outbox.close()
    expect(await restore(copy)).toMatchObject({
      again: { posted: 2, refused: 0, stoppedAt: { reference: 'BRA-K9-000001' } },
      waiting: 1,
    })
    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  })
})

describe('nothing is restored, and nothing changed, from', () => {
  it('a folder that is no copy', async () => {
    expect(await restore(elsewhere)).toEqual({ kind: 'no_copy' })
  })

  it.each(['book.db', 'outbox.db', 'pin.key'])('a copy whose %s is damaged', async (name) => {
    await workADay()
    const copy = copyNow()
    appendFileSync(join(copy, name), 'x')
    expect(await restore(copy)).toEqual({ kind: 'damaged', file: name })
    expect(readdirSync(bakery.folder).filter((file) => /^rest|^repl/.test(file))).toEqual([])
  })

  it('another company’s copy, unless it is forced', async () => {
    await workADay()
    const copy = copyNow()
    const central = openCentralFile(join(elsewhere, 'book.db'))
    await createBook(central, { company: 'Another Bakery', currency: 'ZAR', isDemo: false })
    central.close()
    expect(await restore(copy, elsewhere)).toEqual({
      kind: 'other_company',
      company: 'Test Bakery',
      here: 'Another Bakery',
    })
    expect(await restore(copy, elsewhere, true)).toMatchObject({ kind: 'restored', outbox: 'copied' })
    expect(stateOf(elsewhere).databaseId).toBe(stateOf(bakery.folder).databaseId)
  })

  it('a copy over something that nobody can tell whose it is', async () => {
    const copy = copyNow()
    writeFileSync(join(elsewhere, 'book.db'), 'a broken disk')
    expect(await restore(copy, elsewhere)).toEqual({ kind: 'unknown_company' })
  })

  it('a copy whose books are not right', async () => {
    await workADay()
    bakery.reader.get('SELECT 1')
    await bakery.central.script(
      'UPDATE account_balance SET debit = debit + 1 WHERE account = (SELECT min(account) FROM account_balance WHERE debit > 0)',
    )
    const made = makeCopy({
      sources: sourcesOfHost(bakery.folder),
      into: join(bakery.folder, 'backups'),
      now: TEST_NOW,
      program: 'test',
    })
    expect(made.manifest.verify.ok).toBe(false)
    expect(await restore(made.path, elsewhere)).toMatchObject({ kind: 'red' })
    expect(existsSync(join(elsewhere, 'book.db'))).toBe(false)
    expect(await restore(made.path, elsewhere, true)).toMatchObject({
      kind: 'restored',
      verdict: { ok: false },
    })
  })
})

describe('a copy', () => {
  it('is not begun where the disk would become full', () => {
    const into = join(bakery.folder, 'backups')
    const order = {
      sources: sourcesOfHost(bakery.folder),
      into,
      now: TEST_NOW,
      program: 'test',
      freeBytes: () => 64 * 1024 * 1024,
    }
    expect(() => makeCopy(order)).toThrow(DiskTooFull)
    expect(readdirSync(into)).toEqual([])
  })

  it('of a machine that follows a central is of its replica, whatever book lies there from before', () => {
    const generation = join(bakery.folder, 'replica', 'g1')
    mkdirSync(generation, { recursive: true })
    copyDatabase(bakery.path, join(generation, 'replica.db'))
    writeFileSync(join(bakery.folder, 'replica', 'current'), 'g1\n')
    const replica = new Database(join(generation, 'replica.db'))
    replica.exec("UPDATE meta SET company = 'The company of central'")
    replica.close()
    const { manifest } = makeCopy({
      sources: sourcesOfHost(bakery.folder),
      into: join(bakery.folder, 'backups'),
      now: TEST_NOW,
      program: 'test',
    })
    expect(manifest).toMatchObject({ company: 'The company of central', verify: { ok: true } })
  })

  it('removes what a killed attempt left, and gets a name of its own in the same second', () => {
    const into = join(bakery.folder, 'backups')
    copyNow()
    copyFileSync(join(bakery.folder, 'book.db'), join(into, '.making-999999999-1'))
    copyNow()
    expect(readdirSync(into)).toEqual(['20261120T100000Z', '20261120T100000Z-2'])
  })
})
