import { readFileSync } from 'node:fs'

/** How long a loop was held at a time. */
export interface Held {
  /** The longest by computing alone, without waits for the disk, ms. */
  readonly computingMs: number
  /** How often in all, waits for the disk as well: by whole ms, up to {@link LONGEST_MS}. */
  readonly byMs: readonly number[]
}

/** Looks every so often whether the loop of this process answers. */
export interface LoopWatch {
  /** What was found since this was asked before. */
  found(): Held
}

const EVERY_MS = 5
const NS = 1_000_000
/** Longer ones count as this long. */
const LONGEST_MS = 2_000

export const NOT_HELD: Held = { computingMs: 0, byMs: [] }

/**
 * Watches how long this process holds its own loop: how late a timer comes, less the time for which the system let other
 * programs have the processors although this thread was ready to go on.
 */
export function watchLoop(): LoopWatch {
  let computingMs = 0
  let byMs = noLooks()
  let before = { at: performance.now(), ...readThread() }
  const look = (): void => {
    const now = { at: performance.now(), ...readThread() }
    const late = now.at - before.at - EVERY_MS - (now.waitedMs - before.waitedMs)
    const ms = Math.min(LONGEST_MS, Math.max(0, Math.round(late)))
    byMs[ms] = (byMs[ms] ?? 0) + 1
    computingMs = Math.max(computingMs, now.computedMs - before.computedMs)
    before = now
  }
  setInterval(look, EVERY_MS)
  return {
    found() {
      look()
      const found = { computingMs, byMs }
      computingMs = 0
      byMs = noLooks()
      return found
    },
  }
}

/** Both together. */
export function alsoHeld(a: Held, b: Held): Held {
  const length = Math.max(a.byMs.length, b.byMs.length)
  return {
    computingMs: Math.max(a.computingMs, b.computingMs),
    byMs: Array.from({ length }, (_, ms) => (a.byMs[ms] ?? 0) + (b.byMs[ms] ?? 0)),
  }
}

/** The ms within which the loop was free again at this part of the looks; 1: at all of them. */
export function heldWithin({ byMs }: Held, part: number): number {
  const looks = byMs.reduce((sum, count) => sum + count, 0)
  let seen = 0
  return byMs.findIndex((count) => (seen += count) >= looks * part)
}

function noLooks(): number[] {
  return Array.from({ length: LONGEST_MS + 1 }, () => 0)
}

/** For how long the main thread has computed, and been ready and had no processor, since it began (proc_pid_schedstat). */
function readThread(): { readonly computedMs: number; readonly waitedMs: number } {
  const [computed, waited] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return { computedMs: Number(computed) / NS, waitedMs: Number(waited) / NS }
}
