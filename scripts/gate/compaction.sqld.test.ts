import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { systemClock } from '../../core/kernel/clock.ts'
import { startSync, type Sync } from '../../core/sync/start-sync.ts'
import type { Trouble } from '../../core/sync/trouble.ts'
import { buildPrograms, type BuiltPrograms } from '../../core/testing/build-programs.ts'
import { claimOf, openServedGate, type ServedGate } from './testing/served-gate.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const CHILD = 'core/sync/sync-child.ts'
/** More than the gate lets fetch a snapshot at once, which is four. */
const STATIONS = 7
const ENOUGH = 2
const WAIT = { timeout: 60_000, interval: 20 }
/** An answer that a busy machine gives late is none of the troubles that are counted here. */
const READS = { atOnce: 8, waiting: 64, answerMs: WAIT.timeout }
const BUSY = /"code":"GATE_BUSY"/

let programs: BuiltPrograms
let served: ServedGate
let folder: string
let syncs: Sync[]
const troubles: Trouble[] = []

beforeAll(async () => {
  programs = buildPrograms([CHILD])
  folder = mkdtempSync(join(tmpdir(), 'scanbook-compaction-'))
  // After each megabyte, where others do after 200.
  served = await openServedGate({ reads: READS }, { environment: { SQLD_MAX_LOG_SIZE: '1' } })
  await served.book.central.script('CREATE TABLE filling (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  const stations = Array.from({ length: STATIONS }, (_, index) => `BRA-K${20 + index}`)
  const enrolled = []
  for (const name of stations) enrolled.push({ name, ...(await served.enrol(name)) })
  syncs = enrolled.map(({ name, read }) =>
    startSync({
      folder: join(folder, name),
      central: { url: served.url, token: read, headers: claimOf(name) },
      clock: systemClock,
      noise: () => {},
      report: (error) => troubles.push({ kind: 'damaged', message: String(error) }),
      onTrouble: (trouble) => void (trouble !== undefined && troubles.push(trouble)),
      entry: programs.program(CHILD),
      times: { timeoutMs: WAIT.timeout },
    }),
  )
})
afterAll(async () => {
  await Promise.all(syncs.map((sync) => sync.stop()))
  await served.stop()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function fill(): Promise<number> {
  await served.book.central.script(`BEGIN IMMEDIATE; INSERT INTO filling (text)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
    SELECT hex(randomblob(200)) FROM n; UPDATE meta SET seq = seq + 1; COMMIT`)
  return Number((await served.book.ask('SELECT seq FROM meta'))[0]?.[0])
}

const timesBusy = (): number => served.lines.filter((line) => BUSY.test(line)).length

it('many stations want the compacted log at once: each has its turn, and none says that anything is wrong', async () => {
  await vi.waitFor(
    () => expect(new Set(syncs.map((sync) => sync.state().kind))).toEqual(new Set(['fresh'])),
    WAIT,
  )
  const before = timesBusy()
  while (timesBusy() < before + ENOUGH) {
    const seq = await fill()
    const came = await Promise.all(syncs.map(async (sync) => await sync.waitForSeq(seq, WAIT.timeout)))
    expect(new Set(came)).toEqual(new Set([true]))
  }
  const snapshots = readdirSync(join(served.sqld.folder, 'dbs', 'default', 'snapshots'))
  expect(snapshots.filter((name) => name.endsWith('.snap')).length).toBeGreaterThan(0)
  expect(new Set(syncs.map((sync) => sync.replica()?.name))).toEqual(new Set(['g1']))
  expect(troubles).toEqual([])
})
