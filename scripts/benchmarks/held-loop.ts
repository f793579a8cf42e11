import { readFileSync } from 'node:fs'

/** Looks every so often whether the loop of this process answers. */
export interface LoopWatch {
  /** The longest that the loop was held since this was asked before, in ms. */
  worstMs(): number
  stop(): void
}

const EVERY_MS = 5
const NS = 1_000_000

/**
 * Watches how long this process holds its own loop: how late a timer comes, less the time for which the system let other
 * programs have the processors although this thread was ready to go on.
 */
export function watchLoop(): LoopWatch {
  let worst = 0
  let before = performance.now()
  let waitedBefore = waitedMs()
  const look = (): void => {
    const [now, waited] = [performance.now(), waitedMs()]
    worst = Math.max(worst, now - before - EVERY_MS - (waited - waitedBefore))
    ;[before, waitedBefore] = [now, waited]
  }
  const timer = setInterval(look, EVERY_MS)
  return {
    worstMs() {
      look()
      const found = worst
      worst = 0
      return found
    },
    stop: () => clearInterval(timer),
  }
}

/** For how long the main thread was ready and had no processor, since it began: the second number there, in ns. */
function waitedMs(): number {
  const [, waited = '0'] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return Number(waited) / NS
}
