/** Whether anything that a page shows may have changed, asked while somebody looks and not otherwise. */
export interface Pulse {
  /** What everything looks like now: another text, another state. Says nothing about what it is. */
  now(): string
  /** Resolves when it is not `seen` any more, or after `waitMs`, or at the end of `signal`. */
  next(seen: string, options: { readonly signal: AbortSignal; readonly waitMs: number }): Promise<void>
}

/** One question every so often for all who wait, however many they are. */
export function createPulse({
  look,
  everyMs,
  report,
}: {
  readonly look: () => string
  readonly everyMs: number
  readonly report: (error: unknown) => void
}): Pulse {
  const waiting = new Set<{ readonly seen: string; readonly wake: () => void }>()
  let asking: NodeJS.Timeout | undefined

  const ask = (): void => {
    try {
      const now = look()
      for (const { seen, wake } of waiting) if (seen !== now) wake()
    } catch (error) {
      // Asked again in a moment; a page that is not told meanwhile is only older.
      report(error)
    }
  }
  const settle = (): void => {
    if (waiting.size > 0) {
      asking ??= setInterval(ask, everyMs)
      return
    }
    clearInterval(asking)
    asking = undefined
  }
  return {
    now: look,
    next: (seen, { signal, waitMs }) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const waiter = { seen, wake: () => end() }
        const end = (): void => {
          waiting.delete(waiter)
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          settle()
          resolve()
        }
        const timer = setTimeout(end, waitMs)
        signal.addEventListener('abort', end)
        waiting.add(waiter)
        settle()
      }),
  }
}
