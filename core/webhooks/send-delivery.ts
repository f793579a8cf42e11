import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { hostOf, isPrivateAddress } from './hook-url.ts'
import { DELIVERY_HEADER, EVENT_HEADER, SIGNATURE_HEADER, signatureOf } from './sign.ts'

export const ANSWER_WITHIN_MS = 10_000

/** What is sent once: everything the other end sees. */
export interface Sending {
  readonly url: string
  readonly secret: string
  readonly id: string
  readonly event: string
  readonly body: string
  /** Milliseconds since 1970. */
  readonly sentAt: number
}

/** How it may be sent. */
export interface Line {
  readonly allowsPrivate: boolean
  /** Aborted when the process cannot wait any longer. */
  readonly signal: AbortSignal
  readonly answerWithinMs?: number
  /** How names become addresses; the system's, except in tests. */
  readonly lookup?: typeof systemLookup
}

/** What came of it. Taken: any 2xx. A redirect is an answer like any other and is not followed. */
export type Answer =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'none'; readonly why: NoAnswer }
export type NoAnswer = 'timeout' | 'private_address' | 'unknown_name' | 'refused' | 'broken' | 'certificate'

/**
 * Sends one message and waits for its status. What the other end says beside it is not read. Never throws. The address
 * that is connected to is looked at, not the name: a name may point anywhere by the time it is used.
 */
export async function sendDelivery(sending: Sending, line: Line): Promise<Answer> {
  const url = new URL(sending.url)
  const host = hostOf(url)
  if (isIP(host) !== 0 && !line.allowsPrivate && isPrivateAddress(host))
    return { kind: 'none', why: 'private_address' }
  const timeout = AbortSignal.timeout(line.answerWithinMs ?? ANSWER_WITHIN_MS)
  // Not AbortSignal.any: what it makes of a signal that lives as long as the process lives as long.
  const cut = new AbortController()
  const end = (): void => cut.abort()
  for (const signal of [timeout, line.signal]) signal.addEventListener('abort', end)
  try {
    return await exchange(sending, url, line, { signal: cut.signal, isTooLate: () => timeout.aborted })
  } finally {
    for (const signal of [timeout, line.signal]) signal.removeEventListener('abort', end)
  }
}

/** One request and the status of its answer. */
async function exchange(
  sending: Sending,
  url: URL,
  line: Line,
  { signal, isTooLate }: { readonly signal: AbortSignal; readonly isTooLate: () => boolean },
): Promise<Answer> {
  return await new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup: guardedLookup(line),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(sending.body),
        'user-agent': 'Scanbook',
        [EVENT_HEADER]: sending.event,
        [DELIVERY_HEADER]: sending.id,
        [SIGNATURE_HEADER]: signatureOf(sending.secret, sending.sentAt, sending.body),
      },
    })
    request.once('response', (response) => {
      response.on('error', () => {})
      response.destroy()
      resolve({ kind: 'status', status: response.statusCode ?? 0 })
    })
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: 'none', why: isTooLate() ? 'timeout' : whyOf(error) }),
    )
    request.end(sending.body)
  })
}

class PrivateAddress extends Error {
  readonly code = 'E_PRIVATE_ADDRESS'
}

/** The system's look-up, of which only addresses remain that may be connected to. */
function guardedLookup({ allowsPrivate, lookup = systemLookup }: Line): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, [])
      const allowed = addresses.filter(({ address }) => allowsPrivate || !isPrivateAddress(address))
      const [first] = allowed
      if (first === undefined) return callback(new PrivateAddress(), [])
      if (options.all === true) return callback(null, allowed)
      return callback(null, first.address, first.family)
    })
  }
}

const WHY: Readonly<Record<string, NoAnswer>> = {
  E_PRIVATE_ADDRESS: 'private_address',
  ENOTFOUND: 'unknown_name',
  EAI_AGAIN: 'unknown_name',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
}

function whyOf({ code = '' }: NodeJS.ErrnoException): NoAnswer {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) return 'certificate'
  return WHY[code] ?? 'broken'
}

/** An answer as it is kept: "200", or why there was none. */
export function answerText(answer: Answer): string {
  return answer.kind === 'status' ? String(answer.status) : answer.why
}
