import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A message as the other end got it. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly message: { readonly event: string; readonly delivery: string; readonly [name: string]: unknown }
}

/** How the other end answers: with a status, never, or late. */
export type Behaviour =
  | number
  | 'hang'
  | { readonly lateMs: number; readonly status: number }
  | { readonly to: string }

/** Another system, on a port of its own: hears messages, and behaves as a test says. */
export async function openReceiver(port = 0) {
  const received: Received[] = []
  const receiver = { behaviour: 200 as Behaviour }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      received.push({
        headers: request.headers,
        body,
        message: JSON.parse(body === '' ? '{}' : body) as Received['message'],
      })
      void answer(response, receiver.behaviour)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(receiver, {
    received,
    port: (server.address() as AddressInfo).port,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
export type Receiver = Awaited<ReturnType<typeof openReceiver>>

async function answer(response: ServerResponse, behaviour: Behaviour): Promise<void> {
  if (behaviour === 'hang') return
  if (typeof behaviour === 'number') {
    response.writeHead(behaviour).end('what it says is not read')
    return
  }
  if ('to' in behaviour) {
    response.writeHead(302, { location: behaviour.to }).end()
    return
  }
  await sleep(behaviour.lateMs)
  response.writeHead(behaviour.status).end()
}

/** What a receiver does to know that a message is from whoever has the secret: written from the page's own words. */
export function isSignedBy(secret: string, { headers, body }: Received): boolean {
  const header = String(headers['scanbook-signature'])
  const [, seconds = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex') === signature
}
