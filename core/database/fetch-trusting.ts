import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request as ask } from 'node:https'
import { buffer } from 'node:stream/consumers'

/** Asks like `fetch`, and gives up when the signal says so. */
export type Ask = (request: Request, options: { readonly signal: AbortSignal }) => Promise<Response>

/**
 * Asks over HTTPS whoever has a certificate of this authority, and nobody else. Node's own `fetch` knows the
 * authorities that the whole process was started with; this one is trusted for central alone.
 *
 * @param authority in PEM, one certificate or several
 */
export function fetchTrusting(authority: string): Ask {
  const agent = new Agent({ ca: authority, keepAlive: true, minVersion: 'TLSv1.2' })
  const answerTo: Ask = async (request, { signal }) => {
    const body = Buffer.from(await request.arrayBuffer())
    const asking = ask(request.url, {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), 'content-length': body.length },
      agent,
      signal,
    })
    const answered = once(asking, 'response')
    // A line that breaks while the answer is read says so there.
    asking.on('error', () => {})
    asking.end(body)
    const [answer] = (await answered) as [IncomingMessage]
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    return new Response(new Uint8Array(await buffer(answer)), { status: answer.statusCode ?? 502, headers })
  }
  return async (request, options) => {
    try {
      return await answerTo(request, options)
    } catch (error) {
      // As `fetch` says it, which is how it is sorted.
      throw options.signal.aborted ? options.signal.reason : new TypeError('fetch failed', { cause: error })
    }
  }
}
