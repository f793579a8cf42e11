import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { systemClock } from '../kernel/clock.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { currentGeneration } from './generations.ts'
import { openReplicaReaders } from './replica-readers.ts'
import { startSync, type Sync } from './start-sync.ts'
import { compareTables } from './table-sums.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const CHILD = 'core/testing/killed-sync-child.ts'
const WAIT = { timeout: 60_000, interval: 20 }
const HOW_FAR = 'SELECT epoch, (SELECT count(*) FROM filling) FROM meta'
const ROWS = 2500
const NEW_ROWS = 3

const untilFresh = (): Promise<unknown> => vi.waitFor(() => expect(sync.state().kind).toBe('fresh'), WAIT)

let programs: BuiltPrograms
let book: CentralToFollow
/** A station's replicas from central's epoch before the one it has now. */
let older: string
let folder: string
let sync: Sync
let errors: unknown[]
/** What a station would have found that started when the child was killed; empty: it was not yet. */
let found: unknown[]

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  book = await startCentralToFollow()
  await book.fill(1)
  older = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
  folder = older
  start()
  await untilFresh()
  await sync.stop()
  await book.central.script('UPDATE meta SET epoch = epoch + 1, seq = seq + 1')
  await book.write(NEW_ROWS)
})
afterAll(async () => {
  await book.stop()
  programs.remove()
  rmSync(older, { recursive: true, force: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
})
afterEach(async () => {
  await sync.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** `killAt`: a call to the system, and the how many-th of them. */
function start(killAt?: string): void {
  errors = []
  found = []
  if (killAt !== undefined) writeFileSync(join(folder, 'kill-at'), killAt)
  sync = startSync({
    folder,
    central: { url: book.sqld.url, token: book.sqld.readToken },
    clock: systemClock,
    noise: () => {},
    report: (error) => errors.push(error),
    onTrouble(trouble) {
      // At once: the next child comes a moment later.
      if (trouble !== undefined) found.push([trouble.kind, readCurrent()])
    },
    entry: programs.program(CHILD),
    // That central is slow to answer is none of the troubles that are counted here.
    times: { everyMs: 100, timeoutMs: WAIT.timeout },
  })
}

function readCurrent(): unknown {
  const path = currentGeneration(folder)?.path
  if (path === undefined) return 'none'
  const reader = openReader(path)
  try {
    return [reader.get('PRAGMA integrity_check')?.[0], ...(reader.get(HOW_FAR) ?? [])]
  } finally {
    reader.close()
  }
}

const OLD = ['ok', 1, ROWS]
const NEW = ['ok', 2, ROWS + NEW_ROWS]

/** The child that came after has all that central has, in one generation, and whoever watched has not seen an error. */
async function expectHealed(): Promise<void> {
  await vi.waitFor(() => expect(found).toHaveLength(1), WAIT)
  const seq = await book.seq()
  await vi.waitFor(() => {
    expect([sync.state().kind, sync.seq()]).toEqual(['fresh', seq])
    const generations = readdirSync(folder).filter((name) => /^g\d/.test(name))
    expect(generations).toEqual([sync.replica()?.name])
  }, WAIT)
  expect(readCurrent()).toEqual(NEW)
  const reader = openReader(sync.replica()?.path ?? '')
  const compared = await compareTables({ central: book.central, reader, catchUp: () => Promise.resolve() })
  reader.close()
  expect(compared).toEqual({ kind: 'same' })
  expect(errors).toEqual([])
}

const EITHER = [OLD, NEW]

describe('a first sync that is killed', () => {
  it.each([
    // The folder of the generation, and its pages.
    'mkdir 2',
    'fsync 1',
    'unlink 1',
    'pwrite64 10',
    'pwrite64 50',
    // The company, what is known of it, and the pointer to it.
    'rename 1',
    'fsync 9',
    'rename 2',
    'fsync 11',
  ])('before its %s is gone on with, and shows nothing before it is proven', async (killAt) => {
    start(killAt)
    await expectHealed()
    expect(found).toContainEqual(['ended', expect.toBeOneOf(['none', NEW])])
  })
})

describe('another generation that takes the place of the one in use, and is killed', () => {
  it.each([
    // Its folder, and its pages.
    ['mkdir 2', [OLD]],
    ['pwrite64 10', [OLD]],
    ['pwrite64 30', [OLD]],
    // In these counts pages are waited for, or what is known of it, or the pointer.
    ['fsync 1', [OLD]],
    ['fsync 8', EITHER],
    ['fsync 9', EITHER],
    // The pointer to it.
    ['rename 1', [OLD]],
    // What is deleted of the one before, piece by piece.
    ['rmdir 1', [NEW]],
    ['unlink 2', [NEW]],
    ['unlink 4', [NEW]],
    ['unlink 6', [NEW]],
    ['rmdir 2', [NEW]],
  ] as const)(
    'before its %s: readers have the old one or the new, whole, and then the new',
    async (killAt, expected) => {
      cpSync(older, folder, { recursive: true, filter: (path) => !path.endsWith('-shm') })
      const readers = openReplicaReaders(currentGeneration(folder)?.path ?? '')
      const look = readers.open().prepare(HOW_FAR)
      const seen = new Set([String(look())])
      start(killAt)
      sync.onSwitch(({ path }) => readers.moveTo(path))
      sync.onAdvance(() => seen.add(String(look())))
      await vi.waitFor(() => expect(found).toHaveLength(1), WAIT)
      seen.add(String(look()))
      await expectHealed()
      seen.add(String(look()))
      readers.close()
      expect(found).toContainEqual(['ended', expect.toBeOneOf([...expected])])
      expect([...seen]).toEqual([`1,${ROWS}`, `2,${ROWS + NEW_ROWS}`])
    },
  )
})
