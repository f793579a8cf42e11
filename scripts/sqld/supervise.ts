import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { finishSwitch } from '../../core/backup/switch-files.ts'
import { systemClock, type Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { bringUp, DATABASE_FOLDER } from './bring-up.ts'
import { keepRunning } from './keep-running.ts'
import { ServerFailure } from './server-failure.ts'
import { readOrMakeServerKey } from './server-key.ts'
import {
  createServerStates,
  type ServerState,
  type ServerStates,
  type StateListener,
} from './server-state.ts'

/** How long the server may take to end by itself: a killed one makes every replica start anew. */
const GRACE_MS = 10_000

export interface ServerOrder {
  /** Central's data folder: the database lies in `sqld/`, the key in `server.key`. Whoever calls holds its lock. */
  readonly folder: string
  /** Hears what the server says (debug) and becomes (info). */
  readonly log: Logger
  readonly clock?: Clock
  /** How long it may take to end before it is killed; 10 s when left out. */
  readonly graceMs?: number
}

/** The libSQL server of central, which comes back by itself. */
export interface SqldServer {
  /**
   * Where it answers, on loopback: statements and replicas (`/wal_log.ReplicationLog/…`) alike. Another port after each
   * start, so read it for each request.
   */
  readonly url: string
  /** Of its process; another after each start. */
  readonly pid: number
  /** Tokens between us and it, good for at least two minutes: take a fresh one for each request. */
  readToken(): string
  writeToken(): string
  state(): ServerState
  /** Hears each change; returns what ends that. */
  onState(listener: StateListener): () => void
  /** Ends it and starts it again; resolves when it is ready. `reason`: for people. */
  restart(reason: string): Promise<void>
  /** Ends it, does `work` on its files, and starts it again, also when that failed; resolves when it is ready. */
  whileDown<Done>(reason: string, work: () => Promise<Done>): Promise<Done>
  /** Ends it for good. */
  stop(): Promise<void>
}

/**
 * Starts the libSQL server and keeps it running. A restore that was cut off is finished or undone, and what an earlier
 * process left behind is ended first; that a commit waits for the disk is proved after each start, before it counts as
 * ready; one that ends is started again, after a while that grows to 15 s. Resolves when it is ready. Throws
 * {@link ServerFailure} when it cannot be started at all.
 */
export async function startServer(order: ServerOrder): Promise<SqldServer> {
  const { folder, log, clock = systemClock, graceMs = GRACE_MS } = order
  const database = join(folder, DATABASE_FOLDER)
  finishSwitch(folder)
  mkdirSync(database, { recursive: true, mode: 0o700 })
  const key = readOrMakeServerKey(folder, clock)
  const states = createServerStates(clock)
  states.listen(({ kind, why, starts }) => log.info({ server: kind, why, starts }))
  const kept = keepRunning({
    bringUp: (signal) => bringUp({ database, key, log, graceMs, signal }),
    states,
    clock,
    graceMs,
  })
  await untilReady(states, kept.ended)
  const whileDown: SqldServer['whileDown'] = async (reason, work) => {
    try {
      return await kept.whileDown(reason, work)
    } finally {
      await untilReady(states, kept.ended)
    }
  }
  return {
    get url() {
      return kept.current()?.url ?? ''
    },
    get pid() {
      return kept.current()?.pid ?? 0
    },
    readToken: () => key.token('ro'),
    writeToken: () => key.token('rw'),
    state: () => states.now(),
    onState: (listener) => states.listen(listener),
    restart: (reason) => whileDown(reason, () => Promise.resolve()),
    whileDown,
    stop: () => kept.stop(),
  }
}

function untilReady(states: ServerStates, ended: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    if (states.now().kind === 'ready') return resolve()
    const end = states.listen(({ kind }) => {
      if (kind === 'ready') resolve()
      if (kind === 'ready' || kind === 'stopped') end()
    })
    ended.then(() => reject(new ServerFailure(words.server.failure.stopped)), reject)
  })
}
