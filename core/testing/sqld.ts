import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchSqld, type SqldLaunch } from '../database/sqld/launch.ts'
import { signSqldToken } from '../database/sqld/token.ts'

/** A real libSQL server with its database in a temporary folder, on a free loopback port, that asks for a token. */
export interface Sqld {
  readonly url: string
  /** May read and write. */
  readonly token: string
  /** May read, and follow as a replica. */
  readonly readToken: string
  /** Signed with a key the server does not know. */
  readonly wrongToken: string
  /** How many 4 KB frames its log has: what every replica has to fetch. */
  frames(): Promise<number>
  /** Where its files are. */
  readonly folder: string
  /** SIGTERM: it ends as it should, and its files stay. */
  end(): Promise<void>
  /** kill -9: nothing is said goodbye to. */
  kill(): Promise<void>
  /** Serves the same database on the same port again. */
  restart(): Promise<void>
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>
}

/** What a test may have it started with: SQLD_MAX_LOG_SIZE=1 has it compact its log after each megabyte. */
export type SqldOptions = Pick<SqldLaunch, 'environment'>

export async function startSqld(options: SqldOptions = {}): Promise<Sqld> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-sqld-'))
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const launch = { ...options, folder: join(folder, 'data'), publicKey }
  let server = await launchSqld(launch)
  const { url, ports } = server
  return {
    url,
    token: signSqldToken(privateKey, 'rw'),
    readToken: signSqldToken(privateKey, 'ro'),
    wrongToken: signSqldToken(generateKeyPairSync('ed25519').privateKey, 'rw'),
    async frames() {
      const answer = await server.admin('/v1/namespaces/default/stats')
      return ((await answer.json()) as { replication_index: number }).replication_index
    },
    folder: launch.folder,
    end: () => server.end(),
    kill: () => server.kill(),
    async restart() {
      server = await launchSqld({ ...launch, ports })
    },
    async stop() {
      await server.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A network between a writer and its server that can lose an answer after the server has done the work. */
export interface LossyNetwork {
  readonly url: string
  /** What happens to the next answers, one each; when the list is used up they arrive. */
  readonly fates: ('lost' | 'held')[]
  close(): Promise<void>
}

export async function openLossyNetwork(target: string): Promise<LossyNetwork> {
  const fates: ('lost' | 'held')[] = []
  const proxy = createHttpServer((incoming, outgoing) => {
    const { method, headers, url } = incoming
    const onward = request(`${target}${url ?? ''}`, { method, headers }, (answer) => {
      const fate = fates.shift()
      if (fate === undefined) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        return
      }
      // The server has answered, so it has committed; the writer never hears of it.
      answer.resume()
      if (fate === 'lost') answer.once('end', () => outgoing.destroy())
    })
    onward.once('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(proxy.address())}`,
    fates,
    async close() {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0
