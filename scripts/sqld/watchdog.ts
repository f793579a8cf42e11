import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { systemClock, type Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { askServer } from './ask-server.ts'
import type { SqldServer } from './supervise.ts'

const QUIET_MS = 30_000
/** A waiter gets the write lock after 5 s at the latest, whoever holds it: twice that is no answer. */
const TIMEOUT_MS = 10_000
/** How often an answer that is an error is asked for again before the server is started again. */
const TRIES = 5
/** Takes the write lock as a document does, and gives it back without a frame for the replicas. */
const PROBE = ['BEGIN IMMEDIATE', 'ROLLBACK']

export interface WatchdogOrder {
  readonly server: Pick<SqldServer, 'url' | 'writeToken' | 'state' | 'restart'>
  readonly log: Logger
  readonly clock?: Clock
  /** How long no write may have succeeded before the server is asked; 30 s when left out. */
  readonly quietMs?: number
  /** When a write of the gate last succeeded (ms since 1970); undefined: none yet. */
  readonly lastWriteAt?: () => number | undefined
  /** How long the answer may take; 10 s when left out. */
  readonly timeoutMs?: number
}

export interface Watchdog {
  /** A write succeeded just now: nothing need be asked for a while. */
  wrote(): void
  /** Asks nothing while `work` writes for long on purpose: a probe takes the lock from whoever holds it after 5 s. */
  whileBusy<Done>(work: () => Promise<Done>): Promise<Done>
  /** Asks and restarts nothing from here on. */
  stop(): void
}

/**
 * Starts the server again when it hangs. Under many writers this server stops handing on its write lock: then it reads
 * and answers `/health`, and every write waits for ever. So when no write has succeeded for a while, one is tried.
 */
export function startWatchdog(order: WatchdogOrder): Watchdog {
  const { server, log, clock = systemClock, quietMs = QUIET_MS, timeoutMs = TIMEOUT_MS } = order
  const stopping = new AbortController()
  const { signal } = stopping
  let lastWriteAt = clock.now()
  let busy = 0
  let failures = 0

  const writtenAt = (): number => Math.max(lastWriteAt, order.lastWriteAt?.() ?? 0)
  const probe = async (): Promise<string | undefined> => {
    try {
      await askServer({ url: server.url, token: server.writeToken() }, PROBE, timeoutMs)
      return undefined
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') failures = TRIES
      return error instanceof Error ? error.message : String(error)
    }
  }
  const look = async (): Promise<void> => {
    const isDue = clock.now() - writtenAt() >= quietMs
    if (!isDue || busy > 0 || server.state().kind !== 'ready') return
    const { starts } = server.state()
    const askedAt = clock.now()
    failures++
    const trouble = await probe()
    const isOver = writtenAt() > askedAt || busy > 0 || server.state().starts !== starts
    if (trouble === undefined || isOver) {
      failures = 0
      lastWriteAt = Math.max(lastWriteAt, clock.now())
      return
    }
    log.warn({ trouble, failures }, 'the server did not take a write')
    if (failures < TRIES || server.state().kind !== 'ready' || signal.aborted) return
    failures = 0
    await server.restart(words.server.hung)
    lastWriteAt = clock.now()
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await sleep(Math.min(1000, quietMs / 4), undefined, { signal }).catch(() => undefined)
      // Only a server that was stopped meanwhile refuses to start again.
      if (!signal.aborted) await look().catch((error: unknown) => log.error({ err: error }))
    }
  }
  void run()
  return {
    wrote() {
      lastWriteAt = clock.now()
    },
    async whileBusy(work) {
      busy++
      try {
        return await work()
      } finally {
        busy--
        lastWriteAt = clock.now()
      }
    },
    stop() {
      stopping.abort()
    },
  }
}
