import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { ApiDeps } from './api-deps.ts'
import { authenticate } from './session/authenticate.ts'
import { withoutCosts } from './costs.ts'
import { createFigures, type Figures } from './figures.ts'
import { createErrorAnswers } from './http/answer-errors.ts'
import { apiError } from './http/errors.ts'
import { readKey } from './http/keys.ts'
import { readPart } from './http/problems.ts'
import { createRateLimit, type RateLimit } from './http/rate-limit.ts'
import { createSealedCursors, type SealedCursors } from './http/sealed-cursors.ts'
import { createOpenApi } from './openapi/document.ts'
import type { Caller, Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { API_BASE, OPENAPI_PATH } from './paths.ts'

const BODY_MAX_BYTES = 1024 * 1024

export interface ApiEnv {
  readonly Variables: { requestId: string; caller: Caller }
}

interface Parts {
  readonly deps: ApiDeps
  readonly figures: Figures
  readonly cursors: SealedCursors
  readonly rateLimit: RateLimit
  /** What an operator is answered with: each operation's answer without its costs. */
  readonly operatorsAnswers: ReadonlyMap<Operation, z.ZodType>
}

/**
 * The API: everything under /api/v1, as one fetch handler. It listens nowhere and starts nothing. It takes no cookie
 * and lets no other origin's pages in, so that a browser never carries anybody's authority here.
 */
export function createApi(deps: ApiDeps): Hono<ApiEnv> {
  const parts: Parts = {
    deps,
    figures: createFigures(deps.formats.currency),
    cursors: createSealedCursors(deps.cursorKey),
    rateLimit: createRateLimit(deps.clock, deps.rate),
    operatorsAnswers: new Map(OPERATIONS.map((each) => [each, withoutCosts(each.answer)])),
  }
  const openApi = createOpenApi(OPERATIONS)
  const app = new Hono<ApiEnv>()
  app.onError(createErrorAnswers(deps.report))
  app.use(everyAnswer)
  app.use(bodyLimit({ maxSize: BODY_MAX_BYTES, onError: () => refuseBody() }))
  app.get(OPENAPI_PATH, (c) => c.json(openApi))
  app.use(`${API_BASE}/*`, letIn(parts))
  for (const operation of OPERATIONS)
    app.on(operation.method, routeOf(operation), (c) => runOperation(c, operation, parts))
  for (const [route, methods] of methodsByRoute())
    app.all(route, () => {
      throw apiError('method_unknown', { headers: { allow: methods.join(', ') } })
    })
  app.all('*', () => {
    throw apiError('not_found')
  })
  return app
}

const everyAnswer: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const requestId = uuidv7()
  c.set('requestId', requestId)
  c.header('x-request-id', requestId)
  c.header('cache-control', 'no-store')
  c.header('x-content-type-options', 'nosniff')
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  await next()
}

function refuseBody(): never {
  throw apiError('body_too_large')
}

function letIn({ deps, rateLimit }: Parts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const caller = authenticate(c, deps.readers)
    const waitS = rateLimit.take(caller.bearer.token)
    if (waitS !== undefined) throw apiError('rate_limited', { headers: { 'retry-after': String(waitS) } })
    c.set('caller', caller)
    await next()
  }
}

async function runOperation(
  c: Context<ApiEnv>,
  operation: Operation,
  { deps, figures, cursors, operatorsAnswers }: Parts,
): Promise<Response> {
  const caller = c.get('caller')
  if (!operation.roles.includes(caller.bearer.role)) throw apiError('role_forbidden')
  const params = operation.params.safeParse(c.req.param())
  // What cannot be an id is the id of nothing.
  if (!params.success) throw apiError('not_found')
  const query = readPart(operation.query, 'query', queryOf(c))
  const key = operation.isKeyed ? readKey(c.req.header('idempotency-key')) : ''
  const body = operation.body === undefined ? undefined : readPart(operation.body, 'body', await readJson(c))
  const reply = await operation.run({
    caller,
    params: params.data,
    query,
    body,
    key,
    deps,
    figures,
    cursors,
  })
  if (reply.location !== undefined) c.header('location', API_BASE + reply.location)
  // The guard of design section 3, for every answer at once: no operator sees a cost, price or margin.
  const isOperator = caller.bearer.role === 'operator'
  const shown = isOperator ? operatorsAnswers.get(operation)?.parse(reply.body) : reply.body
  return c.json(shown as object, reply.status)
}

/** A name that is said twice is a mistake that must not be half taken. */
function queryOf(c: Context): Record<string, unknown> {
  const said = Object.entries(c.req.queries())
  return Object.fromEntries(said.map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

const JSON_TYPE = /^application\/json(?:;.*)?$/i

async function readJson(c: Context): Promise<unknown> {
  if (!JSON_TYPE.test(c.req.header('content-type') ?? '')) throw apiError('media_type')
  const text = await c.req.text()
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw apiError('json_unreadable')
  }
}

/** /items/{item} → /api/v1/items/:item */
function routeOf({ path }: Pick<Operation, 'path'>): string {
  return API_BASE + path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function methodsByRoute(): Map<string, string[]> {
  const routes = new Map<string, string[]>()
  for (const operation of OPERATIONS) {
    const route = routeOf(operation)
    routes.set(route, [...(routes.get(route) ?? []), operation.method])
  }
  return routes
}
