import { summaryLine } from '../../core/book/verify/verdict.ts'
import { verifyInChild } from '../../core/book/verify/verify-child.ts'
import type { Clock } from '../../core/kernel/clock.ts'

/** Nightly would do for the book; a few times a day lets a person trust the light. */
const EVERY_MS = 6 * 3_600_000

interface Seen {
  readonly isGreen: boolean
  readonly summary: string
  readonly at: number
}

/** Proves the book now and then in a child process, and remembers what the last proof said. */
export interface RunningLight {
  latest(): Seen | undefined
  isRunning(): boolean
  start(): void
  stop(): void
}

/** `onVerdict` hears every proof that was made; one that could not be made is none. */
export function startVerifyLight(
  bookPath: () => string,
  clock: Clock,
  onVerdict: (isGreen: boolean) => void = () => {},
): RunningLight {
  const stopping = new AbortController()
  let seen: Seen | undefined
  let isRunning = false
  const run = async (): Promise<void> => {
    if (isRunning || stopping.signal.aborted) return
    isRunning = true
    try {
      const verdict = await verifyInChild(bookPath(), { signal: stopping.signal })
      seen = { isGreen: verdict.ok, summary: summaryLine(verdict), at: clock.now() }
      onVerdict(verdict.ok)
    } catch (error) {
      // No verdict is not green: a person has to see why.
      if (!stopping.signal.aborted)
        seen = {
          isGreen: false,
          summary: error instanceof Error ? error.message : String(error),
          at: clock.now(),
        }
    } finally {
      isRunning = false
    }
  }
  const timer = setInterval(() => void run(), EVERY_MS)
  void run()
  return {
    latest: () => seen,
    isRunning: () => isRunning,
    start: () => void run(),
    stop() {
      clearInterval(timer)
      stopping.abort()
    },
  }
}
