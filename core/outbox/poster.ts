import { createBell } from '../kernel/bell.ts'
import { createPosting, type PostingParts } from './post-group.ts'
import { troubleOf, type PosterState } from './poster-state.ts'
import { retryDelays } from './retry-delays.ts'

export type { PosterAlarm, PosterState } from './poster-state.ts'
export interface PosterParts extends PostingParts {
  /** The first pause after a trouble, in ms, which doubles up to half a minute; a quarter of a second when left out. */
  readonly retryMs?: number
}

export interface Poster {
  /** Says that there may be something to post or to tell. Never waits. */
  wake(): void
  /** Says that central answers again: what waits out a pause is tried at once. */
  hurry(): void
  state(): PosterState
  /** Resolves when nothing waits any more, or posting has stopped. For imports and tests. */
  drained(): Promise<void>
  /** Ends after the batch in flight. */
  stop(): Promise<void>
}

/**
 * Takes documents, and what is told beside them, from the outbox to the book: in order, one batch in flight, grouped
 * when behind, and again with the same ids for as long as the outcome is unknown (design section 5).
 */
export function startPoster(parts: PosterParts): Poster {
  const stopping = new AbortController()
  let state: PosterState = { kind: 'idle' }
  const bell = createBell()
  const lineIsBack = createBell()
  const posting = createPosting(parts, () => (state = { kind: 'posting' }))
  let waiters: (() => void)[] = []

  const settleWaiters = (): void => {
    for (const resolve of waiters) resolve()
    waiters = []
  }

  const run = async (): Promise<void> => {
    let delays = retryDelays(parts.retryMs)
    while (!stopping.signal.aborted) {
      bell.silence()
      try {
        const { done, trouble } = await workOnce(posting.tasks())
        delays = retryDelays(parts.retryMs)
        if (trouble !== undefined) state = troubleOf(trouble, parts.clock.now(), state)
        if (done > 0) continue
        state = { kind: 'idle' }
        // Rung since this round began: what was taken meanwhile is looked at before anybody hears that all is done.
        if (!bell.isRung()) settleWaiters()
        const nextIn = posting.nextIn()
        await (nextIn === undefined ? bell.rung() : bell.rungWithin(nextIn, stopping.signal))
      } catch (error) {
        state = troubleOf(error, parts.clock.now(), state)
        if (state.kind === 'stopped') settleWaiters()
        lineIsBack.silence()
        const pause = lineIsBack.rungWithin(delays.next().value, stopping.signal)
        // A line that is down is down for a new document too; a stopped writer is not the others' trouble.
        await (state.kind === 'stopped' ? Promise.race([pause, bell.rung()]) : pause)
        if (lineIsBack.isRung()) delays = retryDelays(parts.retryMs)
      }
    }
  }
  const ended = run()

  return {
    wake: bell.ring,
    hurry: lineIsBack.ring,
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
 * Posts one group of each writer, then sends some notes. What stops one of them holds up none of the others. Throws
 * the first trouble where nothing was done.
 */
async function workOnce(
  tasks: readonly (() => Promise<number>)[],
): Promise<{ readonly done: number; readonly trouble: Error | undefined }> {
  let done = 0
  let trouble: Error | undefined
  for (const task of tasks) {
    try {
      done += await task()
    } catch (error) {
      trouble ??= error instanceof Error ? error : new Error(String(error))
    }
  }
  if (done === 0 && trouble !== undefined) throw trouble
  return { done, trouble }
}
