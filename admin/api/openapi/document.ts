import { z } from 'zod'
import { words } from '../../../core/words/catalogue.ts'
import { isCost } from '../costs.ts'
import { API_ERRORS, type ApiErrorCode } from '../http/errors.ts'
import type { Operation } from '../operation.ts'
import { API_BASE } from '../paths.ts'

/** A JSON Schema, or a part of an OpenAPI document: plain data. */
export type Json = { readonly [name: string]: unknown }

export interface OpenApi extends Json {
  readonly openapi: '3.1.0'
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>> } & Json
}

const { api: text } = words

/** Errors that any operation may answer with. */
const EVERYWHERE: readonly ApiErrorCode[] = [
  'token_missing',
  'token_unknown',
  'role_forbidden',
  'request_invalid',
  'rate_limited',
  'central_unavailable',
  'internal',
]
const WITH_BODY: readonly ApiErrorCode[] = [
  'outcome_unknown',
  'books_behind',
  'body_too_large',
  'media_type',
  'json_unreadable',
  'read_only_here',
]
const WITH_KEY: readonly ApiErrorCode[] = ['idempotency_key', 'idempotency_mismatch']

/**
 * The OpenAPI 3.1 document of the operations, from the very schemas that read requests and that answers are built by.
 * A field that is a cost is not required: an operator's token is answered without it.
 */
export function createOpenApi(operations: readonly Operation[]): OpenApi {
  const schemas: Record<string, Json> = { Error: errorSchema() }
  const collect = (schema: z.ZodType, io: 'input' | 'output'): Json => toSchema(schema, io, schemas)
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation, collect),
    }
  return {
    openapi: '3.1.0',
    info: { title: text.title, version: '1', description: text.about },
    servers: [{ url: API_BASE }],
    security: [{ token: [] }],
    tags: Object.entries(text.tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas,
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

type Collect = (schema: z.ZodType, io: 'input' | 'output') => Json

function operationObject(operation: Operation, collect: Collect): Json {
  const { id, tag, roles, body, example } = operation
  return {
    operationId: id,
    tags: [tag],
    summary: text.operations[id],
    'x-roles': roles,
    parameters: parametersOf(operation, collect),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: collect(body, 'input'), example } },
          },
        }),
    responses: responsesOf(operation, collect),
  }
}

function parametersOf({ params, query, isKeyed }: Operation, collect: Collect): Json[] {
  const named = (where: 'path' | 'query', shape: Readonly<Record<string, unknown>>): Json[] =>
    Object.entries(shape).map(([name, field]) => {
      const { description, ...schema } = collect(field as z.ZodType, 'input')
      const isRequired = where === 'path' || !(field as z.ZodType).safeParse(undefined).success
      return { name, in: where, required: isRequired, ...(description ? { description } : {}), schema }
    })
  return [
    ...named('path', params.shape),
    ...named('query', query.shape),
    ...(isKeyed
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: true,
            description: text.schemas.key,
            schema: { type: 'string', minLength: 1, maxLength: 200 },
          },
        ]
      : []),
  ]
}

function responsesOf(operation: Operation, collect: Collect): Json {
  const { statuses, answer, errors, body, isKeyed, params } = operation
  const schema = collect(answer, 'output')
  const codes = [
    ...EVERYWHERE,
    ...(Object.keys(params.shape).length > 0 ? (['not_found'] as const) : []),
    ...(body === undefined ? [] : WITH_BODY),
    ...(isKeyed ? WITH_KEY : []),
    ...errors,
  ]
  const byStatus = new Map<number, string[]>()
  for (const code of codes) {
    const status = code in API_ERRORS ? API_ERRORS[code as ApiErrorCode].status : 422
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  return Object.fromEntries([
    ...statuses.map((status) => [
      String(status),
      {
        description: status === 202 ? text.schemas.waiting : text.operations[operation.id],
        content: { 'application/json': { schema } },
      },
    ]),
    ...[...byStatus].map(([status, known]) => [String(status), { description: known.join(', '), content }]),
  ]) as Json
}

function errorSchema(): Json {
  return {
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message', 'request_id'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', examples: Object.keys(API_ERRORS) },
          message: { type: 'string' },
          details: { type: 'object' },
          request_id: { type: 'string' },
        },
      },
    },
  }
}

const REF = '#/$defs/'
const HOISTED = '#/components/schemas/'

/** A schema as JSON Schema; what has a name goes to the components, once. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', components: Record<string, Json>): Json {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (!(zodSchema instanceof z.ZodObject) || io === 'input') return
      const costs = Object.entries(zodSchema.shape as Readonly<Record<string, z.ZodType>>)
        .filter(([, field]) => isCost(field))
        .map(([name]) => name)
      const required = jsonSchema.required?.filter((name) => !costs.includes(name))
      if (required !== undefined) jsonSchema.required = required
    },
  }) as Json
  const { $schema: _dialect, $defs = {}, ...own } = hoisted(made) as Json & { $defs?: Record<string, Json> }
  Object.assign(components, $defs)
  const id = own['id']
  if (typeof id !== 'string') return own
  const { id: _name, ...named } = own
  components[id] = named
  return { $ref: HOISTED + id }
}

/** The same with its references to where an OpenAPI document keeps its schemas. */
function hoisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hoisted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === '$ref' && typeof inner === 'string' ? inner.replace(REF, HOISTED) : hoisted(inner),
    ]),
  )
}
