import { createServer as createTlsServer } from 'node:https'
import type { Answering } from '../serve/front.ts'
import { listen, type ListeningAt } from '../serve/listen.ts'
import type { Tls } from '../serve/tls.ts'

export interface GateAddress {
  readonly port: number
  readonly host: string
  /** undefined: plain HTTP, for loopback and for behind a proxy that has a certificate. */
  readonly tls: Pick<Tls, 'cert' | 'key'> | undefined
}

/** Whoever sends slowly is cut off: a head within 10 s, all of a request within 30 s. */
export const SLOWEST = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 }

/** Serves the gate at one address, over HTTPS with a certificate; fails with what a person has to change. */
export function listenGate(
  gate: Answering,
  { port, host, tls }: GateAddress,
  slowest: Readonly<typeof SLOWEST> = SLOWEST,
): Promise<ListeningAt> {
  if (tls === undefined) return listen(gate, { port, host }, { serverOptions: slowest })
  const serverOptions = { ...slowest, cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } as const
  return listen(gate, { port, host }, { createServer: createTlsServer, serverOptions })
}
