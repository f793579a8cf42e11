import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { EnrolmentTokens } from '../../../core/central/enrolment-token.ts'
import { openEnrolments } from '../../../core/central/open-enrolments.ts'
import { openIncarnation, readWritersInBook } from '../../../core/central/writers-in-book.ts'
import type { Central } from '../../../core/database/central.ts'
import { openCentralHttp } from '../../../core/database/central-http.ts'
import { schemaVersion } from '../../../core/database/migrate.ts'
import { TEST_NOW } from '../../../core/testing/bakery.ts'
import { openServedBook } from '../../../core/testing/served-book.ts'
import { startSqld, type Sqld, type SqldOptions } from '../../../core/testing/sqld.ts'
import { createGate, type GateParts } from '../gate.ts'
import { listenGate } from '../listen-gate.ts'
import type { ServerBehind } from '../server-behind.ts'

const TIMEOUT_MS = 30_000

/** What a process says of itself in each request. */
export function claimOf(claimant: string, schema = schemaVersion()): Record<string, string> {
  return {
    'x-scanbook-claimant': claimant,
    'x-scanbook-host': `host-of-${claimant}`,
    'x-scanbook-schema': String(schema),
  }
}

/** A real server under a book with a branch, and the gate before it, at which BRA-K1 is enrolled. */
export async function openServedGate(changed: Partial<GateParts> = {}, options: SqldOptions = {}) {
  const sqld = await startSqld(options)
  const book = await openServedBook(sqld)
  const gate = await openGateBefore(serverBehind(sqld), changed)
  const { branch } = book
  const enrol = async (
    station: string,
    kind: 'station' | 'office' = 'station',
    expiresAt: number | null = null,
  ): Promise<EnrolmentTokens> => {
    const known = await readWritersInBook(book.central)
    const made = gate.file.enrolments.add({ station, kind, branch, expiresAt }, known, gate.clock.now())
    if (made.state !== 'enrolled') throw new Error(made.state)
    await openIncarnation(book.central, made.enrolment)
    return made.tokens
  }
  return {
    ...gate,
    sqld,
    book,
    enrol,
    tokens: await enrol('BRA-K1'),
    async stop() {
      await gate.stop()
      book.central.close()
      await sqld.stop()
    },
  }
}

export type ServedGate = Awaited<ReturnType<typeof openServedGate>>

export function serverBehind(sqld: Pick<Sqld, 'url' | 'token' | 'readToken'>): ServerBehind {
  return {
    get url() {
      return sqld.url
    },
    readToken: () => sqld.readToken,
    writeToken: () => sqld.token,
    state: () => ({ kind: 'ready', since: TEST_NOW, why: '', starts: 1 }),
  }
}

/** A gate that listens, before whatever answers. Its clock stands until a test moves it. */
export async function openGateBefore(server: ServerBehind, changed: Partial<GateParts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-gate-'))
  const file = openEnrolments(join(folder, 'enrolment.db'))
  let now = TEST_NOW
  const clock = { now: () => now }
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const gate = createGate({ server, file, schema: schemaVersion(), log, clock, ...changed })
  const listening = await listenGate(gate, { port: 0, host: '127.0.0.1', tls: undefined })
  const url = `http://127.0.0.1:${listening.port}`
  const opened: Central[] = []
  return {
    gate,
    file,
    clock,
    url,
    /** What was logged, a line each. */
    lines,
    later: (ms: number) => void (now += ms),
    /** Central as a process sees it through the gate. */
    connect(token: string, headers = claimOf('pi'), timeoutMs = TIMEOUT_MS): Central {
      const central = openCentralHttp({ url, token, timeoutMs, headers })
      opened.push(central)
      return central
    },
    /** A request as anybody may make it. */
    async send(path: string, init: RequestInit & { readonly token?: string } = {}): Promise<GateReply> {
      const { token, headers, ...rest } = init
      const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const answer = await fetch(`${url}${path}`, {
        ...rest,
        headers: { ...claimOf('pi'), ...bearer, ...(headers as Record<string, string> | undefined) },
      })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, text, code: codeIn(text) }
    },
    async stop() {
      for (const central of opened) central.close()
      await listening.close()
      file.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface GateReply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly code: string | undefined
}

function codeIn(text: string): string | undefined {
  return /"code":"(GATE_[A-Z_]+)"/.exec(text)?.[1]
}
