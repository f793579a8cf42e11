import { setTimeout as sleep } from 'node:timers/promises'
import type { SealedDocument } from '../book/content.ts'
import { postDocuments } from '../book/post.ts'
import { IdTaken, WriterStopped, type Outcome } from '../book/outcome.ts'
import { CentralDenied, type Central } from '../database/central.ts'
import { createBell } from '../kernel/bell.ts'
import type { Clock } from '../kernel/clock.ts'
import { sendNotes } from '../stations/send-notes.ts'
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
  /** Says that there may be something to post or to tell. Never waits. */
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
  /** What this process works on is a demo, or is not: it posts to a book of the same kind only. */
  readonly isDemo?: boolean
  /** Called after outcomes are on disk. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void
}

/**
 * Takes documents, and what is told beside them, from the outbox to the book: in order, one batch in flight, grouped
 * when behind, and again with the same ids for as long as the outcome is unknown (design section 5).
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
        if (!isOwnBook && hasWork(parts.outbox)) {
          await assertOwnBook(parts)
          isOwnBook = true
        }
        const { done, trouble } = await workOnce(parts, () => (state = { kind: 'posting' }))
        delays = retryDelays()
        if (trouble !== undefined) state = troubleOf(trouble, parts.clock.now(), state)
        if (done > 0) continue
        state = { kind: 'idle' }
        // Rung since this round began: what was taken meanwhile is looked at before anybody hears that all is done.
        if (!bell.isRung()) settleWaiters()
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

function hasWork(outbox: Outbox): boolean {
  return outbox.waitingTotal().documents > 0 || outbox.waitingNotes(1).length > 0
}

/**
 * Posts one group of each writer, then sends some notes. What stops one of them holds up none of the others. Throws
 * the first trouble where nothing was done.
 */
async function workOnce(
  parts: PosterParts,
  onWork: () => void,
): Promise<{ readonly done: number; readonly trouble: Error | undefined }> {
  let done = 0
  let trouble: Error | undefined
  const tasks = parts.outbox.writers().map((writer) => () => postGroupOf(writer, parts, onWork))
  for (const task of [...tasks, () => sendSomeNotes(parts)]) {
    try {
      done += await task()
    } catch (error) {
      trouble ??= error instanceof Error ? error : new Error(String(error))
    }
  }
  if (done === 0 && trouble !== undefined) throw trouble
  return { done, trouble }
}

async function sendSomeNotes({ central, outbox }: PosterParts): Promise<number> {
  const sent = await sendNotes(central, outbox)
  if (sent > 0) await othersFirst()
  return sent
}

async function postGroupOf(
  writer: string,
  { central, outbox, clock, zoneOf, onOutcomes }: PosterParts,
  onWork: () => void,
): Promise<number> {
  const documents = withinLines(outbox.waiting(writer, central.groupLimit))
  if (documents.length === 0) return 0
  onWork()
  const outcomes = await postDocuments(central, documents, { now: clock.now(), zoneOf })
  outbox.settle(outcomes, clock.now())
  onOutcomes(outcomes)
  await othersFirst()
  return outcomes.length
}

/** How many lines one batch carries at the most: twenty documents of a scan have fewer, those of an import have not. */
const LINES_AT_ONCE = 200

/** The first documents whose lines stay within that; at least one. */
function withinLines(documents: readonly SealedDocument[]): readonly SealedDocument[] {
  let lines = 0
  const end = documents.findIndex(({ content }) => (lines += content.lines.length) > LINES_AT_ONCE)
  return end === -1 ? documents : documents.slice(0, Math.max(1, end))
}

/** A local book is written synchronously: let scans and screens go first. */
async function othersFirst(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

/** Another company's database is not an epoch change: its documents are never posted there (design section 5). */
async function assertOwnBook({ central, outbox, isDemo }: PosterParts): Promise<void> {
  const rows = await central.all({ sql: 'SELECT database_id, is_demo FROM meta', args: [] })
  // Asked before an outbox that belongs to no book yet takes this one for its own.
  if (isDemo !== undefined && isDemo !== (rows[0]?.[1] === 1))
    throw new OtherBook('a demo and a book of one’s own never mix')
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
