import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CentralAddress } from '../database/central-http.ts'
import { schemaVersion } from '../database/migrate.ts'
import type { Clock } from '../kernel/clock.ts'
import { projectFile } from '../kernel/project-root.ts'
import type { Generation } from './generations.ts'
import { createHearing } from './hearing.ts'
import type { Mark } from './mark.ts'
import { runSyncChild } from './run-child.ts'
import type { SyncState } from './sync-state.ts'
import type { Trouble } from './trouble.ts'

export interface SyncParts {
  /** Holds the replicas; made if need be. One station, or admin host, at a time. */
  readonly folder: string
  /** Where central answers, who asks, and a token that may read. */
  readonly central: Omit<CentralAddress, 'timeoutMs'> & { readonly token: string }
  readonly clock: Clock
  /** The database id that this machine's documents were made for, if it has any. */
  readonly company?: string
  /** What the sync process and its native module print, line by line. */
  readonly noise: (line: string) => void
  readonly report: (error: unknown) => void
  /** Hears of another trouble than before, and of its end. */
  readonly onTrouble?: (trouble: Trouble | undefined) => void
  /** The newest schema this program knows; the program's own unless a test says otherwise. */
  readonly schema?: number
  /** Another program for the child, for tests. */
  readonly entry?: string
  readonly times?: Partial<SyncTimes>
}

/** Milliseconds. */
export interface SyncTimes {
  /** From the end of one sync to the next. */
  readonly everyMs: number
  /** The first pause after a trouble, which doubles up to half a minute; a quarter of a second when left out. */
  readonly retryMs?: number
  /** How long central may take to say where it is. */
  readonly timeoutMs: number
  /** How long the child may neither speak nor change its files. */
  readonly silenceMs: number
  /** Not known to match central for this long: stale. */
  readonly staleMs: number
  /** How often the whole content is compared. */
  readonly compareEveryMs: number
}

const TIMES: SyncTimes = {
  everyMs: 1000,
  timeoutMs: 10_000,
  silenceMs: 120_000,
  staleMs: 15_000,
  compareEveryMs: 24 * 60 * 60_000,
}

/** The local copy of central's book, as its readers know it. Nothing here calls the database or waits for a network. */
export interface Sync {
  state(): SyncState
  /** The file to read; undefined before the first one. On the disk, and used as it is, when this process starts. */
  replica(): Generation | undefined
  /** How far that file is, as last heard. */
  mark(): Mark | undefined
  seq(): number | undefined
  /** When central was read that this file was last known to match, by central's clock: for "checked against 14:02". */
  knownAt(): number | undefined
  /** How many writes central had, when last asked, that are not here; undefined before it answered. */
  lag(): number | undefined
  /** Resolves true as soon as the replica has this write, false after `ms`. Makes the child look at once. */
  waitForSeq(seq: number, ms: number): Promise<boolean>
  /** Called after the replica moved on. Returns the way to stop. */
  onAdvance(listener: (mark: Mark) => void): () => void
  /**
   * Called when another generation takes the place of this one: whoever has the file open opens the new one before
   * returning. The old one is deleted afterwards, unless somebody throws. Returns the way to stop.
   */
  onSwitch(listener: (replica: Generation) => void): () => void
  /** Says that there may be news, or a network again. */
  wake(): void
  stop(): Promise<void>
}

const ENTRY = projectFile('dist', 'core', 'sync', 'sync-child.js')

/** Starts the child that keeps the replica, and keeps starting it. Returns at once, with what the disk has. */
export function startSync(parts: SyncParts): Sync {
  const { folder, clock, central, company, entry = ENTRY, schema = schemaVersion() } = parts
  const { everyMs, retryMs, timeoutMs, compareEveryMs, silenceMs, staleMs } = { ...TIMES, ...parts.times }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { report, onTrouble } = parts
  const hearing = createHearing({ folder, clock, staleMs, report, onTrouble })
  const { state, replica, mark, knownAt, lag, onAdvance, onSwitch, lifeSigns } = hearing
  const child = runSyncChild({
    entry,
    settings: {
      kind: 'begin',
      folder,
      ...central,
      schema,
      company,
      everyMs,
      retryMs,
      timeoutMs,
      compareEveryMs,
    },
    silenceMs,
    noise: parts.noise,
    lifeSigns,
    onTick: hearing.tick,
    onEnd: hearing.ended,
    onBeat(beat) {
      const generation = hearing.beat(beat)
      if (generation !== undefined) child.send({ kind: 'moved', generation })
    },
  })
  const seq = (): number | undefined => mark()?.seq
  const wake = (): void => child.send({ kind: 'hurry' })
  return {
    state,
    replica,
    mark,
    seq,
    knownAt,
    lag,
    onAdvance,
    onSwitch,
    wake,
    async waitForSeq(wanted, ms) {
      const isThere = (): boolean => (seq() ?? -1) >= wanted
      if (isThere()) return true
      const over = new AbortController()
      const stop = onAdvance(() => isThere() && over.abort())
      wake()
      await sleep(ms, undefined, { signal: over.signal }).catch(() => {})
      stop()
      return isThere()
    },
    stop: () => child.stop(),
  }
}
