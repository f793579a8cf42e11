/** The stream of what changes without this screen's doing: outcomes, other screens, the clock. */
export interface ChangePorts {
  readonly address: string
  readonly onChange: (data: string) => void
  readonly onClock: (time: string) => void
  readonly onLine: (isUp: boolean) => void
}

/** The station says something every 15 s; after this long a silent line is dead, whatever the browser thinks. */
const SILENCE_MAX_MS = 40_000
const LOOK_EVERY_MS = 5000
const RETRY_MS = 1000

/**
 * Listens for as long as the page lives. A browser's own reconnecting ends for good on an answer that is not a stream,
 * such as a proxy's error page; so a closed line is opened anew here.
 */
export function listenForChanges({ address, onChange, onClock, onLine }: ChangePorts): void {
  let heardAt = performance.now()
  let source = open()

  function open(): EventSource {
    const stream = new EventSource(address)
    const heard = (): void => {
      heardAt = performance.now()
      onLine(true)
    }
    stream.addEventListener('screen', (event) => {
      heard()
      onChange(String(event.data))
    })
    stream.addEventListener('clock', (event) => {
      heard()
      onClock(String(event.data))
    })
    stream.addEventListener('error', () => {
      onLine(false)
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => reopen(stream), RETRY_MS)
    })
    return stream
  }
  function reopen(old: EventSource): void {
    if (old !== source) return
    old.close()
    heardAt = performance.now()
    source = open()
  }
  setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MAX_MS) reopen(source)
  }, LOOK_EVERY_MS)
}
