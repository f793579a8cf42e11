/** What the station is asked: a scan, or a press of a button. */
export type Input = { readonly type: string } & Readonly<Record<string, string | number>>

/** One numbered thing to send. It keeps its number and its page over a reload, so it is counted once. */
export interface Entry {
  readonly page: string
  readonly n: number
  readonly input: Input
}

/** The world of the queue: a store that survives a reload, the line to the station, and a pause. */
export interface QueuePorts<Reply> {
  readonly read: () => string | null
  readonly write: (text: string) => void
  /** Throws when there is no answer, or not a good one: it may have been taken all the same. */
  readonly send: (entries: readonly Entry[]) => Promise<Reply>
  readonly pause: (ms: number) => Promise<void>
  readonly onReply: (reply: Reply) => void
  /** The line went down, or came back. */
  readonly onLine: (isUp: boolean) => void
}

export interface ScanQueue {
  push(input: Input): void
  /** How many the station has not acknowledged. */
  length(): number
}

/** One request carries at most this many; the rest goes with the next. */
const TOGETHER_MAX = 50
const PAUSE_FIRST_MS = 250
const PAUSE_MAX_MS = 2000

/**
 * Everything asked of the station, in order, one request in flight. What is not acknowledged is sent again, also after
 * a reload, under the same numbers. A fresh page has a name of its own, so that a copied tab never shares numbers.
 */
export function createScanQueue<Reply>(page: string, ports: QueuePorts<Reply>): ScanQueue {
  let entries = parseEntries(ports.read())
  let count = 0
  let isSending = false

  /** A PIN is never kept: after a reload it is typed again. */
  const keep = (): void => ports.write(JSON.stringify(entries.filter(({ input }) => input.type !== 'pin')))
  const sendAll = async (): Promise<void> => {
    let pauseMs = PAUSE_FIRST_MS
    while (entries.length > 0) {
      const some = entries.slice(0, TOGETHER_MAX)
      try {
        const reply = await ports.send(some)
        entries = entries.slice(some.length)
        keep()
        pauseMs = PAUSE_FIRST_MS
        ports.onLine(true)
        ports.onReply(reply)
      } catch {
        ports.onLine(false)
        await ports.pause(pauseMs)
        pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS)
      }
    }
  }
  const start = (): void => {
    if (isSending) return
    isSending = true
    void sendAll().finally(() => {
      isSending = false
      if (entries.length > 0) start()
    })
  }

  if (entries.length > 0) start()
  return {
    push(input) {
      count += 1
      entries = [...entries, { page, n: count, input }]
      keep()
      start()
    },
    length: () => entries.length,
  }
}

/** What this very program wrote before the reload; anything else is not ours. */
function parseEntries(text: string | null): readonly Entry[] {
  if (text === null) return []
  try {
    const kept: unknown = JSON.parse(text)
    return Array.isArray(kept) ? kept.filter(isEntry) : []
  } catch {
    return []
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'page' in value && 'n' in value && 'input' in value
}
