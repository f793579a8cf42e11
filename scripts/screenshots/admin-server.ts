import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFile } from '../../core/kernel/project-root.ts'

const START_TRIES = 300

/** What the pictures are taken of: a fresh demo, whose days end today, or a folder where nothing is set up yet. */
export type PicturedBook = 'demo' | 'empty'

export interface AdminServer {
  readonly base: string
  /** The code of the set-up page. */
  readonly code: () => string
  /** Ends it and removes its folder. */
  readonly close: () => Promise<void>
}

/** Starts the program as a person does, in a folder of its own, and waits until it answers. */
export async function startAdminServer(book: PicturedBook): Promise<AdminServer> {
  const data = mkdtempSync(join(tmpdir(), 'scanbook-screens-'))
  const port = await freePort()
  const server = spawn(process.execPath, [projectFile('dist', 'scripts', 'serve.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      SCANBOOK_DATA: data,
      SCANBOOK_DEMO: book === 'demo' ? '1' : '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  server.stdout.on('data', (chunk) => (said += String(chunk)))
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const base = `http://127.0.0.1:${port}`
  const close = async (): Promise<void> => {
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await untilServing(base)
  } catch (error) {
    await close()
    throw error
  }
  return { base, code: () => /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(said)?.[0] ?? '', close }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function untilServing(base: string): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries++) {
    const isUp = await fetch(`${base}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await sleep(200)
  }
  throw new Error(`the program does not answer at ${base}`)
}
