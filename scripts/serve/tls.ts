import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { serve } from '@hono/node-server'
import { z } from 'zod'
import { words } from '../../core/words/catalogue.ts'
import { tlsFiles } from '../phone/authority.ts'
import { createAuthoritySite, lastDay } from '../phone/authority-site.tsx'
import type { Answering } from './front.ts'
import { inUrl, outerAddress, readHostNames } from '../phone/host-names.ts'
import { closeServer, type Listening } from './listen.ts'
import { StartFailure } from './start-failure.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const schema = z.object({
  /** Where phones and other browsers of the network come in. */
  SCANBOOK_TLS_PORT: port.default(8443),
  /** Where a phone that trusts nothing yet gets the certificate of the authority. */
  SCANBOOK_AUTHORITY_PORT: port.default(8081),
  /** A certificate, with its chain, and its key, in PEM, instead of what `scripts/phone-certificate` makes. */
  SCANBOOK_TLS_CERT: z.string().min(1).optional(),
  SCANBOOK_TLS_KEY: z.string().min(1).optional(),
})

export interface TlsSettings {
  readonly port: number
  readonly authorityPort: number
  readonly certPath: string
  readonly keyPath: string
  /** Somebody named the two: they must be there. */
  readonly isNamed: boolean
  /** Only of our own authority. */
  readonly authorityPath: string | undefined
}

/** A certificate that can be served. */
export interface Tls {
  readonly settings: TlsSettings
  readonly cert: Buffer
  readonly key: Buffer
  readonly certificate: X509Certificate
  readonly authority: X509Certificate | undefined
}

/** Where `scripts/phone-certificate` puts its files. */
export function tlsFolder(dataFolder: string): string {
  return join(dataFolder, 'tls')
}

/** Reads the settings of HTTPS from the environment; every wrong one is named in the one failure. */
export function readTlsSettings(
  env: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): TlsSettings {
  const { failure } = words.phone.serving
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(filled)
  if (!parsed.success)
    throw new StartFailure(
      failure.settings(parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`)),
    )
  const { SCANBOOK_TLS_CERT: cert, SCANBOOK_TLS_KEY: key } = parsed.data
  if ((cert === undefined) !== (key === undefined)) throw new StartFailure(failure.both)
  const files = tlsFiles(tlsFolder(dataFolder))
  return {
    port: parsed.data.SCANBOOK_TLS_PORT,
    authorityPort: parsed.data.SCANBOOK_AUTHORITY_PORT,
    certPath: cert ?? files.serverCert,
    keyPath: key ?? files.serverKey,
    isNamed: cert !== undefined,
    authorityPath: cert === undefined ? files.authorityCert : undefined,
  }
}

/** Reads certificate and key; undefined where there are none, and then nothing listens beyond loopback. */
export function openTls(settings: TlsSettings): Tls | undefined {
  const { certPath, keyPath, authorityPath, isNamed } = settings
  if (!isNamed && !existsSync(certPath)) return undefined
  const [cert, key] = [readOrFail(certPath), readOrFail(keyPath)]
  try {
    // Throws unless they are what they say, and fit each other.
    createSecureContext({ cert, key })
    const certificate = new X509Certificate(cert)
    const authority =
      authorityPath === undefined ? undefined : new X509Certificate(readFileSync(authorityPath))
    return { settings, cert, key, certificate, authority }
  } catch {
    throw new StartFailure(words.phone.serving.failure.unfit(certPath, keyPath))
  }
}

function readOrFail(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new StartFailure(words.phone.serving.failure.unreadable(path))
  }
}

const DAY_MS = 86_400_000
const SOON_DAYS = 30

/** What has to be said at a start about a certificate that ends soon, has ended, or has not begun. */
export function tlsWarnings({ certificate }: Tls, now: number): readonly string[] {
  const { serving } = words.phone
  const end = Date.parse(certificate.validTo)
  if (end <= now) return [serving.ended(lastDay(certificate))]
  if (end - now < SOON_DAYS * DAY_MS) return [serving.endsSoon(lastDay(certificate))]
  const begin = Date.parse(certificate.validFrom)
  return begin > now ? [serving.notYet(new Date(begin).toISOString().slice(0, 10))] : []
}

/** What to say at a start: where phones come in, where they get their certificate, and what is wrong with it. */
export function sayTls(tls: Tls, now: number): readonly string[] {
  const { serving } = words.phone
  const { host, addresses } = readHostNames()
  const outer = inUrl(outerAddress({ addresses }) ?? host)
  return [
    serving.address(`https://${outer}:${tls.settings.port}/phone`),
    ...(tls.authority === undefined ? [] : [serving.sheet(`http://${outer}:${tls.settings.authorityPort}/`)]),
    ...tlsWarnings(tls, now),
  ]
}

/**
 * Serves the app over HTTPS on every address of this machine; and, with an authority of our own, its certificate over
 * HTTP. Renewed files are read at the next start.
 */
export async function listenTls(app: Answering, tls: Tls): Promise<Listening> {
  const { settings, cert, key, authority } = tls
  const secure = await open('SCANBOOK_TLS_PORT', settings.port, () =>
    serve({
      fetch: app.fetch,
      port: settings.port,
      createServer: createTlsServer,
      serverOptions: { cert, key, minVersion: 'TLSv1.2' },
    }),
  )
  if (authority === undefined) return { close: () => closeServer(secure) }
  const site = createAuthoritySite(authority, settings.port)
  try {
    const plain = await open('SCANBOOK_AUTHORITY_PORT', settings.authorityPort, () =>
      serve({ fetch: site.fetch, port: settings.authorityPort }),
    )
    return { close: async () => void (await Promise.all([closeServer(secure), closeServer(plain)])) }
  } catch (error) {
    await closeServer(secure)
    throw error
  }
}

function open(setting: string, asked: number, start: () => unknown): Promise<Server> {
  const { failure } = words.phone.serving
  return new Promise((resolve, reject) => {
    const server = start() as Server
    server.once('listening', () => resolve(server))
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined
      if (code === 'EADDRINUSE') return reject(new StartFailure(failure.portInUse(setting, asked)))
      if (code === 'EACCES') return reject(new StartFailure(failure.portForbidden(setting, asked)))
      reject(error)
    })
  })
}
