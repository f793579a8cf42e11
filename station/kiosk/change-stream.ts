import { streamSSE } from 'hono/streaming'
import type { Context } from 'hono'
import type { Drawings } from './drawings.tsx'

/** Often enough that a proxy keeps the line and a screen knows a dead one. */
const PING_EVERY_MS = 15_000
const LOOK_EVERY_MS = 5000

/** The line to one browser, for who has more to say on it than drawings. */
export interface ChangeLine {
  say(event: string, data: string): void
  /** Ends the stream after what was said. */
  end(): void
}

/**
 * Streams every drawing to one browser until it goes or the station ends. `attend` is called when the line is open and
 * returns what is to be done when it ends.
 */
export function streamChanges(
  c: Context,
  drawings: Drawings,
  ending: AbortSignal,
  attend: (line: ChangeLine) => () => void = () => () => {},
): Response {
  // A buffering proxy would hold back the very thing this is for.
  c.header('x-accel-buffering', 'no')
  return streamSSE(c, async (stream) => {
    const gone = new AbortController()
    const end = (): void => gone.abort()
    stream.onAbort(end)
    ending.addEventListener('abort', end, { once: true })
    const say = (event: string, data: string): void => {
      stream.writeSSE({ event, data }).catch(end)
    }
    if (ending.aborted) end()
    const leave = attend({ say, end })
    const unsubscribe = gone.signal.aborted ? () => {} : streamDrawings(drawings, say)
    if (!gone.signal.aborted) await new Promise((resolve) => gone.signal.addEventListener('abort', resolve))
    unsubscribe()
    leave()
    ending.removeEventListener('abort', end)
    await stream.close()
  })
}

/** Returns the way to stop. */
function streamDrawings(drawings: Drawings, say: ChangeLine['say']): () => void {
  const unsubscribe = drawings.subscribe(({ boot, version, html }, sounds) =>
    say('screen', JSON.stringify({ boot, version, html, sounds })),
  )
  // A screen that connects again may have missed something, and who was the first may have been gone for long.
  const { boot, version, html } = drawings.look()
  say('screen', JSON.stringify({ boot, version, html, sounds: [] }))
  say('clock', drawings.time())
  const ping = setInterval(() => say('clock', drawings.time()), PING_EVERY_MS)
  const look = setInterval(() => drawings.look(), LOOK_EVERY_MS)
  return () => {
    clearInterval(ping)
    clearInterval(look)
    unsubscribe()
  }
}
