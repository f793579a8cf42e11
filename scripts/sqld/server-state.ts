import type { Clock } from '../../core/kernel/clock.ts'

/** What the server is at, for the gate, for health and for a person. */
export interface ServerState {
  /** 'ready': it serves, and a commit is on the disk before it is reported. 'down': it comes back by itself. */
  readonly kind: 'starting' | 'ready' | 'down' | 'stopped'
  /** Since when (ms). */
  readonly since: number
  /** Why it is down or was stopped; the last reason for a start. */
  readonly why: string
  /** How often it became ready: more than once means that it was started again. */
  readonly starts: number
}

export type StateListener = (state: ServerState) => void

export type ServerStates = ReturnType<typeof createServerStates>

/** The state and those who want to hear of each change. */
export function createServerStates(clock: Clock) {
  let state: ServerState = { kind: 'starting', since: clock.now(), why: '', starts: 0 }
  const listeners = new Set<StateListener>()
  return {
    now: (): ServerState => state,
    become(kind: ServerState['kind'], why: string): void {
      const starts = state.starts + (kind === 'ready' ? 1 : 0)
      state = { kind, since: clock.now(), why, starts }
      for (const listener of listeners) listener(state)
    },
    /** Returns what ends the listening. */
    listen(listener: StateListener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
