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
  /** By token, in the order of their turns; no list is empty. */
  const lines = new Map<string, Waiting[]>()
  let isOpen = true
  let inFlight: string | undefined
  let idle: (() => void)[] = []

  const waiting = (): number => [...lines.values()].reduce((sum, line) => sum + line.length, 0)

  const next = (): void => {
    if (inFlight !== undefined) return
    const [first] = lines
    if (first === undefined) {
      for (const resolve of idle) resolve()
      idle = []
      return
    }
    const [token, line] = first
    lines.delete(token)
    // To the end: the others go first.
    if (line.length > 1) lines.set(token, line.slice(1))
    inFlight = token
    const free = (): void => {
      inFlight = undefined
      next()
    }
    void line[0]?.begin().then(free, free)
  }

  const leave = (token: string, one: Waiting): void => {
    const line = lines.get(token)?.filter((other) => other !== one) ?? []
    if (line.length > 0) lines.set(token, line)
    else lines.delete(token)
    one.giveUp('left')
  }

  return {
    state: () => ({ isOpen, inFlight, waiting: waiting() }),
    run(token, work, leaving) {
      const line = lines.get(token) ?? []
      if (!isOpen) return Promise.resolve({ state: 'closed' })
      if (leaving?.aborted === true) return Promise.resolve({ state: 'left' })
      if (waiting() >= limits.waiting || line.length >= limits.waitingOfOne)
        return Promise.resolve({ state: 'busy' })
      return new Promise((resolve, reject) => {
        const left = (): void => leave(token, one)
        const one: Waiting = {
          begin: async () => {
            leaving?.removeEventListener('abort', left)
            try {
              resolve({ state: 'done', answer: await work() })
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)))
            }
          },
          giveUp(state) {
            leaving?.removeEventListener('abort', left)
            resolve({ state })
          },
        }
        leaving?.addEventListener('abort', left)
        lines.set(token, [...line, one])
        next()
      })
    },
    drain() {
      isOpen = false
      const told = [...lines.values()].flat()
      lines.clear()
      for (const one of told) one.giveUp('closed')
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
