import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { CentralDenied, type Central } from '../../core/database/central.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { askServer } from './ask-server.ts'
import { findServers, startTimeOf } from './server-processes.ts'
import { startServer, type SqldServer } from './supervise.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
let lines: string[]
const open: (() => Promise<void>)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-server-'))
  lines = []
})
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
  rmSync(folder, { recursive: true, force: true })
})

const log = () => pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })

async function start(graceMs = 10_000): Promise<SqldServer> {
  const server = await startServer({ folder, log: log(), graceMs })
  open.push(() => server.stop())
  return server
}

function centralOf(server: SqldServer, token = server.writeToken()): Central {
  return openCentralHttp({ url: server.url, token, timeoutMs: 30_000 })
}

async function write(server: SqldServer, value: number): Promise<void> {
  const central = centralOf(server)
  await central.batch([
    { sql: uncatalogued('CREATE TABLE IF NOT EXISTS t (a INTEGER) STRICT'), args: [] },
    { sql: uncatalogued('INSERT INTO t VALUES (?1)'), args: [value] },
  ])
}

const valuesIn = async (server: SqldServer): Promise<unknown> =>
  (await centralOf(server).all({ sql: 'SELECT a FROM t ORDER BY a', args: [] })).map(([a]) => a)

const synchronousOf = async (server: SqldServer): Promise<unknown> =>
  (await askServer({ url: server.url, token: server.writeToken() }, ['PRAGMA synchronous'], 30_000))[0]

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10)
}

/** Whether a process still runs; a zombie does not. */
const runs = (pid: number): boolean => startTimeOf(pid) !== undefined

describe('the server of central', () => {
  it('waits for the disk, asks for a token, and lets one that may read only read', async () => {
    const server = await start()
    expect(server.state()).toMatchObject({ kind: 'ready', starts: 1 })
    expect(await synchronousOf(server)).toBe('2')
    await write(server, 1)
    const reading = centralOf(server, server.readToken())
    expect(await reading.all({ sql: 'SELECT a FROM t', args: [] })).toEqual([[1]])
    await expect(
      reading.batch([{ sql: uncatalogued('INSERT INTO t VALUES (2)'), args: [] }]),
    ).rejects.toThrow(CentralDenied)
    const stranger = openCentralHttp({ url: server.url, timeoutMs: 30_000 })
    await expect(stranger.all({ sql: 'SELECT a FROM t', args: [] })).rejects.toThrow(CentralDenied)
  })

  it('keeps its key to itself, and takes it again at the next start', async () => {
    const first = await start()
    await write(first, 1)
    const key = readFileSync(join(folder, 'server.key'), 'utf8')
    expect(statSync(join(folder, 'server.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'sqld')).mode & 0o777).toBe(0o700)
    await first.stop()
    expect(first.state().kind).toBe('stopped')
    const second = await start()
    expect(readFileSync(join(folder, 'server.key'), 'utf8')).toBe(key)
    expect(await valuesIn(second)).toEqual([1])
  })

  it('comes back after it was killed, and waits for the disk again', async () => {
    const server = await start()
    await write(server, 1)
    const { pid } = server
    const states: string[] = []
    server.onState(({ kind }) => states.push(kind))
    process.kill(pid, 'SIGKILL')
    await until(() => server.state().starts === 2)
    expect(states).toEqual(['down', 'ready'])
    expect(server.pid).not.toBe(pid)
    expect(await synchronousOf(server)).toBe('2')
    await write(server, 2)
    expect(await valuesIn(server)).toEqual([1, 2])
  })

  it('is started again on demand: asked to end first, so that replicas go on where they were', async () => {
    const server = await start()
    await write(server, 1)
    await server.restart('for a test')
    expect(server.state()).toMatchObject({ kind: 'ready', why: 'for a test', starts: 2 })
    expect(lines.join('')).toContain('sqld was shutdown gracefully')
    expect(lines.join('')).not.toContain('Replication log is dirty')
    expect(await valuesIn(server)).toEqual([1])
  })

  it('is killed when it does not end by itself', async () => {
    const server = await start(200)
    const { pid } = server
    const held = holdStopped(pid)
    await server.restart('it hung')
    held.abort()
    expect(runs(pid)).toBe(false)
    expect(server.state().starts).toBe(2)
  })

  it('is down while its files are worked on, and comes back also when that fails', async () => {
    const server = await start()
    const { pid } = server
    const seen = await server.whileDown('a restore', () => Promise.resolve([server.state().kind, runs(pid)]))
    expect(seen).toEqual(['down', false])
    await expect(server.whileDown('a restore', () => Promise.reject(new Error('no room')))).rejects.toThrow(
      'no room',
    )
    expect(server.state()).toMatchObject({ kind: 'ready', starts: 3 })
  })

  it('says why when it cannot be started', async () => {
    const server = await start()
    await server.stop()
    writeFileSync(join(folder, 'sqld', 'metastore', 'data'), 'no database')
    await expect(start()).rejects.toThrow(/^The libSQL server does not start: .*not a database/s)
  })
})

/** Keeps a process stopped although it is told to go on, as a disk that does not answer would. */
function holdStopped(pid: number): AbortController {
  const held = new AbortController()
  const stop = (): void => {
    if (held.signal.aborted || !runs(pid)) return
    process.kill(pid, 'SIGSTOP')
    setImmediate(stop)
  }
  stop()
  return held
}

describe('what an earlier process left behind', () => {
  /** A process that starts the server, and is killed. */
  async function startElsewhere(): Promise<{ parent: ChildProcess; serverPid: number }> {
    const program = `
      import { pino } from 'pino'
      import { startServer } from '${join(import.meta.dirname, '../../dist/scripts/sqld/supervise.js')}'
      const server = await startServer({ folder: process.argv[1], log: pino({ level: 'silent' }) })
      console.log(server.pid)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    open.push(async () => void parent.kill('SIGKILL'))
    const [said] = (await once(parent.stdout, 'data')) as [Buffer]
    return { parent, serverPid: Number(String(said)) }
  }

  it('is found by what it serves, ended in peace, and replaced', async () => {
    const { parent, serverPid } = await startElsewhere()
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    expect(findServers(join(folder, 'sqld')).map(({ pid }) => pid)).toEqual([serverPid])
    const server = await start()
    expect(runs(serverPid)).toBe(false)
    expect(findServers(join(folder, 'sqld')).map(({ pid }) => pid)).toEqual([server.pid])
    expect(lines.join('')).not.toContain('Replication log is dirty')
  })

  it('is left alone while the process that started it lives', async () => {
    const { parent, serverPid } = await startElsewhere()
    await expect(start()).rejects.toThrow(`served for another process (${parent.pid})`)
    expect(runs(serverPid)).toBe(true)
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    await start()
  })

  it('is no other program that happens to name the folder, and no server of another folder', async () => {
    const other = spawn('sleep', ['60'], { argv0: 'sqld' })
    const reader = spawn(process.execPath, [
      '-e',
      'setTimeout(() => {}, 60000)',
      '--db-path',
      join(folder, 'sqld'),
    ])
    await Promise.all([once(other, 'spawn'), once(reader, 'spawn')])
    const server = await start()
    expect(findServers(join(folder, 'sqld')).map(({ pid }) => pid)).toEqual([server.pid])
    expect(findServers(join(folder, 'other'))).toEqual([])
    for (const child of [other, reader]) child.kill('SIGKILL')
  })
})
