import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countTheRestore } from '../backup/count-the-restore.ts'
import { copyDatabase, findDamage } from '../backup/durable-files.ts'
import { OLD_COPY } from '../backup/record-copy.ts'
import { unseal } from '../book/content.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { openCentralFile } from '../database/central-file.ts'
import { openReader, type Reader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openBakery, ZONE, type Bakery } from '../testing/bakery.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { LETTING_GO_FILES, type LettingGoOrder } from '../testing/letting-go-files.ts'
import { openOutbox } from './outbox.ts'
import { BookTooOld, makeSureOfBook } from './own-book.ts'
import { startPoster } from './poster.ts'

/** A soak sets more: SCANBOOK_KILLS=500. */
const KILLS = Number(process.env['SCANBOOK_KILLS'] ?? 12)
/** So many of them fall while documents are let go, however many that takes. */
const INSIDE = KILLS / 4
const TEST_MS = 120_000 + KILLS * 10_000
/** From its start until it has let some go. */
const ANY_MS = 1_000
const INSIDE_MS = 0.7
const WRITER = 'BRA-K1'
const PROGRAM = 'core/testing/letting-go-writer.ts'
const { copy: copyName } = LETTING_GO_FILES

let folder: string
let bakery: Bakery
let programs: BuiltPrograms
let running: ChildProcess | undefined
beforeAll(async () => {
  programs = buildPrograms([PROGRAM])
  folder = mkdtempSync(join(tmpdir(), 'scanbook-letting-go-'))
  bakery = await openBakery()
  copyDatabase(bakery.path, fileOf('book'))
}, TEST_MS)
afterAll(() => {
  running?.kill('SIGKILL')
  bakery.close()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'a writer is killed while it lets documents go: what is gone lies in a copy, all else goes on, and a restore is offered it again',
  async () => {
    let inside = 0
    for (let kills = 0; kills < KILLS || (inside < INSIDE && kills < 10 * KILLS); kills++) {
      if (await killAtSomeMoment(kills)) inside++
      compareWhatIsKept()
    }
    expect(inside).toBeGreaterThanOrEqual(INSIDE)
    await finish()
    compareWhatIsKept()
    const made = inBook(fileOf('book'))
    expect(made.map(([seq]) => seq)).toEqual(made.map((_, index) => index + 1))
    const told = readFileSync(fileOf('accepted'), 'utf8').trimEnd().split('\n')
    expect(told.filter((one) => !made.some(([seq, id]) => one === `${seq} ${id}`))).toEqual([])
    expect(isInOrder(fileOf('book'))).toBe(true)
    expect(seqsIn('outbox').length).toBeLessThan(made.length / 2)
    await restoreTooOld()
    await restoreAndGoOn(made)
  },
  TEST_MS,
)

/** Every fourth time at any moment, else in the middle of what it lets go. Resolves to whether it was in there. */
async function killAtSomeMoment(kills: number): Promise<boolean> {
  writeFileSync(fileOf('isLettingGo'), 'no')
  const child = start()
  const isAnyMoment = kills % 4 === 3
  if (isAnyMoment) await sleep(Math.random() * ANY_MS)
  else for (let times = 0; times <= kills % 2; times++) await once(child, 'message')
  // Finer than a timer: letting some go takes a millisecond or two.
  const until = performance.now() + Math.random() * INSIDE_MS
  while (performance.now() < until);
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  return readFileSync(fileOf('isLettingGo'), 'utf8') === 'in'
}

/** It ends by itself: what it made is posted, and some of it lies in no copy. */
async function finish(): Promise<void> {
  const child = start()
  child.send('enough')
  expect(await once(child, 'exit')).toEqual([0, null])
}

function start(): ChildProcess {
  const { bra: branch, palesa: person, coke: item, place } = bakery
  const places = { supplier: place('supplier'), retail: place('retail'), write_off: place('write_off') }
  const order: LettingGoOrder = { folder, writer: WRITER, branch, person, item, places }
  running = fork(programs.program(PROGRAM), [JSON.stringify(order)], { execArgv: [] })
  return running
}

/** What the outbox still has and what the copy has that counts, as one chain from the first number to the last. */
function compareWhatIsKept(): void {
  expect(findDamage(fileOf('outbox'))).toBeUndefined()
  const copied = new Map(inCopy().map(([seq, , hash]) => [seq, hash]))
  const outbox = openReader(fileOf('outbox'))
  try {
    const [head] = outbox.all('SELECT seq, hash FROM writer')
    const kept = new Map(
      outbox.all('SELECT seq, content FROM document').map(([seq, text]) => [seq, unseal(String(text))]),
    )
    let previous = ''
    for (let seq = 1; seq <= Number(head?.[0] ?? 0); seq++) {
      const document = kept.get(seq)
      const hash = document?.hash ?? copied.get(seq)
      expect([seq, hash]).toEqual([seq, expect.any(String)])
      expect([seq, document?.content.previous ?? previous]).toEqual([seq, previous])
      previous = String(hash)
    }
    expect(head?.[1] ?? '').toBe(previous)
    expect(kept.size === 0 || kept.has(Number(head?.[0]))).toBe(true)
    expect(
      outbox.all('SELECT r.id FROM reversal r LEFT JOIN document d ON d.id = r.id WHERE d.id IS NULL'),
    ).toEqual([])
  } finally {
    outbox.close()
  }
}

/** Where a copy is put back that is older than the one that was relied on, nothing is posted. */
async function restoreTooOld(): Promise<void> {
  const copies = readdirSync(folder).flatMap((name) => /^copy-(\d+)\.db$/.exec(name)?.[1] ?? [])
  const oldest = Math.min(...copies.map(Number))
  const restored = await putBack(copyName(oldest))
  await expect(makeSureOfBook(restored.central, restored)).rejects.toThrow(BookTooOld)
  restored.close()
}

async function restoreAndGoOn(made: readonly DocumentRow[]): Promise<void> {
  const had = inCopy()
  const lacks = made.slice(had.length)
  expect(lacks.length).toBeGreaterThan(0)
  const { central, outbox, path, close } = await putBack(copyName(oldCopy() ?? 0))
  await makeSureOfBook(central, { outbox })
  expect(outbox.waiting(WRITER, made.length).map(({ content: { seq, id } }) => [seq, id])).toEqual(
    lacks.map(([seq, id]) => [seq, id]),
  )
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock: { now: () => Date.now() },
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
  await poster.drained()
  const { bra: branch, palesa: acceptedBy, coke: item, place } = bakery
  const line = {
    item,
    from: place('supplier'),
    to: place('retail'),
    quantity: 1,
    take: { by: 'stated', amount: 5 },
  } as const
  const next = outbox.accept({
    writer: WRITER,
    draft: {
      id: newDocumentId(),
      event: 'purchase_invoice',
      branch,
      acceptedAt: Date.now(),
      acceptedBy,
      lines: [line],
    },
  }).document
  await poster.drained()
  await poster.stop()
  close()
  expect(inBook(path)).toEqual([...made, [made.length + 1, next.content.id, next.hash]])
  expect(isInOrder(path)).toBe(true)
}

/** A copy as central's book, and the outbox as it is by now, each in a file of its own. */
async function putBack(name: string) {
  const path = join(folder, `restored-${name}`)
  copyFileSync(join(folder, name), path)
  copyDatabase(fileOf('outbox'), `${path}-outbox`)
  const central = openCentralFile(path)
  await countTheRestore(central, 1)
  const outbox = openOutbox(`${path}-outbox`)
  const close = (): void => {
    outbox.close()
    central.close()
  }
  return { path, central, outbox, close }
}

type DocumentRow = readonly [seq: number, id: string, hash: string]

function inBook(path: string): DocumentRow[] {
  return reading(path, (book) =>
    book
      .all(
        `SELECT d.seq, d.id, d.content_hash FROM document d JOIN writer w ON w.id = d.writer
         WHERE w.incarnation = ?1 ORDER BY d.position`,
        WRITER,
      )
      .map(([seq, id, hash]) => [Number(seq), String(id), String(hash)]),
  )
}

/** The copy on which it is relied, by the last position in it; undefined: none. */
const oldCopy = (): number | undefined =>
  reading(fileOf('book'), (book) => book.all(OLD_COPY).map(([, position]) => Number(position))[0])

function inCopy(): DocumentRow[] {
  const position = oldCopy()
  return position === undefined ? [] : inBook(join(folder, copyName(position)))
}

const seqsIn = (name: 'outbox'): unknown[] =>
  reading(fileOf(name), (outbox) => outbox.all('SELECT seq FROM document'))

const isInOrder = (path: string): boolean => reading(path, (book) => verifyBook(book).ok)

function reading<T>(path: string, read: (reader: Reader) => T): T {
  const reader = openReader(path)
  try {
    return read(reader)
  } finally {
    reader.close()
  }
}

function fileOf(name: 'book' | 'outbox' | 'accepted' | 'isLettingGo'): string {
  return join(folder, LETTING_GO_FILES[name])
}
