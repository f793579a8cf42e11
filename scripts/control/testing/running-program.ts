import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fetchTrusting } from '../../../core/database/fetch-trusting.ts'
import { projectFile } from '../../../core/kernel/project-root.ts'

const READY_TRIES = 1200
const PAUSE_MS = 100
const HEALTH_MS = 10_000
const PROGRAM = projectFile('dist', 'scripts', 'central.js')

/** `scripts/central` as a process of its own, on a folder and a port that stay. */
export interface CentralProgram {
  readonly url: string
  /** Starts it, and resolves when its gate answers. */
  start(): Promise<void>
  /** Has the running one do something; resolves to its lines. Throws where it was not done. */
  ask(...args: readonly string[]): Promise<string[]>
  /** kill -9 of the program itself, or of the server under it. */
  kill(which: 'program' | 'server'): void
  stop(): Promise<void>
}

/** A certificate to serve under, in files; its authority, and the name it is for. */
export interface ServedTls {
  readonly cert: string
  readonly key: string
  readonly authority: string
  readonly host: string
}

export async function centralProgram(folder: string, tls?: ServedTls): Promise<CentralProgram> {
  const port = await freePort()
  const url = tls === undefined ? `http://127.0.0.1:${port}` : `https://${tls.host}:${port}`
  const env = {
    ...process.env,
    SCANBOOK_CENTRAL_DATA: folder,
    SCANBOOK_CENTRAL_PORT: String(port),
    ...(tls && {
      SCANBOOK_CENTRAL_TLS_CERT: tls.cert,
      SCANBOOK_CENTRAL_TLS_KEY: tls.key,
      SCANBOOK_CENTRAL_URL: url,
    }),
  }
  const ask = tls === undefined ? fetch : fetchTrusting(readFileSync(tls.authority, 'utf8'))
  let running: ChildProcess | undefined
  return {
    url,
    async start() {
      running = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      for (let tries = 0; tries < READY_TRIES; tries++) {
        const { exitCode, signalCode } = running
        if (exitCode !== null || signalCode !== null)
          throw new Error(`central ended with ${exitCode ?? signalCode}`)
        const signal = AbortSignal.timeout(HEALTH_MS)
        const answer = await ask(new Request(`${url}/health`), { signal }).catch(() => undefined)
        if (answer !== undefined) return
        await sleep(PAUSE_MS)
      }
      throw new Error('central did not answer')
    },
    async ask(...args) {
      const asking = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      let said = ''
      for (const stream of [asking.stdout, asking.stderr])
        stream.on('data', (chunk) => (said += String(chunk)))
      const [code] = (await once(asking, 'close')) as [number]
      if (code !== 0) throw new Error(`scripts/central ${args.join(' ')}: ${code}\n${said}`)
      return said.split('\n').filter((line) => line !== '')
    },
    kill(which) {
      const pid = which === 'program' ? running?.pid : serverOf(folder)
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    },
    async stop() {
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
      const ended = once(running, 'exit')
      running.kill('SIGTERM')
      await ended
    },
  }
}

/** The process that serves the database of a folder, as the system lists it. */
function serverOf(folder: string): number | undefined {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      const command = commandOf(pid)
      return command.includes('sqld') && command.includes(folder) && !command.includes('central.js')
    })
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
