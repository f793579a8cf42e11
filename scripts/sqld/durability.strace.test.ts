import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { startServer, type SqldServer } from './supervise.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const COMMITS = 20

let folder: string
let server: SqldServer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-durable-'))
  server = await startServer({ folder, log: pino({ level: 'silent' }) })
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What the server asks of the disk from here on: the names of the files whose bytes it waits for. */
async function traceSyncs(pid: number) {
  const told = join(folder, 'trace')
  const args = ['-f', '-y', '-e', 'trace=fsync,fdatasync', '-o', told, '-p', String(pid)]
  const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  // It says so when it looks on at the process and all its threads.
  await once(tracer.stderr, 'data')
  await sleep(200)
  return {
    /** How often the server waited for a file so far. */
    countOf: (name: string): number =>
      readFileSync(told, 'utf8')
        .split('\n')
        .filter((line) => line.includes(`/${name}>`) && !line.includes('resumed')).length,
    async stop() {
      tracer.kill('SIGTERM')
      await once(tracer, 'exit')
    },
  }
}

describe('a document that the server says it has', () => {
  it('is on the disk: each commit waits for its log once, before it is answered', async () => {
    const central = openCentralHttp({ url: server.url, token: server.writeToken(), timeoutMs: 30_000 })
    await central.script('CREATE TABLE t (a INTEGER) STRICT')
    const traced = await traceSyncs(server.pid)
    const waited: number[] = []
    for (let commit = 1; commit <= COMMITS; commit++) {
      await central.batch([
        { sql: uncatalogued('INSERT INTO t VALUES (?1)'), args: [commit] },
        { sql: uncatalogued('UPDATE t SET a = -a WHERE a = ?1'), args: [commit] },
      ])
      waited.push(traced.countOf('data-wal'))
    }
    await traced.stop()
    expect(waited).toEqual(Array.from({ length: COMMITS }, (_, index) => index + 1))
    central.close()
  })
})
