import type { IncomingMessage, ServerResponse } from 'node:http'
import { Agent, request } from 'node:http'
import type { EnrolmentFile } from '../../core/central/open-enrolments.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import type { FullSyncs } from './full-syncs.ts'
import { GateRefusal } from './gate-refusal.ts'
import { readFirstFrame } from './replication-message.ts'
import type { ServerBehind } from './server-behind.ts'
import { admit } from './visitor.ts'

export interface ReplicateParts {
  readonly server: ServerBehind
  readonly file: Pick<EnrolmentFile, 'enrolments'>
  readonly fullSyncs: FullSyncs
  readonly clock: Clock
  /** Why nobody may follow just now; undefined: they may. */
  readonly closedBecause: () => string | undefined
}

const SERVICE = '/wal_log.ReplicationLog/'
/** What a replica may ask: for frames by two ways, for a snapshot, and first of all how things are. */
const CALLS = new Set(['Hello', 'LogEntries', 'BatchLogEntries', 'Snapshot'])
/** A replica's message is a number; this is a thousand times that. */
const MESSAGE_MAX = 16_384
/** A batch carries up to 1,024 pages of 4,096 bytes; after one that carries fewer there is nothing more to fetch. */
const FULL_BATCH_BYTES = 1_024 * 4_096
/** A replica that takes nothing for so long is cut off. */
const IDLE_MS = 60_000
/** Of the replica's headers these alone go on. */
const PASSED = ['content-type', 'te', 'x-session-token', 'x-libsql-client-version']
/** Of the server's: what it is, and how it went where it has nothing to send. */
const GIVEN = /^(?:content-type|grpc-.*)$/

const agent = new Agent({ keepAlive: true })

/** Whether a request is of a replica that follows the log. */
export function isReplication(path: string): boolean {
  return path.startsWith(SERVICE) && CALLS.has(path.slice(SERVICE.length))
}

/**
 * Lets a replica follow the server's log: its small message goes on under our own token, and what the server sends
 * streams back as fast as the replica takes it. Throws {@link GateRefusal} before anything was answered.
 */
export async function replicate(
  { server, file, fullSyncs, clock, closedBecause }: ReplicateParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { headers, url: path = '' } = incoming
  const shown = headers['x-authorization'] ?? headers.authorization
  const { enrolment, access } = admit(file, Array.isArray(shown) ? shown[0] : shown, clock.now())
  if (access !== 'read') throw new GateRefusal('GATE_WRONG_TOKEN', words.gate.readTokenNeeded)
  const why = closedBecause()
  if (why !== undefined) throw new GateRefusal('GATE_CLOSED', why)
  const message = await readMessage(incoming)
  const { incarnation } = enrolment
  const call = path.slice(SERVICE.length)
  const isFromStart = call === 'Snapshot' || (call !== 'Hello' && (readFirstFrame(message) ?? 0) === 0)
  if (isFromStart && !fullSyncs.begin(incarnation)) throw new GateRefusal('GATE_BUSY', words.gate.fullSyncs)
  if (server.url === '') throw new GateRefusal('GATE_CLOSED', words.gate.serverDown)
  const passed = PASSED.flatMap((name) =>
    headers[name] === undefined ? [] : [[name, headers[name]] as const],
  )
  const bytes = await stream(outgoing, message, {
    url: `${server.url}${path}`,
    headers: {
      ...Object.fromEntries(passed),
      'content-length': message.length,
      'x-authorization': `Bearer ${server.readToken()}`,
      'x-namespace-bin': Buffer.from('default').toString('base64'),
    },
    onBytes: () => fullSyncs.goesOn(incarnation),
  })
  if (call !== 'Hello' && bytes < FULL_BATCH_BYTES) fullSyncs.end(incarnation)
}

interface Onward {
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | number>>
  readonly onBytes: () => void
}

/** Resolves with how many bytes came back, when all did or either side went away. */
function stream(
  outgoing: ServerResponse,
  message: Buffer,
  { url, headers, onBytes }: Onward,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    const asking = request(url, { method: 'POST', headers, agent }, (answer) => {
      const given = Object.entries(answer.headers).filter(([name]) => GIVEN.test(name))
      outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(given))
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        onBytes()
      })
      answer.once('error', () => outgoing.destroy())
      answer.pipe(outgoing)
    })
    asking.once('error', () => {
      // Before the first byte it can still be told.
      if (outgoing.headersSent) outgoing.destroy()
      else reject(new GateRefusal('GATE_CLOSED', words.gate.serverDown))
    })
    outgoing.setTimeout(IDLE_MS, () => outgoing.destroy())
    outgoing.once('close', () => {
      asking.destroy()
      resolve(bytes)
    })
    asking.end(message)
  })
}

async function readMessage(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MESSAGE_MAX) throw new GateRefusal('GATE_TOO_LARGE', words.gate.unreadable)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
