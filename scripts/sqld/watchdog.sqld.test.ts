import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCentralHttp } from '../../core/database/central-http.ts'
import type { Central } from '../../core/database/central.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { words } from '../../core/words/catalogue.ts'
import { startServer, type SqldServer } from './supervise.ts'
import { startWatchdog, type Watchdog } from './watchdog.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const WRITERS = 16
const FLOOD_MS = 25_000
/** So many writes are taken at the least, however long that takes. */
const ENOUGH = 101
const log = pino({ level: 'silent' })

let folder: string
let server: SqldServer
let watchdog: Watchdog | undefined
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-watchdog-'))
  server = await startServer({ folder, log })
  await centralOf().script('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
})
afterEach(async () => {
  watchdog?.stop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Asked anew for each write: the port is another after a restart. */
const centralOf = (timeoutMs = 10_000): Central =>
  openCentralHttp({ url: server.url, token: server.writeToken(), timeoutMs })

const insert = async (id: number): Promise<unknown> =>
  await centralOf().batch([
    { sql: uncatalogued('INSERT INTO t VALUES (?1, ?2)'), args: [id, 'x'] },
    ...[1, 2, 3, 4].map((n) => ({
      sql: uncatalogued('UPDATE t SET text = ?2 WHERE id = ?1'),
      args: [id, 'x'.repeat(100 * n)],
    })),
  ])

const idsIn = async (): Promise<Set<number>> =>
  new Set((await centralOf().all({ sql: 'SELECT id FROM t', args: [] })).map(([id]) => Number(id)))

describe('the watchdog', () => {
  it('finds a stopped server and starts it again, with all that it said it had', async () => {
    await insert(1)
    watchdog = startWatchdog({ server, log, quietMs: 300, timeoutMs: 700 })
    const { pid } = server
    process.kill(pid, 'SIGSTOP')
    while (server.state().starts < 2) await sleep(20)
    // So hasty a one would find a server that is only slow here and there.
    watchdog.stop()
    expect(server.state()).toMatchObject({ kind: 'ready', why: words.server.hung })
    expect(server.pid).not.toBe(pid)
    await insert(2)
    expect(await idsIn()).toEqual(new Set([1, 2]))
  })

  it('leaves one alone that takes writes, or that is idle', async () => {
    watchdog = startWatchdog({ server, log, quietMs: 100, timeoutMs: 30_000 })
    const { pid } = server
    await sleep(1_000)
    for (let id = 1; id <= 20; id++) {
      await insert(id)
      watchdog.wrote()
    }
    await sleep(500)
    expect([server.state().starts, server.pid]).toEqual([1, pid])
  })

  it('leaves one alone that is busy on purpose, for however long', async () => {
    watchdog = startWatchdog({ server, log, quietMs: 100, timeoutMs: 300 })
    const { pid } = server
    await watchdog.whileBusy(async () => {
      process.kill(pid, 'SIGSTOP')
      // Several times what it would have been found hanging after.
      await sleep(3_000)
      watchdog?.stop()
      process.kill(pid, 'SIGCONT')
    })
    expect([server.state(), server.pid]).toMatchObject([{ kind: 'ready', starts: 1 }, pid])
  })

  it('keeps writes going while many writers, who would make it hang, go straight at it', async () => {
    watchdog = startWatchdog({ server, log, quietMs: 3_000, timeoutMs: 6_000 })
    const acknowledged: number[] = []
    const until = Date.now() + FLOOD_MS
    let next = 1
    const write = async (): Promise<void> => {
      while (Date.now() < until || acknowledged.length < ENOUGH) {
        const id = next++
        try {
          await insert(id)
          acknowledged.push(id)
          watchdog?.wrote()
        } catch {
          await sleep(20)
        }
      }
    }
    await Promise.all(Array.from({ length: WRITERS }, write))
    while (server.state().kind !== 'ready') await sleep(20)
    let isTaken = false
    while (!isTaken)
      isTaken = await insert(next++).then(
        () => true,
        () => false,
      )
    const there = await idsIn()
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
  })
})
