import type { z } from 'zod'
import type { Reader } from '../../core/database/reader.ts'
import type { Scope } from '../../core/branches/scope.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import type { Role } from '../../core/people/create-person.ts'
import type { TokenBearer } from '../../core/tokens/read-tokens.ts'
import type { words } from '../../core/words/catalogue.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Figures } from './figures.ts'
import type { SealedCursors } from './http/sealed-cursors.ts'

/** Who asks, and what they may see. */
export interface Caller {
  readonly bearer: TokenBearer
  readonly scope: Scope
  /** Reads the book as far as their authority goes, whatever is asked of it. */
  readonly reader: Reader
  /** The same for one branch of those they see. */
  lookingAt(branch: BranchId): Pick<Caller, 'scope' | 'reader'>
}

/** What every handler finds: who asks, what for, and the process around it. */
export interface Call<Params, Query, Body> {
  readonly caller: Caller
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** The caller's own for this request; '' where the operation takes none. */
  readonly key: string
  readonly deps: ApiDeps
  readonly figures: Figures
  readonly cursors: SealedCursors
}

export type OkStatus = 200 | 201 | 202
export interface Reply<Answer> {
  readonly status: OkStatus
  readonly body: Answer
  /** Of what was made, below the API's own address. */
  readonly location?: string
}

/** What an operation is, apart from the types of its parts. */
export interface OperationFacts {
  readonly id: keyof typeof words.api.operations
  readonly tag: keyof typeof words.api.tags
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** Below /api/v1, parameters in braces: /items/{item}. */
  readonly path: string
  readonly roles: readonly Role[]
  /** Takes an Idempotency-Key. */
  readonly isKeyed: boolean
  readonly statuses: readonly OkStatus[]
  /** Its own errors by code, beside those that every operation has. */
  readonly errors: readonly string[]
}

/** One row of the table: everything the router, the reference and the tests know of an operation. */
export interface Operation extends OperationFacts {
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body: z.ZodObject | undefined
  readonly answer: z.ZodType
  /** An example of its body, which has to be one. */
  readonly example: Readonly<Record<string, unknown>> | undefined
  run(call: Call<unknown, unknown, unknown>): Promise<Reply<unknown>>
}

interface Declared<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Answer extends z.ZodType,
> {
  readonly params: Params
  readonly query: Query
  readonly body?: Body
  readonly answer: Answer
  readonly example?: z.input<Body>
  readonly handle: (
    call: Call<z.infer<Params>, z.infer<Query>, z.infer<Body>>,
  ) => Reply<z.infer<Answer>> | Promise<Reply<z.infer<Answer>>>
}

export const EVERY_ROLE: readonly Role[] = ['operator', 'manager', 'super_admin']
export const MANAGERS: readonly Role[] = ['manager', 'super_admin']

/** Declares an operation. Its parts have been read by its schemas when its handler is called. */
export function operation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Answer extends z.ZodType,
>(
  facts: OperationFacts,
  { params, query, body, answer, example, handle }: Declared<Params, Query, Body, Answer>,
): Operation {
  return {
    ...facts,
    params,
    query,
    body,
    answer,
    example,
    // The router reads the parts by these very schemas before it calls.
    run: async (call) => await handle(call as Call<z.infer<Params>, z.infer<Query>, z.infer<Body>>),
  }
}

export function ok<Answer>(body: Answer): Reply<Answer> {
  return { status: 200, body }
}
