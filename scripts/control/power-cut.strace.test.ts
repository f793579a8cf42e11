import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Draft } from '../../core/book/content.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { readWritersInBook } from '../../core/central/writers-in-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { newDocumentId } from '../../core/kernel/ids.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster, type Poster } from '../../core/outbox/poster.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { openServedBook } from '../../core/testing/served-book.ts'
import { openGateBefore } from '../gate/testing/served-gate.ts'
import { startServer, type SqldServer } from '../sqld/supervise.ts'
import { traceFiles, type TracedFiles, type Unwaited } from './testing/traced-files.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const WRITER = 'BRA-K1'
/** As long as it takes until the server has moved its log into the database file and begun it anew. */
const GROUPS = 90
const GROUP = 5
const IN_BOOK = `SELECT d.id FROM document d JOIN writer w ON w.id = d.writer
  WHERE w.incarnation = ?1 ORDER BY d.position`
const DATABASE = join('sqld', 'dbs', 'default')
const FILES = ['data', 'data-wal', 'wallog'] as const

/** A group that waited in the outbox when its posting began. */
interface Moment {
  /** A copy of the outbox: the group waits, everything before it is acknowledged. */
  readonly outbox: string
  readonly acknowledged: readonly string[]
  /** Where the trace was then, and when the group was acknowledged. */
  readonly began: number
  acknowledgedAt: number
}

const log = pino({ level: 'silent' })
const moments: Moment[] = []
let folder: string
let server: SqldServer
let gate: Awaited<ReturnType<typeof openGateBefore>>
let token: string
let traced: TracedFiles
let draft: (quantity: number) => Draft
let cutServer: SqldServer | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-power-'))
  server = await startServer({ folder: join(folder, 'central'), log })
  const book = await openServedBook({ url: server.url, token: server.writeToken() })
  draft = await drafting(book)
  gate = await openGateBefore({
    get url() {
      return server.url
    },
    readToken: () => server.readToken(),
    writeToken: () => server.writeToken(),
    state: () => server.state(),
  })
  const enrolment = { station: WRITER, kind: 'station', branch: book.branch, expiresAt: null } as const
  const enrolled = gate.file.enrolments.add(enrolment, await readWritersInBook(book.central), TEST_NOW)
  if (enrolled.state !== 'enrolled') throw new Error(enrolled.state)
  token = enrolled.tokens.write
  book.central.close()
  // Nobody writes: these are the files as the last commit left them, which waited for the disk.
  cpSync(join(folder, 'central'), join(folder, 'before'), { recursive: true })
  traced = await traceFiles(server.pid, join(folder, 'central', DATABASE), FILES, join(folder, 'trace'))
  await postWhileTraced()
  await traced.stop()
  await server.stop()
})
afterEach(async () => {
  await cutServer?.stop()
  cutServer = undefined
})
afterAll(async () => {
  await gate.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function drafting(book: Awaited<ReturnType<typeof openServedBook>>): Promise<typeof draft> {
  const places = new Map((await book.ask('SELECT kind, id FROM location')).map(([kind, id]) => [kind, id]))
  const [from, to] = [Number(places.get('supplier')), Number(places.get('retail'))]
  const [[item] = []] = await book.ask('SELECT id FROM item')
  return (quantity) => ({
    id: newDocumentId(),
    event: 'purchase_invoice',
    branch: book.branch,
    acceptedAt: TEST_NOW,
    acceptedBy: 1,
    lines: [{ item: Number(item), from, to, quantity, take: { by: 'stated', amount: quantity * 100 } }],
  })
}

interface Writer {
  readonly outbox: Outbox
  readonly poster: Poster
  readonly end: () => Promise<void>
}

/** The writer on an outbox, at the gate: it is the same one to it each time. */
function writerOf(path: string): Writer {
  const outbox = openOutbox(path)
  const central = gate.connect(token)
  const parts = { outbox, clock: gate.clock, zoneOf: () => ZONE, centralOf: () => central }
  const poster = startPoster({ ...parts, onOutcomes: () => {} })
  return {
    outbox,
    poster,
    async end() {
      await poster.stop()
      outbox.close()
    },
  }
}

async function postWhileTraced(): Promise<void> {
  const path = join(folder, 'outbox.db')
  const { outbox, poster, end } = writerOf(path)
  const acknowledged: string[] = []
  for (let group = 0; group < GROUPS; group++) {
    const taken = Array.from({ length: GROUP }, (_, nth) =>
      outbox.accept({ writer: WRITER, draft: draft(1 + nth) }),
    )
    const copy = join(folder, `outbox-${group}.db`)
    copyDatabase(path, copy)
    const moment = { outbox: copy, acknowledged: [...acknowledged], began: traced.position() }
    await poster.drained()
    expect(outbox.waitingTotal().documents).toBe(0)
    moments.push({ ...moment, acknowledgedAt: traced.position() })
    acknowledged.push(...taken.map(({ document }) => document.content.id))
  }
  await end()
}

/** Central's folder as the disk has it after a power cut at a position of the trace. */
function cutAt(position: number, unwaited: Unwaited, serverLog: Unwaited | 'empty'): string {
  const cut = join(folder, 'cut')
  rmSync(cut, { recursive: true, force: true })
  cpSync(join(folder, 'before'), cut, { recursive: true })
  const into = join(cut, DATABASE)
  for (const file of FILES) {
    const before = readFileSync(join(folder, 'before', DATABASE, file))
    const fate = file === 'wallog' ? serverLog : unwaited
    const bytes = fate === 'empty' ? Buffer.alloc(0) : traced.fileAt(position, file, before, fate)
    writeFileSync(join(into, file), bytes)
  }
  // Memory that processes share, which is gone with them.
  rmSync(join(into, 'data-shm'), { force: true })
  return cut
}

/** The documents of the writer in a book that is served or was, in their order. */
function idsInBook(central: string): unknown[] {
  const reader = openReader(join(central, DATABASE, 'data'))
  try {
    return reader.all(IN_BOOK, WRITER).map(([id]) => id)
  } finally {
    reader.close()
  }
}

/** Which group is on its way. */
const WHICH = {
  'an early group': () => 3,
  'the group that fills the log': groupThatFills,
  'the first group of the log begun anew': () => groupThatFills() + 1,
  'the last group': () => GROUPS - 1,
} as const

/** The one after which the server moves its log into the database file. */
function groupThatFills(): number {
  const moved = traced.after('pwrite64', 'data', 0)
  return moments.findLastIndex(({ began }) => began < moved)
}

/** When the power goes: where the trace was, and whether the group is in the book by then. */
const WHEN = {
  'before its first byte': { at: ({ began }: Moment) => began, isIn: false },
  'in the middle of its bytes': {
    at: (moment: Moment) => traced.after('pwrite64', 'data-wal', half(moment.began, onDiskAt(moment))),
    isIn: false,
  },
  'when it is on the disk, and nobody has heard': {
    at: onDiskAt,
    isIn: true,
  },
  'while the log is moved': {
    at: () => half(traced.after('pwrite64', 'data', 0), traced.after('fsync', 'data', 0)),
    isIn: true,
  },
  'when it is acknowledged': { at: ({ acknowledgedAt }: Moment) => acknowledgedAt, isIn: true },
} as const

/** A log begun anew waits for its head first; the last wait is the one for the group. */
function onDiskAt({ acknowledgedAt }: Moment): number {
  return traced.before('fsync', 'data-wal', acknowledgedAt)
}

function half(from: number, to: number): number {
  return Math.round((from + to) / 2)
}

it.each([
  ['an early group', 'before its first byte', 'lost', 'lost'],
  ['an early group', 'in the middle of its bytes', 'lost', 'empty'],
  ['an early group', 'in the middle of its bytes', 'every other', 'written'],
  ['an early group', 'when it is on the disk, and nobody has heard', 'lost', 'lost'],
  ['the group that fills the log', 'while the log is moved', 'lost', 'lost'],
  ['the group that fills the log', 'while the log is moved', 'every other', 'written'],
  ['the first group of the log begun anew', 'in the middle of its bytes', 'lost', 'lost'],
  ['the first group of the log begun anew', 'in the middle of its bytes', 'every other', 'lost'],
  ['the first group of the log begun anew', 'when it is on the disk, and nobody has heard', 'lost', 'empty'],
  ['the last group', 'in the middle of its bytes', 'written', 'every other'],
  ['the last group', 'when it is acknowledged', 'lost', 'lost'],
] as const)(
  '%s, cut %s, with what was not waited for %s and the server’s log for replicas %s: all that was acknowledged is there',
  async (which, when, unwaited, serverLog) => {
    const moment = moments[WHICH[which]()]
    if (moment === undefined) throw new Error('no such group')
    const { at, isIn } = WHEN[when]
    const cut = cutAt(at(moment), unwaited, serverLog)
    server = cutServer = await startServer({ folder: cut, log })
    const own = join(cut, 'outbox.db')
    copyDatabase(moment.outbox, own)
    const inBook = idsInBook(cut)
    const { outbox, poster, end } = writerOf(own)
    const waiting = outbox.waiting(WRITER, GROUP).map(({ content }) => content.id)
    expect(waiting).toHaveLength(GROUP)
    expect(inBook).toEqual([...moment.acknowledged, ...(isIn ? waiting : [])])

    const next = outbox.accept({ writer: WRITER, draft: draft(1) }).document.content.id
    await poster.drained()
    await end()
    await cutServer.stop()
    expect(idsInBook(cut)).toEqual([...moment.acknowledged, ...waiting, next])
    const reader = openReader(join(cut, DATABASE, 'data'))
    expect(verifyBook(reader)).toMatchObject({ ok: true })
    reader.close()
  },
)
