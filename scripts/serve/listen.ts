import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Answering } from './front.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

/** How long requests in flight may take to end before their connections are cut, in milliseconds. */
const GRACE_MS = 1_000

export interface Listening {
  /** Stops taking requests; ends what hangs after a moment. */
  close(): Promise<void>
}

export interface ListeningAt extends Listening {
  /** Which port it is, where any was asked for. */
  readonly port: number
}

/** Serves the app, or fails with what a person has to change about the port. For HTTPS: tls.ts. */
export function listen(
  app: Answering,
  { port, host }: Pick<Settings, 'port' | 'host'>,
  serving: Partial<Parameters<typeof serve>[0]> = {},
): Promise<ListeningAt> {
  return new Promise((resolve, reject) => {
    const options = { ...serving, fetch: app.fetch, port, hostname: host } as Parameters<typeof serve>[0]
    const server = serve(options) as Server
    server.once('listening', () => {
      // Listening at a port, the server has an address of one.
      const { port: taken } = server.address() as AddressInfo
      resolve({ port: taken, close: () => closeServer(server) })
    })
    server.once('error', (error) => reject(listenFailure(error, port, host)))
  })
}

function listenFailure(error: Error, port: number, host: string): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new StartFailure(words.start.failure.portInUse(port))
  if (code === 'EACCES') return new StartFailure(words.start.failure.portForbidden(port))
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartFailure(words.start.failure.hostUnknown(host))
  return error
}

/** Ends a server: requests in flight get a moment, what hangs after it is cut. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
