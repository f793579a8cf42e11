import { streamSSE } from 'hono/streaming'
import type { Context } from 'hono'
import type { Drawings } from './drawings.tsx'

/** Often enough that a proxy keeps the line and a screen knows a dead one. */
const PING_EVERY_MS = 15_000
const LOOK_EVERY_MS = 5000

/** Streams every drawing to one browser until it goes or the station ends. */
export function streamChanges(c: Context, drawings: Drawings, ending: AbortSignal): Response {
  // A buffering proxy would hold back the very thing this is for.
  c.header('x-accel-buffering', 'no')
  return streamSSE(c, async (stream) => {
    const gone = new AbortController()
    const end = (): void => gone.abort()
    stream.onAbort(end)
    ending.addEventListener('abort', end, { once: true })
    const send = (event: string, data: string): void => {
      stream.writeSSE({ event, data }).catch(end)
    }
    const unsubscribe = drawings.subscribe(({ boot, version, html }, sounds) =>
      send('screen', JSON.stringify({ boot, version, html, sounds })),
    )
    // A screen that connects again may have missed something.
    const { boot, version, html } = drawings.now()
    send('screen', JSON.stringify({ boot, version, html, sounds: [] }))
    send('clock', drawings.time())
    const ping = setInterval(() => send('clock', drawings.time()), PING_EVERY_MS)
    const look = setInterval(() => drawings.look(), LOOK_EVERY_MS)
    if (ending.aborted) end()
    if (!gone.signal.aborted) await new Promise((resolve) => gone.signal.addEventListener('abort', resolve))
    clearInterval(ping)
    clearInterval(look)
    unsubscribe()
    ending.removeEventListener('abort', end)
    await stream.close()
  })
}
