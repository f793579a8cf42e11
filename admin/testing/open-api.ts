import { join } from 'node:path'
import Database from 'libsql'
import { openScopedReaders } from '../../core/branches/scoped-readers.ts'
import type { Role } from '../../core/people/create-person.ts'
import { officeOutbox } from '../../core/outbox/office-outbox.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster } from '../../core/outbox/poster.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../../core/testing/bakery.ts'
import { makeToken } from '../../core/tokens/make-token.ts'
import { createFormats } from '../../core/words/format.ts'
import { createApiWrites } from '../api/api-writes.ts'
import { createApi } from '../api/app.ts'
import type { ApiDeps } from '../api/api-deps.ts'
import { createOutcomeBoard } from '../api/documents/outcome-news.ts'
import { API_BASE } from '../api/paths.ts'

export const CALLERS = {
  operatorBra: ['operator', 'BRA'],
  operatorBrb: ['operator', 'BRB'],
  managerBra: ['manager', 'BRA'],
  managerBrb: ['manager', 'BRB'],
  superAdmin: ['super_admin', null],
} as const satisfies Readonly<Record<string, readonly [Role, 'BRA' | 'BRB' | null]>>
export type CallerName = keyof typeof CALLERS

/** How a request is sent. */
export interface ApiSent {
  readonly method?: string
  readonly body?: unknown
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer with its JSON. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Json
}
/** A text of an answer. */
export const textOf = (json: Json, name: string): string => {
  const value = json[name]
  return typeof value === 'string' ? value : JSON.stringify(value)
}
/** Answers are looked into by tests, which say what they expect. */
export interface Json {
  readonly [name: string]: JsonValue
}
export type JsonValue = string | number | boolean | null | undefined | Json | readonly Json[]

/** The API over a real book, with a real outbox and poster, and a token of each role and branch. */
export async function openApi(changed: Partial<ApiDeps> = {}) {
  const bakery = await openBakery()
  const tokens = await makeTokens(bakery)
  const clock = { at: TEST_NOW, now: () => clock.at }
  const outboxPath = join(bakery.folder, 'outbox.db')
  const reported: unknown[] = []
  const light = { latest: undefined as Light, starts: 0 }
  const running = startHost(bakery, outboxPath, {
    clock,
    verify: {
      latest: () => light.latest,
      isRunning: () => false,
      start: () => void light.starts++,
    },
    report: (error) => reported.push(error),
    ...changed,
  })
  let host = running
  const send = async (
    caller: CallerName | undefined,
    path: string,
    sent: ApiSent = {},
  ): Promise<ApiAnswer> => {
    const token = caller === undefined ? undefined : tokens[caller]
    return await sendTo(host, token, path, sent)
  }
  return {
    bakery,
    tokens,
    clock,
    light,
    reported,
    send,
    get: (caller: CallerName | undefined, path: string) => send(caller, path),
    post: (caller: CallerName, path: string, body: unknown, key: string) =>
      send(caller, path, { method: 'POST', body, key }),
    outbox: (): Outbox => host.outbox,
    app: () => host.app,
    stopPosting: () => host.poster.stop(),
    /** Ends the process and begins again with the same files; or with an outbox that was cleared of what is posted. */
    async restart({ forgetting = false } = {}) {
      await host.close()
      if (forgetting) clearPosted(outboxPath)
      host = startHost(bakery, outboxPath, { ...host.given })
    },
    async close() {
      await host.close()
      bakery.close()
    },
  }
}
export type OpenApiBakery = Awaited<ReturnType<typeof openApi>>
type Light = { readonly isGreen: boolean; readonly summary: string; readonly at: number } | undefined

type Given = Pick<ApiDeps, 'clock' | 'verify' | 'report'> & Partial<ApiDeps>

function startHost(bakery: Bakery, outboxPath: string, given: Given) {
  const outbox = openOutbox(outboxPath)
  const board = createOutcomeBoard()
  const poster = startPoster({
    centralOf: () => bakery.central,
    outbox,
    clock: given.clock,
    zoneOf: () => ZONE,
    onOutcomes: board.outcomesArrived,
  })
  const readers = openScopedReaders(bakery.path)
  const app = createApi({
    readers,
    formats: createFormats({ currency: 'ZAR' }),
    cursorKey: 'a key of at least thirty-two bytes',
    outbox: officeOutbox({ outbox, poster, reader: readers.whole }),
    outcomes: board,
    writes: createApiWrites(bakery.central),
    rate: { burst: 100_000, perSecond: 100_000 },
    ...given,
  })
  return {
    app,
    outbox,
    poster,
    given,
    async close() {
      await poster.stop()
      outbox.close()
      readers.close()
    },
  }
}

function clearPosted(outboxPath: string): void {
  const database = new Database(outboxPath)
  database.exec(`DELETE FROM document WHERE state <> 'waiting'`)
  database.close()
}

async function sendTo(
  { app }: Pick<ReturnType<typeof startHost>, 'app'>,
  token: string | undefined,
  path: string,
  { method = 'GET', body, key, headers = {} }: ApiSent,
): Promise<ApiAnswer> {
  const all = new Headers(body === undefined ? {} : { 'content-type': 'application/json' })
  if (token !== undefined) all.set('authorization', `Bearer ${token}`)
  if (key !== undefined) all.set('idempotency-key', key)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await app.request(path.startsWith('/api') ? path : API_BASE + path, {
    method,
    headers: all,
    ...(body === undefined ? {} : { body: text }),
  })
  const answered = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text: answered,
    json: answered === '' ? {} : (JSON.parse(answered) as Json),
  }
}

async function makeTokens(bakery: Bakery): Promise<Readonly<Record<CallerName, string>>> {
  const made: Partial<Record<CallerName, string>> = {}
  for (const [name, [role, prefix]] of Object.entries(CALLERS) as [
    CallerName,
    (typeof CALLERS)[CallerName],
  ][]) {
    const branch = prefix === null ? null : { id: prefix === 'BRA' ? bakery.bra : bakery.brb, prefix }
    const token = await makeToken(bakery.central, {
      name: `System ${role}`,
      role,
      branch,
      madeBy: null,
      now: TEST_NOW,
    })
    if (token === 'name_taken') throw new Error(`${name} is taken`)
    made[name] = token.token
  }
  return made as Readonly<Record<CallerName, string>>
}
