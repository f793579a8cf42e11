import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import {
  BookRefusal,
  CentralDenied,
  CentralUnavailable,
  OutcomeUnknown,
} from '../../../core/database/central.ts'
import { ReadOnlyHere } from '../../../core/database/read-only-here.ts'
import { words } from '../../../core/words/catalogue.ts'
import { ApiError, apiError } from './errors.ts'

/** The one place where an error becomes an answer, always of the same shape. */
export function createErrorAnswers(report: (error: unknown, code: string) => void): ErrorHandler {
  return (error, c) => {
    const requestId = String(c.get('requestId') ?? '')
    const known = toApiError(error)
    if (known.status >= 500) report(error, requestId)
    return answerError(c, known, requestId)
  }
}

export function answerError(c: Context, error: ApiError, requestId: string): Response {
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
  const { code, message, details } = error
  return c.json(
    { error: { code, message, ...(details === undefined ? {} : { details }), request_id: requestId } },
    error.status,
  )
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof HTTPException && error.status === 413) return apiError('body_too_large')
  if (error instanceof ReadOnlyHere) return apiError('read_only_here')
  if (error instanceof OutcomeUnknown) return apiError('outcome_unknown')
  if (error instanceof CentralUnavailable || error instanceof CentralDenied)
    return apiError('central_unavailable')
  if (error instanceof BookRefusal) return refusedByBook(error)
  // A full or broken disk under the outbox: nothing was taken.
  if (error instanceof Error && error.name === 'SqliteError') return apiError('storage_unavailable')
  return apiError('internal')
}

/** A guard's no to master data: no document, so nothing of it stays. */
function refusedByBook({ code }: BookRefusal): ApiError {
  const text = words.refusals.byCode[code]
  const parts = { item: words.refusals.someItem, asked: undefined, there: undefined, at: '' }
  return new ApiError(code, 422, text?.what(parts) ?? words.refusals.otherwise(code))
}
