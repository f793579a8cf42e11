import { readFileSync } from 'node:fs'

/** The longest that a loop was held, ms: in all, and by computing alone, without waits for the disk. */
export interface Held {
  readonly ms: number
  readonly computingMs: number
}

/** Looks every so often whether the loop of this process answers. */
export interface LoopWatch {
  /** The worst since this was asked before. */
  worst(): Held
}

const EVERY_MS = 5
const NS = 1_000_000

/**
 * Watches how long this process holds its own loop: how late a timer comes, less the time for which the system let other
 * programs have the processors although this thread was ready to go on.
 */
export function watchLoop(): LoopWatch {
  let worst: Held = { ms: 0, computingMs: 0 }
  let before = { at: performance.now(), ...readThread() }
  const look = (): void => {
    const now = { at: performance.now(), ...readThread() }
    const ms = now.at - before.at - EVERY_MS - (now.waitedMs - before.waitedMs)
    const computingMs = now.computedMs - before.computedMs
    worst = { ms: Math.max(worst.ms, ms), computingMs: Math.max(worst.computingMs, computingMs) }
    before = now
  }
  setInterval(look, EVERY_MS)
  return {
    worst() {
      look()
      const found = worst
      worst = { ms: 0, computingMs: 0 }
      return found
    },
  }
}

export function worseOf(a: Held, b: Held): Held {
  return { ms: Math.max(a.ms, b.ms), computingMs: Math.max(a.computingMs, b.computingMs) }
}

/** For how long the main thread has computed, and been ready and had no processor, since it began (proc_pid_schedstat). */
function readThread(): { readonly computedMs: number; readonly waitedMs: number } {
  const [computed, waited] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return { computedMs: Number(computed) / NS, waitedMs: Number(waited) / NS }
}
