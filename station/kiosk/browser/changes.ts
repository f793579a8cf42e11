/** The stream of what changes without this screen's doing: outcomes, other screens, the clock. */
export interface ChangePorts {
  /** Asked each time the line is opened. */
  readonly address: () => string
  readonly onChange: (data: string) => void
  readonly onClock: (time: string) => void
  /** Which of the station's pages this one is. */
  readonly onSeat: (data: string) => void
  readonly onLine: (isUp: boolean) => void
}

/** The station says something every 15 s; after this long a silent line is dead, whatever the browser thinks. */
const SILENCE_MAX_MS = 40_000
const LOOK_EVERY_MS = 5000
const RETRY_MS = 1000

/**
 * Listens for as long as the page lives. A browser's own reconnecting says again what this page was when its line was
 * first opened, and ends for good on an answer that is not a stream, such as a proxy's error page; so a broken line is
 * always opened anew here.
 */
export function listenForChanges({ address, onChange, onClock, onSeat, onLine }: ChangePorts): void {
  let heardAt = performance.now()
  let source = open()

  function open(): EventSource {
    const stream = new EventSource(address())
    const listen = (event: string, onHeard: (data: string) => void): void =>
      stream.addEventListener(event, ({ data }: MessageEvent) => {
        heardAt = performance.now()
        onLine(true)
        onHeard(String(data))
      })
    listen('screen', onChange)
    listen('clock', onClock)
    listen('seat', onSeat)
    stream.addEventListener('error', () => {
      stream.close()
      onLine(false)
      setTimeout(() => reopen(stream), RETRY_MS)
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
