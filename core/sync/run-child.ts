import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { retryDelays } from '../outbox/retry-delays.ts'
import { readBeat, type Beat, type Order, type SyncSettings } from './beat.ts'
import type { Trouble } from './trouble.ts'

export interface ChildParts {
  /** The built program. */
  readonly entry: string
  readonly settings: SyncSettings
  /**
   * Without a beat, and without a change in its files, for this long, it is killed. The driver holds up to 4 MB of
   * a download in memory before it writes them: each child after one that was killed gets twice the time, up to 8.
   */
  readonly silenceMs: number
  /** Changes while the child works on files, even if it cannot speak. */
  readonly lifeSigns: () => string
  readonly onBeat: (beat: Beat) => void
  /** It was killed, or ended by itself. */
  readonly onEnd: (trouble: Trouble) => void
  /** Called every second, or four times in `silenceMs` where that is more often, whatever the clock says. */
  readonly onTick: (ms: number) => void
  /** What it and its native module print. */
  readonly noise: (line: string) => void
}

export interface SyncChild {
  send(order: Order): void
  stop(): Promise<void>
}

const GRACE_MS = 2000
const TICKS = 4
/** Far below what counts as stale: one tick alone must never make a replica so that was proven within it. */
const LONGEST_TICK_MS = 1000
const MAX_PATIENCE = 8

/** Keeps a sync child running: forks it, kills it when it is silent, starts another one after a while. */
export function runSyncChild(parts: ChildParts): SyncChild {
  const stopping = new AbortController()
  let child: ChildProcess | undefined
  const run = async (): Promise<void> => {
    let delays = retryDelays()
    let patience = 1
    while (!stopping.signal.aborted) {
      child = start(parts, (beat) => {
        if (beat.phase === 'waiting' && beat.trouble === undefined) {
          delays = retryDelays()
          patience = 1
        }
        parts.onBeat(beat)
      })
      const trouble = await watch(child, parts, () => patience * parts.silenceMs)
      if (trouble.kind === 'silent') patience = Math.min(patience * 2, MAX_PATIENCE)
      if (stopping.signal.aborted) return
      parts.onEnd(trouble)
      await quietly(sleep(delays.next().value, undefined, { signal: stopping.signal }))
    }
  }
  const ended = run()
  return {
    send(order) {
      if (child?.connected === true) child.send(order)
    },
    async stop() {
      stopping.abort()
      if (child !== undefined) await end(child)
      await ended
    },
  }
}

function start({ entry, settings, noise }: ChildParts, onBeat: (beat: Beat) => void): ChildProcess {
  // The folder is for who looks at a list of processes; the rest, with the token, is not for everybody's eyes.
  const child = fork(entry, [settings.folder], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    // The native module knows no other way to an authority of one's own.
    env: { ...process.env, ...(settings.authority && { SSL_CERT_FILE: settings.authority }) },
  })
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface(stream).on('line', noise)
  child.on('message', (message) => {
    const beat = readBeat(message)
    if (beat !== undefined) onBeat(beat)
  })
  // A fork that failed says so by its exit; one that is ending no longer listens.
  child.on('error', (error) => noise(error.message))
  child.send(settings)
  return child
}

/**
 * Resolves when the child has ended, with why; kills it when it shows no sign of life. Counted in ticks: neither a
 * clock that jumps nor a parent that stood still itself makes a child silent.
 */
async function watch(child: ChildProcess, parts: ChildParts, limitMs: () => number): Promise<Trouble> {
  const over = new AbortController()
  const exited = once(child, 'exit').then(async () => {
    // What it said last may come after the news of its exit: a child that cannot begin says why, and ends.
    if (child.connected) await once(child, 'disconnect')
    over.abort()
  })
  const tickMs = Math.min(parts.silenceMs / TICKS, LONGEST_TICK_MS)
  let beats = 0
  child.on('message', () => void (beats += 1))
  let seen = ''
  let quietMs = 0
  while (!over.signal.aborted) {
    await quietly(sleep(tickMs, undefined, { signal: over.signal }))
    parts.onTick(tickMs)
    const signs = `${beats} ${parts.lifeSigns()}`
    quietMs = signs === seen ? quietMs + tickMs : 0
    seen = signs
    if (quietMs < limitMs()) continue
    child.kill('SIGKILL')
    await exited
    return { kind: 'silent', message: `the sync process was silent for ${quietMs / 1000} s` }
  }
  return { kind: 'ended', message: `the sync process ended (${child.signalCode ?? child.exitCode})` }
}

/** Told by its channel, which it hears unless it hangs in a sync. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  if (child.connected) child.disconnect()
  await Promise.race([exited, sleep(GRACE_MS, undefined, { ref: false })])
  child.kill('SIGKILL')
  await exited
}

async function quietly(waiting: Promise<unknown>): Promise<void> {
  await waiting.catch(() => undefined)
}
