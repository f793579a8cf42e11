import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../kernel/clock.ts'
import type { Reader } from './reader.ts'

/** What is worked out from the whole book, bit by bit, so that no page has to. */
export interface FollowParts {
  readonly reader: Reader
  readonly clock: Clock
  /** One round: each step is one slice, well under 5 ms, between which scans and pages go first. */
  readonly round: () => Iterable<unknown>
  readonly report: (error: unknown) => void
  /** How often the book is asked whether it moved, and how long each slice lets others go first. */
  readonly lookEveryMs?: number
  readonly restMs?: number
}

export interface Following {
  /** Resolves when a round has ended that saw the book as it was when this was called, or nobody follows any more. */
  caughtUp(): Promise<void>
  /** How many rounds ended: moves when there may be something new to show. */
  rounds(): number
  /** Ends after the slice in hand. */
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 2000
const REST_MS = 4
/** A long round waits as many times as long before the next one: at most a twentieth of a processor. */
const PAUSE_FACTOR = 19

/** Goes round whenever the book moved since the last round began, and once at the start. */
export function followBook(parts: FollowParts): Following {
  const { lookEveryMs = LOOK_EVERY_MS } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  let seenSeq: number | undefined
  let rounds = 0
  let waiters: { readonly resolve: () => void; readonly seq: number }[] = []
  let wake = (): void => {}
  const seqNow = (): number => Number(parts.reader.get('SELECT seq FROM meta')?.[0])

  const settle = (seq: number): void => {
    for (const { resolve } of waiters.filter((waiter) => waiter.seq <= seq)) resolve()
    waiters = waiters.filter((waiter) => waiter.seq > seq)
  }
  /** Returns how long to leave the book alone. */
  const lookOnce = async (): Promise<number> => {
    try {
      const seq = seqNow()
      const tookMs = seq === seenSeq ? 0 : await goRound(parts, signal)
      if (signal.aborted) return 0
      if (seq !== seenSeq) rounds += 1
      seenSeq = seq
      settle(seq)
      return waiters.length > 0 ? 0 : Math.max(lookEveryMs, tookMs * PAUSE_FACTOR)
    } catch (error) {
      if (!signal.aborted) parts.report(error)
      return lookEveryMs
    }
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const pauseMs = await lookOnce()
      const woken = new AbortController()
      wake = () => woken.abort()
      if (pauseMs > 0)
        await quietly(sleep(pauseMs, undefined, { signal: AbortSignal.any([signal, woken.signal]) }))
    }
    settle(Infinity)
  }
  const ended = run()
  return {
    rounds: () => rounds,
    caughtUp: () =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        waiters.push({ resolve, seq: seqNow() })
        wake()
      }),
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

/** Returns how long the slices took together. */
async function goRound(
  { round, clock, restMs = REST_MS }: FollowParts,
  signal: AbortSignal,
): Promise<number> {
  let tookMs = 0
  let began = clock.now()
  for (const _ of round()) {
    tookMs += clock.now() - began
    await quietly(sleep(restMs, undefined, { signal }))
    if (signal.aborted) break
    began = clock.now()
  }
  return tookMs
}

/** To be told to stop is no trouble. */
async function quietly(waiting: Promise<unknown>): Promise<void> {
  await waiting.catch(() => undefined)
}
