import { setTimeout as sleep } from 'node:timers/promises'

/** Rung when there may be something to do; remembers it for who comes to listen later. */
export interface Bell {
  ring(this: void): void
  silence(): void
  isRung(): boolean
  rung(): Promise<void>
  /** Resolves when it is rung, when the time is over, or when `signal` is aborted. */
  rungWithin(ms: number, signal: AbortSignal): Promise<void>
}

export function createBell(): Bell {
  let isRung = true
  let hear = (): void => {}
  const rung = (): Promise<void> =>
    new Promise((resolve) => {
      if (isRung) resolve()
      else hear = resolve
    })
  return {
    ring(): void {
      isRung = true
      hear()
    },
    silence(): void {
      isRung = false
    },
    isRung: () => isRung,
    rung,
    async rungWithin(ms, signal) {
      if (signal.aborted) return
      const heard = new AbortController()
      const end = (): void => heard.abort()
      signal.addEventListener('abort', end)
      await Promise.race([rung(), sleep(ms, undefined, { signal: heard.signal }).catch(() => {})])
      signal.removeEventListener('abort', end)
      heard.abort()
    },
  }
}
