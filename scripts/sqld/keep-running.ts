import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningSqld } from '../../core/database/sqld/launch.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { ServerFailure } from './server-failure.ts'
import type { ServerStates } from './server-state.ts'

const FIRST_DELAY_MS = 100
const LONGEST_DELAY_MS = 15_000
/** One that served for so long before it ended is started again without delay. */
const STEADY_MS = 30_000
/** A port that was free may be taken by another a moment later; what fails three times is not that. */
const FIRST_TRIES = 3

export interface KeepRunningParts {
  readonly bringUp: (signal: AbortSignal) => Promise<RunningSqld>
  readonly states: ServerStates
  readonly clock: Clock
  readonly graceMs: number
}

/** Something to do while the server is down. */
interface Errand {
  readonly run: () => Promise<void>
  readonly cancel: () => void
}

export interface KeptRunning {
  /** Undefined until it is ready for the first time. */
  current(): RunningSqld | undefined
  /** Rejects when it cannot be started for the first time; resolves when it was stopped. */
  readonly ended: Promise<void>
  /** Ends the server, does `work`, and lets it start again. Resolves or rejects as the work does. */
  whileDown<Done>(reason: string, work: () => Promise<Done>): Promise<Done>
  stop(): Promise<void>
}

/** Keeps a server running: whatever it ends of, it is started again, after a while that grows. One thing at a time. */
export function keepRunning({ bringUp, states, clock, graceMs }: KeepRunningParts): KeptRunning {
  const errands: Errand[] = []
  let running: RunningSqld | undefined
  let isStopping = false
  let interruption = new AbortController()
  let failures = 0

  /** From a start to an end of the server; returns why it ended. */
  const live = async (signal: AbortSignal): Promise<string> => {
    running = await bringUp(signal)
    if (!signal.aborted) states.become('ready', states.now().why)
    const began = clock.now()
    const why = await Promise.race([running.exited, whenAborted(signal)])
    await running.end(graceMs)
    failures = clock.now() - began < STEADY_MS ? failures + 1 : 0
    return why
  }
  const run = async (): Promise<void> => {
    while (!isStopping) {
      for (let errand = errands.shift(); errand !== undefined; errand = errands.shift()) await errand.run()
      interruption = new AbortController()
      const { signal } = interruption
      const why = await live(signal).catch((error: unknown) => {
        failures++
        if (states.now().starts === 0 && !signal.aborted && isHopeless(error, failures))
          throw asFailure(error)
        return messageOf(error)
      })
      // Who interrupts says why.
      if (signal.aborted) failures = 0
      else states.become('down', why)
      await sleep(delayAfter(failures), undefined, { signal }).catch(() => undefined)
    }
  }
  const ended = run().finally(() => {
    isStopping = true
    states.become('stopped', states.now().why)
    for (const { cancel } of errands) cancel()
  })
  // Whoever awaits it hears of it; nobody may.
  ended.catch(() => undefined)
  return {
    ended,
    current: () => running,
    whileDown: (reason, work) =>
      new Promise((resolve, reject) => {
        const cancel = (): void => reject(new ServerFailure(words.server.failure.stopped))
        if (isStopping) return cancel()
        errands.push({ run: () => work().then(resolve, reject), cancel })
        states.become('down', reason)
        interruption.abort()
      }),
    async stop() {
      isStopping = true
      interruption.abort()
      await ended.catch(() => undefined)
    },
  }
}

const isHopeless = (error: unknown, failures: number): boolean =>
  error instanceof ServerFailure || failures >= FIRST_TRIES

const asFailure = (error: unknown): ServerFailure =>
  error instanceof ServerFailure
    ? error
    : new ServerFailure(words.server.failure.cannotStart(messageOf(error)), { cause: error })

/** How long after so many ends in a row that came too soon the next start waits (ms). */
export const delayAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1))

function whenAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('')
    else signal.addEventListener('abort', () => resolve(''), { once: true })
  })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
