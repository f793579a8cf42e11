import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReader } from '../database/reader.ts'
import { systemClock } from '../kernel/clock.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openStallableNetwork, type StallableNetwork } from '../testing/stallable-network.ts'
import { fingerprint } from './known.ts'
import { openReplicaReaders } from './replica-readers.ts'
import { startSync, type Sync, type SyncParts } from './start-sync.ts'

const CHILD = 'core/sync/sync-child.ts'
/** Longer than a busy machine leaves a process waiting, shorter than anybody wants to. */
const SILENCE_MS = 5000
/** How long central may be silent, and the child, where neither is what is tried. */
const PATIENT = { timeoutMs: 30_000, silenceMs: 60_000 }
const WAIT = { timeout: 60_000, interval: 20 }
/** So many states of the book has a reader seen that was there all the time. */
const ENOUGH = 10

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let programs: BuiltPrograms
let book: CentralToFollow
let line: StallableNetwork
let folder: string
let sync: Sync
let errors: unknown[]

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  book = await startCentralToFollow()
  await book.fill(1)
})
afterAll(async () => {
  await book.stop()
  programs.remove()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-sync-'))
  line = await openStallableNetwork(book.sqld.url)
  errors = []
})
afterEach(async () => {
  await sync.stop()
  await line.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(parts: Partial<SyncParts> = {}): void {
  sync = startSync({
    folder,
    central: { url: line.url, token: book.sqld.readToken },
    clock: systemClock,
    noise: () => {},
    report: (error) => errors.push(error),
    entry: programs.program(CHILD),
    ...parts,
    times: { everyMs: 50, ...PATIENT, ...parts.times },
  })
}

async function untilFresh(): Promise<void> {
  await vi.waitFor(() => expect(sync.state()).toMatchObject({ kind: 'fresh' }), WAIT)
}

function until(state: object): Promise<unknown> {
  return vi.waitFor(() => expect(sync.state()).toMatchObject(state), WAIT)
}

async function untilProvenAfter(at: number): Promise<void> {
  await vi.waitFor(() => expect(sync.knownAt()).toBeGreaterThan(at), WAIT)
}

/** The first round after the download syncs once more; the ones after that only ask. */
async function untilItOnlyAsks(): Promise<void> {
  for (let round = 0; round < 3; round++) await untilProvenAfter(sync.knownAt() ?? 0)
}

/** The child's, from its lock. */
const pid = (): number =>
  Number((JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')) as { pid: number }).pid)

function seqInFile(): unknown {
  const reader = openReader(sync.replica()?.path ?? '')
  try {
    return reader.get('SELECT seq FROM meta')?.[0]
  } finally {
    reader.close()
  }
}

describe('a station’s replica', () => {
  it('follows central, says how far it is, and who waits for a write is told at once', async () => {
    start({ times: { everyMs: 5000 } })
    await untilFresh()
    const advances: number[] = []
    sync.onAdvance(({ seq }) => advances.push(seq))
    const before = Date.now()
    const seq = await book.write()
    expect(await sync.waitForSeq(seq, WAIT.timeout)).toBe(true)
    expect(sync.seq()).toBe(seq)
    expect(seqInFile()).toBe(seq)
    expect(advances).toEqual([seq])
    expect(sync.lag()).toBe(0)
    // Central says its time in whole seconds.
    expect(sync.knownAt()).toBeGreaterThan(before - 1000)
    expect(await sync.waitForSeq(seq + 1, 50)).toBe(false)
  })

  it('writes nothing to the disk while central has nothing new, and is fresh all the same', async () => {
    start({ times: { everyMs: 50 } })
    await untilFresh()
    const files = (): string[] => {
      const generation = sync.replica()?.folder ?? ''
      const known = statSync(join(generation, 'known.json'), { bigint: true })
      return [fingerprint(generation), String(known.mtimeNs)]
    }
    await untilItOnlyAsks()
    const before = files()
    await untilProvenAfter((sync.knownAt() ?? 0) + 1000)
    expect(files()).toEqual(before)
  })

  it('stays fresh while it is proven, however long a silence is borne', async () => {
    start({ times: { everyMs: 50, silenceMs: 24_000, staleMs: 5000 } })
    await untilFresh()
    const { since } = sync.state()
    const kinds = new Set<string>()
    for (const until = Date.now() + 7000; Date.now() < until; await sleep(5)) kinds.add(sync.state().kind)
    expect([...kinds]).toEqual(['fresh'])
    expect(sync.state().since).toBe(since)
  })

  it('is there at once without a network, says since when it knows nothing new, and catches up by itself', async () => {
    start()
    await untilFresh()
    await sync.stop()
    const knownAt = sync.knownAt()
    const seq = sync.seq()
    line.set('cut')
    await book.write()
    start()
    expect(sync.replica()).toBeDefined()
    expect([sync.knownAt(), sync.seq(), seqInFile()]).toEqual([knownAt, seq, seq])
    expect(sync.state()).toMatchObject({ kind: 'stale', since: knownAt })
    await until({ kind: 'stale', reason: 'no_answer', since: knownAt })
    line.set('open')
    await untilFresh()
    expect(seqInFile()).toBe(await book.seq())
  })

  it('is whole whenever it is read, and never goes back, while central is written to and pages come', async () => {
    start()
    await untilFresh()
    const readers = openReplicaReaders(sync.replica()?.path ?? '')
    // Each write of the book adds a row and one to its seq.
    const look = readers.open().prepare('SELECT seq, seq - (SELECT count(*) FROM filling) FROM meta')
    const [before, apart] = look() ?? []
    const seen = [Number(before)]
    let isWriting = true
    const writeEnough = async (): Promise<number> => {
      let seq = await book.write(200)
      while (seen.length < ENOUGH) seq = await book.write()
      return seq
    }
    const writing = writeEnough().finally(() => (isWriting = false))
    while (isWriting) {
      const [seq, difference] = look() ?? []
      expect(difference).toBe(apart)
      if (seq !== seen.at(-1)) seen.push(Number(seq))
      await nextTurn()
    }
    expect(await sync.waitForSeq(await writing, WAIT.timeout)).toBe(true)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    readers.close()
  })

  it('survives a line that goes silent in the middle of a sync: the child is killed, and another one heals it', async () => {
    start({ times: { silenceMs: SILENCE_MS } })
    await untilFresh()
    const first = pid()
    line.set('replica_held')
    await book.write()
    await until({ kind: 'stale', reason: 'silent' })
    expect(seqInFile()).toBe(sync.seq())
    line.set('open')
    await untilFresh()
    expect(pid()).not.toBe(first)
    expect(seqInFile()).toBe(await book.seq())
  })

  it('does not hang where central takes connections and answers nothing', async () => {
    start({ times: { timeoutMs: 1000 } })
    await untilItOnlyAsks()
    const first = pid()
    line.set('held')
    await until({ kind: 'stale', reason: 'no_answer' })
    line.set('open')
    await untilFresh()
    expect(pid()).toBe(first)
  })

  it('hurt while it is used is replaced, its readers with it, and then deleted', async () => {
    start()
    await untilFresh()
    const old = sync.replica()
    const readers = openReplicaReaders(old?.path ?? '')
    const seq = readers.open().prepare('SELECT seq FROM meta')
    sync.onSwitch(({ path }) => readers.moveTo(path))
    // The log goes first: what is not in the database yet is lost, and the metadata says that it is there.
    truncateSync(`${old?.path}-wal`, 0)
    await book.write()
    sync.wake()
    await vi.waitFor(() => expect(sync.replica()?.name).not.toBe(old?.name), WAIT)
    await untilFresh()
    await vi.waitFor(async () => expect(seq()).toEqual([await book.seq()]), WAIT)
    await vi.waitFor(() => expect(existsSync(old?.folder ?? '')).toBe(false), WAIT)
    expect(errors).toEqual([])
    readers.close()
  })

  it('keeps the old one as long as a reader cannot leave it', async () => {
    start()
    await untilFresh()
    const old = sync.replica()
    let isStuck = true
    sync.onSwitch(() => {
      if (isStuck) throw new Error('stuck')
    })
    rmSync(`${old?.path}-client_wal_index`)
    rmSync(old?.path ?? '')
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1), WAIT)
    expect(sync.replica()).toEqual(old)
    expect(existsSync(old?.folder ?? '')).toBe(true)
    isStuck = false
    await vi.waitFor(() => expect(sync.replica()?.name).not.toBe(old?.name), WAIT)
    await vi.waitFor(() => expect(existsSync(old?.folder ?? '')).toBe(false), WAIT)
  })

  it.each([
    ['the token is not taken', () => ({ central: { url: line.url, token: book.sqld.wrongToken } }), 'denied'],
    ['central is another company’s', () => ({ company: 'somebody-else' }), 'other_company'],
    ['central has a schema that this program does not know', () => ({ schema: 1 }), 'schema_newer'],
  ] as const)('is failing, and fetches nothing, where %s', async (_, parts, reason) => {
    start(parts())
    await until({ kind: 'failing', reason })
    expect(sync.replica()).toBe(undefined)
  })

  it('that is there already is used on where central was brought to a newer schema', async () => {
    start()
    await untilFresh()
    await sync.stop()
    const seq = sync.seq()
    start({ schema: 1 })
    await book.write()
    await until({ kind: 'failing', reason: 'schema_newer' })
    expect([sync.seq(), seqInFile()]).toEqual([seq, seq])
  })
})
