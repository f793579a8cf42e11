import { createTurns } from './turns.ts'

/** What became of a write that asked for its turn. Only of `done` was anything sent to the server. */
export type Turn<Answer> =
  | { readonly state: 'done'; readonly answer: Answer }
  /** Too many wait already. */
  | { readonly state: 'busy' }
  /** The queue is closed, or was while this waited. */
  | { readonly state: 'closed' }
  /** Whoever asked went away before its turn. */
  | { readonly state: 'left' }

export interface WriteQueueLimits {
  /** How many may wait, of all tokens together. */
  readonly waiting: number
  /** How many of these may be of one token. */
  readonly waitingOfOne: number
}

export interface WriteQueueState {
  readonly isOpen: boolean
  /** Whose write the server has. */
  readonly inFlight: string | undefined
  readonly waiting: number
}

/**
 * One write at a time to a server that breaks under more (its lock is handed on badly, and it hangs until it is
 * killed). Tokens take turns in the order in which they came, each with its oldest write: who sends much waits for
 * itself and not the others for it.
 */
export interface WriteQueue {
  /**
   * Does `work` when its turn comes. `work` must settle when the server answered or was restarted, and never before:
   * only then does the next one begin, whether or not anybody still wants to know. Rejects with what `work` rejects.
   * `leaving`: whoever asked went away; a write that still waits is dropped, one that the server has goes on.
   */
  run<Answer>(token: string, work: () => Promise<Answer>, leaving?: AbortSignal): Promise<Turn<Answer>>
  /** Closes: what waits is told so. Resolves when the server has nothing in hand any more. */
  drain(): Promise<void>
  /** Takes writes again. */
  open(): void
  state(): WriteQueueState
}

interface Waiting {
  readonly begin: () => Promise<unknown>
  readonly giveUp: (state: 'closed' | 'left') => void
}

export const WRITE_QUEUE_LIMITS: WriteQueueLimits = { waiting: 64, waitingOfOne: 16 }

export function createWriteQueue(limits: WriteQueueLimits = WRITE_QUEUE_LIMITS): WriteQueue {
  const lines = createTurns<Waiting>()
  let isOpen = true
  let inFlight: string | undefined
  let idle: (() => void)[] = []

  const next = (): void => {
    if (inFlight !== undefined) return
    const first = lines.take()
    if (first === undefined) {
      for (const resolve of idle) resolve()
      idle = []
      return
    }
    inFlight = first.token
    const free = (): void => {
      inFlight = undefined
      next()
    }
    void first.one.begin().then(free, free)
  }

  return {
    state: () => ({ isOpen, inFlight, waiting: lines.count() }),
    run(token, work, leaving) {
      if (!isOpen) return Promise.resolve({ state: 'closed' })
      if (leaving?.aborted === true) return Promise.resolve({ state: 'left' })
      if (lines.count() >= limits.waiting || lines.countOf(token) >= limits.waitingOfOne)
        return Promise.resolve({ state: 'busy' })
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          lines.remove(token, one)
          one.giveUp('left')
        }
        const stay = (): void => leaving?.removeEventListener('abort', leave)
        const one: Waiting = {
          begin() {
            stay()
            return work().then((answer) => resolve({ state: 'done', answer }), reject)
          },
          giveUp(state) {
            stay()
            resolve({ state })
          },
        }
        leaving?.addEventListener('abort', leave)
        lines.add(token, one)
        next()
      })
    },
    drain() {
      isOpen = false
      for (const one of lines.takeAll()) one.giveUp('closed')
      return new Promise((resolve) => {
        idle.push(resolve)
        next()
      })
    },
    open() {
      isOpen = true
    },
  }
}
