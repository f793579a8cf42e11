import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../core/kernel/clock.ts'
import { startSync, type Sync, type SyncParts } from '../../core/sync/start-sync.ts'
import type { Trouble, TroubleKind } from '../../core/sync/trouble.ts'
import { buildPrograms, type BuiltPrograms } from '../../core/testing/build-programs.ts'
import { words } from '../../core/words/catalogue.ts'
import { claimOf, openServedGate, type ServedGate } from '../gate/testing/served-gate.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const CHILD = 'core/sync/sync-child.ts'
const WAIT = { timeout: 30_000, interval: 20 }
const DAY_MS = 86_400_000
const UNKNOWN = `sbr_${'x'.repeat(43)}`

let programs: BuiltPrograms
let served: ServedGate
let folder: string
let sync: Sync
let told: (Trouble | undefined)[]
let stations = 1

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  served = await openServedGate()
})
afterAll(async () => {
  await served.stop()
  programs.remove()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-turned-away-'))
  told = []
})
afterEach(async () => {
  await sync.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A station's own token, enrolled for this one test. */
async function enrolled(expiresAt: number | null = null): Promise<{ station: string; read: string }> {
  const station = `BRA-K${++stations}`
  const { read } = await served.enrol(station, 'station', expiresAt)
  return { station, read }
}

function start(token: string, parts: Partial<SyncParts> = {}): void {
  sync = startSync({
    folder,
    central: { url: served.url, token, headers: claimOf('pi') },
    clock: systemClock,
    noise: () => {},
    report: () => {},
    onTrouble: (trouble) => told.push(trouble),
    entry: programs.program(CHILD),
    // The gate answers in this process, which may have other work: only what it says counts here.
    times: { everyMs: 20, timeoutMs: WAIT.timeout },
    ...parts,
  })
}

const reason = (): TroubleKind | undefined => {
  const state = sync.state()
  return state.kind === 'fresh' ? undefined : state.reason
}
const untilFresh = (): Promise<void> => vi.waitFor(() => expect(sync.state().kind).toBe('fresh'), WAIT)
const until = (kind: TroubleKind): Promise<void> => vi.waitFor(() => expect(reason()).toBe(kind), WAIT)

/** What turns a station away, after it was let in. Returns what lets it in again, where anything does. */
const turnedAway: readonly (readonly [
  TroubleKind,
  (station: string) => Promise<(() => void) | undefined> | (() => void) | undefined,
])[] = [
  ['token_revoked', (station) => void served.file.enrolments.revoke(station, 'stolen', served.clock.now())],
  ['token_expired', () => served.later(DAY_MS)],
  ['closed', () => served.gate.close({ because: 'it was restored', isReadable: false })],
]

describe('a station that is turned away by central’s gate', () => {
  it.each(turnedAway)('says why, which is %s, and what it has is used on', async (kind, turnAway) => {
    const { station, read } = await enrolled(served.clock.now() + DAY_MS / 2)
    start(read)
    await untilFresh()
    const seq = sync.seq()
    const letIn = await turnAway(station)
    await until(kind)
    expect(sync.replica()).toBeDefined()
    expect(sync.seq()).toBe(seq)
    expect(words.firstDownload.troubles[kind]).not.toBe(words.firstDownload.troubles.no_answer)
    expect(told.map((one) => one?.kind)).toEqual([kind])
    if (letIn === undefined) return
    letIn()
    await untilFresh()
    expect(told.map((one) => one?.kind)).toEqual([kind, undefined])
  })

  it('hears in the gate’s own words who shut it out, and when', async () => {
    const { station, read } = await enrolled()
    served.file.enrolments.revoke(station, 'stolen', served.clock.now())
    const day = new Date(served.clock.now()).toISOString().slice(0, 10)
    start(read)
    await until('token_revoked')
    expect(told[0]?.message).toBe(words.gate.tokenRevoked(station, day, 'stolen'))
  })

  it.each([
    ['token_unknown', () => start(UNKNOWN)],
    ['other_company', () => start(served.tokens.read, { company: 'somebody-else' })],
    ['schema_newer', () => start(served.tokens.read, { schema: 1 })],
  ] as const)('fetches nothing, and says that it is %s', async (kind, begin) => {
    begin()
    await until(kind)
    expect(sync.state().kind).toBe('failing')
    expect(sync.replica()).toBe(undefined)
  })

  it('because another machine works under its name, says so, and is let in when that one is released', async () => {
    const { station, read } = await enrolled()
    const ask = served.connect(read, claimOf('another-pi'))
    await ask.all({ sql: 'SELECT seq FROM meta', args: [] })
    start(read)
    await until('second_claimant')
    expect(told[0]?.message).toContain('host-of-another-pi')
    served.file.claims.release(station, served.clock.now())
    await untilFresh()
  })

  it('asks less and less often, and notices all the same when it is let in', async () => {
    const open = await served.gate.close({ because: 'it was restored', isReadable: false })
    start(served.tokens.read)
    await until('closed')
    const before = refusals()
    await sleep(4_000)
    // Every 20 ms it would be 200 times; doubling pauses from 250 ms leave 4 to 6.
    expect(refusals() - before).toBeLessThan(10)
    open()
    await untilFresh()
  })
})

const refusals = (): number => served.lines.filter((line) => line.includes('turned away')).length

describe('a station that reaches something else', () => {
  it.each([
    ['the sign-in page of a network', 200, 'text/html', '<html>Welcome</html>'],
    ['another program', 200, 'application/json', '{}'],
    ['a server that has no such page', 404, 'text/plain', 'Not here'],
  ])('says that %s is not central', async (_, status, type, body) => {
    const other = createServer((_asked, answer) =>
      answer.writeHead(status, { 'content-type': type }).end(body),
    )
    await once(other.listen(0, '127.0.0.1'), 'listening')
    start(UNKNOWN, {
      central: { url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, token: UNKNOWN },
    })
    await until('not_central')
    other.close()
  })

  it('says that central sends no pages where it only answers questions', async () => {
    // A token that posts may ask, and not follow.
    start(served.tokens.write)
    await until('not_sent')
  })

  it('says that nobody answers where nobody does', async () => {
    start(UNKNOWN, { central: { url: 'http://127.0.0.1:1', token: UNKNOWN } })
    await until('no_answer')
  })
})
