import { words } from '../../../core/words/catalogue.ts'
import { API_BASE } from '../paths.ts'

/** Every error the API itself answers with; those of the book are its own `E_…`, with 422. */
export const API_ERRORS = {
  token_missing: { status: 401 },
  token_unknown: { status: 401 },
  role_forbidden: { status: 403 },
  not_found: { status: 404 },
  method_unknown: { status: 405 },
  idempotency_mismatch: { status: 409 },
  reversal_impossible: { status: 409 },
  name_taken: { status: 409 },
  in_use: { status: 409 },
  body_too_large: { status: 413 },
  media_type: { status: 415 },
  json_unreadable: { status: 400 },
  idempotency_key: { status: 400 },
  request_invalid: { status: 422 },
  cursor_unknown: { status: 422 },
  rate_limited: { status: 429 },
  read_only_here: { status: 409 },
  central_unavailable: { status: 503, retryAfterS: 5 },
  outcome_unknown: { status: 503, retryAfterS: 5 },
  books_behind: { status: 503, retryAfterS: 1 },
  storage_unavailable: { status: 503, retryAfterS: 30 },
  internal: { status: 500 },
} as const satisfies Readonly<Record<string, { status: number; retryAfterS?: number }>>

export type ApiErrorCode = keyof typeof API_ERRORS
export type ErrorStatus = (typeof API_ERRORS)[ApiErrorCode]['status']

/** One field of a request that is wrong: where, by a path like `body.lines.0.quantity`, and why. */
export interface FieldProblem {
  readonly path: string
  readonly code: string
  readonly message: string
}

/** Thrown by whatever finds it; one place makes it an answer. */
export class ApiError extends Error {
  readonly code: string
  readonly status: ErrorStatus
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly headers: Readonly<Record<string, string>>
  constructor(
    code: string,
    status: ErrorStatus,
    message: string,
    {
      details,
      headers = {},
    }: { details?: Readonly<Record<string, unknown>>; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.details = details
    this.headers = headers
  }
}

/** An error of our own catalogue. */
export function apiError(
  code: ApiErrorCode,
  more: { details?: Readonly<Record<string, unknown>>; headers?: Record<string, string> } = {},
): ApiError {
  const known: { readonly status: ErrorStatus; readonly retryAfterS?: number } = API_ERRORS[code]
  const retry = known.retryAfterS === undefined ? {} : { 'retry-after': String(known.retryAfterS) }
  return new ApiError(code, known.status, words.api.errors[code], {
    ...more,
    headers: { ...retry, ...more.headers },
  })
}

/** What was read, or the same answer for what is not there and for what is not the caller's. */
export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw apiError('not_found')
  return value
}

/**
 * What was just written, as it is read here. Where it is not there yet, because these books are a copy of central's,
 * the answer says that it is written, and where it will be. `location`: below the API's own address.
 */
export async function readBack<Answer>(
  location: string,
  read: () => Answer | Promise<Answer>,
): Promise<Answer> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
    throw apiError('books_behind', { headers: { location: API_BASE + location } })
  }
}

/** 422 with everything that is wrong, each with its place. */
export function invalid(problems: readonly FieldProblem[]): ApiError {
  return apiError('request_invalid', { details: { problems } })
}
