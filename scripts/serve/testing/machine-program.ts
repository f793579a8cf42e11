import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StationInput } from '../../../station/station-input.ts'
import { projectFile } from '../../../core/kernel/project-root.ts'

const PAUSE_MS = 100
const TRIES = 1200

/** `scripts/start` of a station's machine as a process of its own, on a folder and a port that stay. */
export interface MachineProgram {
  /** Where it answers. */
  readonly base: string
  start(): void
  end(signal: NodeJS.Signals): Promise<void>
  /** undefined: nobody answers there. */
  status(path: string): Promise<number | undefined>
  /** What is shown there; nothing where nobody answers. */
  text(path: string): Promise<string>
  /** Does at a station's screen, on the machine itself, what is asked, in order. Throws where it was not taken. */
  press(station: string, ...inputs: readonly StationInput[]): Promise<void>
}

/** `printed`: what `scripts/central enrol` printed; `changed`: other settings, and those in the place of these. */
export async function machineProgram(
  folder: string,
  printed: readonly string[],
  changed: Readonly<Record<string, string>> = {},
): Promise<MachineProgram> {
  const port = await freePort()
  const env = {
    ...process.env,
    ...settingsIn(printed),
    ...changed,
    PORT: String(port),
    SCANBOOK_DATA: folder,
  }
  const base = `http://127.0.0.1:${port}`
  let running: ChildProcess | undefined
  let pressed = 0
  const ask = async (path: string): Promise<Response | undefined> =>
    await fetch(base + path).catch(() => undefined)
  return {
    base,
    start() {
      running = spawn(process.execPath, [projectFile('dist', 'scripts', 'serve.js')], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    },
    async end(signal) {
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
      const ended = once(running, 'exit')
      running.kill(signal)
      await ended
    },
    status: async (path) => (await ask(path))?.status,
    text: async (path) => (await (await ask(path))?.text()) ?? '',
    async press(station, ...inputs) {
      const page = `test-${process.pid}`
      const entries = inputs.map((input) => ({ page, n: ++pressed, input }))
      const response = await fetch(`http://127.0.0.1:${port}/station/${station}/inputs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ page, entries }),
      })
      if (!response.ok) throw new Error(`not taken: ${response.status} ${await response.text()}`)
    },
  }
}

/** What `scripts/central enrol` says goes into the settings of a machine. */
export function settingsIn(printed: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    printed.flatMap((line) => {
      const [, key, value] = /^\s+(SCANBOOK_[A-Z_]+)=(\S+)$/.exec(line) ?? []
      return key === undefined || value === undefined ? [] : [[key, value]]
    }),
  )
}

/** Waits two minutes at the most. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await isSo()) return
    await sleep(PAUSE_MS)
  }
  throw new Error('it did not come about')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
