import { setTimeout as sleep } from 'node:timers/promises'
import { postDocuments } from '../book/post.ts'
import { IdTaken, WriterStopped, type Outcome } from '../book/outcome.ts'
import { CentralDenied, type Central } from '../database/central.ts'
import type { Clock } from '../kernel/clock.ts'
import { retryDelays } from './retry-delays.ts'
import type { Outbox } from './outbox.ts'

/** Why nothing is being posted until a person acts. The words are the catalogue's. */
export type PosterAlarm = 'central_denied' | 'writer_stopped' | 'id_taken' | 'other_book'

export type PosterState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'posting' }
  /** No answer, or busy: tried again by itself. */
  | { readonly kind: 'retrying'; readonly message: string; readonly since: number }
  | {
      readonly kind: 'stopped'
      readonly alarm: PosterAlarm
      readonly message: string
      readonly since: number
    }

export interface Poster {
  /** Says that there may be something to post. Never waits. */
  wake(): void
  state(): PosterState
  /** Resolves when nothing waits any more, or posting has stopped. For imports and tests. */
  drained(): Promise<void>
  /** Ends after the batch in flight. */
  stop(): Promise<void>
}

export interface PosterParts {
  readonly central: Central
  readonly outbox: Outbox
  readonly clock: Clock
  readonly zoneOf: (branch: number) => string
  /** Called after outcomes are on disk. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void
}

/**
 * Takes documents from the outbox to the book: in order, one batch in flight, grouped when behind, and again with the
 * same ids for as long as the outcome is unknown (design section 5).
 */
export function startPoster(parts: PosterParts): Poster {
  const stopping = new AbortController()
  let state: PosterState = { kind: 'idle' }
  const bell = createBell()
  let waiters: (() => void)[] = []

  const settleWaiters = (): void => {
    for (const resolve of waiters) resolve()
    waiters = []
  }

  const run = async (): Promise<void> => {
    let delays = retryDelays()
    // Asked once, and again after any trouble: central may be another one by then.
    let isOwnBook = false
    while (!stopping.signal.aborted) {
      bell.silence()
      try {
        if (!isOwnBook && parts.outbox.waitingTotal().documents > 0) {
          await assertOwnBook(parts)
          isOwnBook = true
        }
        const { posted, trouble } = await postOnce(parts, () => (state = { kind: 'posting' }))
        delays = retryDelays()
        if (trouble !== undefined) state = troubleOf(trouble, parts.clock.now(), state)
        if (posted > 0) continue
        state = { kind: 'idle' }
        settleWaiters()
        await bell.rung()
      } catch (error) {
        isOwnBook = false
        state = troubleOf(error, parts.clock.now(), state)
        if (state.kind === 'stopped') settleWaiters()
        const pause = pauseQuietly(delays.next().value ?? 0, stopping.signal)
        // A line that is down is down for a new document too; a stopped writer is not the others' trouble.
        await (state.kind === 'stopped' ? Promise.race([pause, bell.rung()]) : pause)
      }
    }
  }
  const ended = run()

  return {
    wake: bell.ring,
    state: () => state,
    drained: () =>
      new Promise((resolve) => {
        waiters.push(resolve)
        bell.ring()
      }),
    async stop() {
      stopping.abort()
      bell.ring()
      await ended
      settleWaiters()
    },
  }
}

/**
 * Posts one group of each writer. What stops one of them holds up none of the others. Throws the first trouble where
 * nothing was posted.
 */
async function postOnce(
  parts: PosterParts,
  onWork: () => void,
): Promise<{ readonly posted: number; readonly trouble: Error | undefined }> {
  let posted = 0
  let trouble: Error | undefined
  for (const writer of parts.outbox.writers()) {
    try {
      posted += await postGroupOf(writer, parts, onWork)
    } catch (error) {
      trouble ??= error instanceof Error ? error : new Error(String(error))
    }
  }
  if (posted === 0 && trouble !== undefined) throw trouble
  return { posted, trouble }
}

async function postGroupOf(
  writer: string,
  { central, outbox, clock, zoneOf, onOutcomes }: PosterParts,
  onWork: () => void,
): Promise<number> {
  const documents = outbox.waiting(writer, central.groupLimit)
  if (documents.length === 0) return 0
  onWork()
  const outcomes = await postDocuments(central, documents, { now: clock.now(), zoneOf })
  outbox.settle(outcomes, clock.now())
  onOutcomes(outcomes)
  // A local book posts synchronously: let scans and screens go first.
  await new Promise((resolve) => setImmediate(resolve))
  return outcomes.length
}

/** Another company's database is not an epoch change: its documents are never posted there (design section 5). */
async function assertOwnBook({ central, outbox }: PosterParts): Promise<void> {
  const rows = await central.all({ sql: 'SELECT database_id FROM meta', args: [] })
  if (!outbox.belongsTo(String(rows[0]?.[0]))) throw new OtherBook('the outbox belongs to another book')
}

class OtherBook extends Error {}

function troubleOf(error: unknown, now: number, before: PosterState): PosterState {
  const message = error instanceof Error ? error.message : String(error)
  const alarm = alarmOf(error)
  const kind = alarm === undefined ? 'retrying' : 'stopped'
  const since = before.kind === kind ? before.since : now
  return alarm === undefined
    ? { kind: 'retrying', message, since }
    : { kind: 'stopped', alarm, message, since }
}

function alarmOf(error: unknown): PosterAlarm | undefined {
  if (error instanceof CentralDenied) return 'central_denied'
  if (error instanceof WriterStopped) return 'writer_stopped'
  if (error instanceof IdTaken) return 'id_taken'
  if (error instanceof OtherBook) return 'other_book'
  return undefined
}

async function pauseQuietly(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}

/** Rung when there may be something to do; remembers it for who comes to listen later. */
function createBell() {
  let isRung = true
  let hear = (): void => {}
  return {
    ring(this: void): void {
      isRung = true
      hear()
    },
    silence(): void {
      isRung = false
    },
    rung: (): Promise<void> =>
      new Promise((resolve) => {
        if (isRung) resolve()
        else hear = resolve
      }),
  }
}
